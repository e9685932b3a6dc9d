"""`luoshi read`: a table for people, JSON for programs, one sentence when it cannot."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from luoshi.cli import main
from luoshi.cli.read import _aligned, _cut, _language, _width
from tests.pictures import photo
from tests.reader.texts import NOTICE


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "节水方案.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def test_a_table_is_the_default(
    plan: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOSHI_LANG", "zh")
    assert main(["read", str(plan)]) == 0
    table = capsys.readouterr().out
    assert "发文字号  青政发〔2026〕12号" in table
    for part in ("举措", "目标", "项目", "机制", "问题"):
        assert f"\n{part} (" in table
    assert main(["read", str(plan), "--table"]) == 0
    assert capsys.readouterr().out == table


def test_the_table_speaks_english_when_asked(
    plan: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOSHI_LANG", "en")
    assert main(["read", str(plan)]) == 0
    assert "Measures (" in capsys.readouterr().out


def test_json_is_the_reading_contract(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(plan), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["document"]["title"] == "青河县“十五五”节水行动实施方案"
    assert found["outline"][0]["title"] == "总体要求"


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "空的"), (b"%PDF-1.4", "PDF"), ("机密★1年\n甲县方案".encode(), "机密"), (None, "找不到")],
)
def test_what_cannot_be_read_is_said_in_one_sentence(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    content: bytes | None,
    words: str,
) -> None:
    monkeypatch.setenv("LUOSHI_LANG", "zh")
    path = tmp_path / "a.txt"
    if content is not None:
        path.write_bytes(content)
    assert main(["read", str(path)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert words in printed.err


def test_a_scan_is_read_by_the_text_beside_it(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scan = plan.with_name("扫描.jpg")
    scan.write_bytes(photo())
    assert main(["read", str(scan), "--text", str(plan), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["document"]["number"] == "青政发〔2026〕12号"
    scan.write_bytes(b"no picture")
    assert main(["read", str(scan), "--text", str(plan)]) == 2
    assert main(["read", str(scan), "--text", str(plan.with_name("missing.txt"))]) == 2
    assert capsys.readouterr().out == ""


def test_a_folder_is_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err


def test_it_needs_no_django() -> None:
    code = "import sys, luoshi.cli.read; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LUOSHI_LANG": "zh-hans"}, "zh"),
        ({"LC_ALL": "en_GB", "LANG": "zh_CN"}, "en"),
    ],
)
def test_the_language_comes_from_the_environment(environment: dict[str, str], language: str) -> None:
    assert _language(environment) == language


def test_columns_line_up_whatever_the_script() -> None:
    rows = list(_aligned([["条目", "标题", "年"], ["1.1", "节水 a", "2030"], ["10.1", "治", "2"]], 60))
    starts = [_width(row[: row.rindex(" ")]) for row in rows]
    assert len(set(starts)) == 1


def test_wide_cells_give_way_to_the_width_of_the_terminal() -> None:
    rows = list(_aligned([["一" * 80, "二" * 10], ["三", "四"]], 60))
    assert max(map(_width, rows)) <= 60
    assert _cut("一二三四五", 8) == "一二三…"
