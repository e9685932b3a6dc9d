"""Commands that use the database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from luoshi.cli import main
from luoshi.orgs.models import Account, Holiday, Region, Unit
from luoshi.plans.models import Revision
from tests.cast import SAMPLE
from tests.pages.texts import MINUTES
from tests.pictures import photo

pytestmark = pytest.mark.django_db


def test_import_says_what_it_read_and_twice_is_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(SAMPLE)]) == 0
    assert main(["import", str(SAMPLE)]) == 0
    said = capsys.readouterr().out
    assert "举措 20" in said
    assert "早已导入" in said
    assert Revision.objects.count() == 1


def test_import_takes_a_scan_with_its_text_and_a_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scan, text = tmp_path / "扫描.jpg", tmp_path / "文字.txt"
    scan.write_bytes(photo())
    text.write_text(MINUTES, encoding="utf-8")
    assert main(["import", str(scan)]) == 2
    assert main(["import", str(scan), "--text", str(tmp_path / "missing.txt")]) == 2
    assert main(["import", str(scan), "--text", str(text)]) == 0
    assert "种类 会议纪要" in capsys.readouterr().out
    revision = Revision.objects.get()
    assert revision.beside is not None
    assert (revision.file.name, revision.beside.name, revision.plan.kind) == ("扫描.jpg", "文字.txt", "minutes")
    assert main(["import", str(text), "--kind", "agreement"]) == 0
    assert Revision.objects.latest("pk").plan.kind == "agreement"
    with pytest.raises(SystemExit):
        main(["import", str(text), "--kind", "song"])


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4"])
def test_import_refuses_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(content)
    assert main(["import", str(path)]) == 2
    assert main(["import", str(tmp_path / "missing.docx")]) == 2
    assert "。" in capsys.readouterr().err
    assert Revision.objects.count() == 0


def test_audit_verify_ends_with_the_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(SAMPLE)]) == 0
    assert main(["audit", "verify"]) == 0
    assert main(["audit", "head"]) == 0
    Unit.objects.update(kind="改过")
    assert main(["audit", "verify"]) == 1
    assert "orgs_unit" in capsys.readouterr().out


def test_regions_come_from_a_file_or_with_us(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regions"]) == 0
    assert Region.objects.count() == 10
    bad = tmp_path / "regions.csv"
    bad.write_text("code,name,short_name,kind,parent\n1,甲,甲,县,\n", encoding="utf-8")
    assert main(["regions", str(bad)]) == 2
    assert main(["regions", str(tmp_path / "missing.csv")]) == 2
    assert "第2行" in capsys.readouterr().err


def test_holidays_come_from_a_file_or_with_us(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calendar"]) == 0
    assert main(["calendar"]) == 0
    assert "已录入或更正 0 天" in capsys.readouterr().out
    assert Holiday.objects.count() == 180
    own = tmp_path / "calendar.csv"
    own.write_bytes("日期,安排,名称\n2027/1/1,放假,元旦\n".encode("gb18030"))
    assert main(["calendar", str(own)]) == 0
    own.write_text("day,works,name\n2027-01-01,x,元旦\n", encoding="utf-8")
    assert main(["calendar", str(own)]) == 2
    own.write_bytes(b"\xff\xff")
    assert main(["calendar", str(own)]) == 2
    said = capsys.readouterr().err
    assert "第2行：安排“x”看不懂" in said
    assert "Cannot read" in said
    assert Holiday.objects.count() == 181


def test_an_account_is_made_once(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    make = ["account", "add", "chen", "--name", "陈", "--role", "auditor"]
    monkeypatch.setenv("LUOSHI_PASSWORD", "123")
    assert main(make) == 2
    monkeypatch.setenv("LUOSHI_PASSWORD", "long-enough-2026")
    assert main(make) == 0
    assert main(make) == 2
    assert "已存在" in capsys.readouterr().err
    assert Account.objects.get().check_password("long-enough-2026")


def test_the_demo_is_prepared_once_and_a_database_in_use_goes_on_in_its_own_time(tmp_path: Path) -> None:
    def luoshi(*command: str) -> str:
        environment = os.environ | {"LUOSHI_DATA": str(tmp_path), "LUOSHI_DATABASE": "sqlite"}
        environment |= {"LUOSHI_PASSWORD": "long-enough-2026"}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        whole = [sys.executable, "-m", "luoshi", *command]
        return subprocess.run(whole, env=environment, capture_output=True, text=True, check=True).stdout

    luoshi("migrate")
    luoshi("account", "add", "chen", "--name", "陈", "--role", "auditor")
    first, again = luoshi("demo", "--prepare"), luoshi("demo", "--prepare")
    assert "127.0.0.1:8000" in first
    assert "shending" in first
    assert first.splitlines()[-14:] == again.splitlines()[-14:]
    assert not (tmp_path / "demo_today").exists()
