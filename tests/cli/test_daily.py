"""Heads noted outside the database, and what cron calls every night."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings

from luoshi.audit.noting import note, noted
from luoshi.audit.rules.heads import Noted
from luoshi.cli import main
from luoshi.files.actions import store
from luoshi.files.queries import damages, path_of, share
from luoshi.orgs.models import Unit
from luoshi.web import clock
from tests.audit.tampering import by_hand, make, rewrite_history
from tests.cast import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data(settings: LazySettings, tmp_path: Path) -> Path:
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    return tmp_path


def test_a_head_is_noted_once_a_day_and_never_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    heads = tmp_path / "heads.txt"
    make("甲局")
    assert main(["audit", "head", "--append", str(heads)]) == 0
    first = heads.read_text()
    make("乙局")
    assert main(["audit", "head", "--append", str(heads)]) == 0
    assert heads.read_text() == first
    assert "今天已经记过" in capsys.readouterr().out
    assert [(head.day, head.sequence) for head in noted(heads)] == [(clock.today(), 1)]


def test_heads_of_several_days_stand_below_each_other(tmp_path: Path) -> None:
    heads, early, late = (tmp_path / "heads.txt", *(Noted(date(2026, 6, day), day, "ab" * 32) for day in (1, 2)))
    heads.write_text(str(early))
    assert note(heads, late)
    assert not note(heads, early)
    assert heads.read_text() == f"{early}\n{late}\n"


def test_verification_looks_for_every_noted_head(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    heads = tmp_path / "heads.txt"
    make("甲局")
    assert main(["audit", "head", "--append", str(heads)]) == 0
    make("乙局")
    assert main(["audit", "verify", "--heads", str(heads)]) == 0
    by_hand("UPDATE audit_event SET \"by\" = '别人' WHERE sequence = 1")
    rewrite_history()
    assert main(["audit", "verify"]) == 0
    assert main(["audit", "verify", "--heads", str(heads)]) == 1
    assert "历史被改写过" in capsys.readouterr().out
    assert main(["audit", "head", "--append", str(heads)]) == 1


def test_a_file_of_heads_that_cannot_be_used_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    heads = tmp_path / "heads.txt"
    heads.write_text(f"{Noted(date(2026, 6, 1), 0, '0' * 64)}\n2026-06-02 15 abc\n")
    for command in (["audit", "verify", "--heads"], ["audit", "head", "--append"], ["daily", "--heads"]):
        assert main([*command, str(heads)]) == 2
    assert main(["audit", "head", "--append", str(tmp_path / "none" / "heads.txt")]) == 2
    said = capsys.readouterr().err
    assert said.count("第 2 行") == 3
    assert "No such file" in said


def test_the_shares_of_all_days_are_all_files_each_once() -> None:
    files = [store(data=f"第{number}份".encode(), name="份.txt", by="test", at=AT) for number in range(9)]
    shares = [set(share(day, 4).values_list("pk", flat=True)) for day in range(100, 104)]
    assert sorted(pk for part in shares for pk in part) == sorted(file.pk for file in files)
    path_of(files[5]).unlink()
    assert sum(len(list(damages(share(day, 4)))) for day in range(4)) == 1


def test_the_daily_run_notes_the_head_and_writes_down_what_it_did(data: Path) -> None:
    store(data="一份".encode(), name="份.txt", by="test", at=AT)
    assert main(["daily", "--days", "1"]) == 0
    assert main(["daily", "--days", "1"]) == 0
    assert len(noted(data / "heads.txt")) == 1
    log = (data / "daily.log").read_text(encoding="utf-8")
    assert log.count("记录完整") == 2
    assert log.count("今天读了 1 个文件，0 个不完好") == 2


def test_the_daily_run_fails_on_a_broken_record_and_notes_nothing(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make("甲局")
    Unit.objects.update(full_name="别的名称")
    assert main(["daily"]) == 1
    assert not (data / "heads.txt").exists()
    assert "orgs_unit" in capsys.readouterr().err
    assert "断开" in (data / "daily.log").read_text(encoding="utf-8")


def test_the_daily_run_fails_on_a_damaged_file(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path_of(store(data="一份".encode(), name="份.txt", by="test", at=AT)).unlink()
    assert main(["daily", "--days", "1"]) == 1
    assert "份.txt" in capsys.readouterr().err
    assert len(noted(data / "heads.txt")) == 1
