"""Plain text and Markdown: encodings, newlines, pipe tables, and files that are something else."""

from pathlib import Path

import pytest

from luoshi.reader import read_bytes, read_file, read_text
from luoshi.reader.errors import UnreadableFile
from luoshi.reader.formats import LARGEST, check_size, source_of

PLAN = "青河县节水行动方案\n\n一、总体要求\n坚持节水优先，到2030年全县用水总量控制在1.2亿立方米以内。\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "gb2312", "utf-32"],
)
def test_every_encoding_gives_the_same_text(encoding: str) -> None:
    assert source_of(PLAN.encode(encoding), "计划.txt").text == PLAN


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_newlines_are_the_same_wherever_the_file_was_written(newline: str) -> None:
    assert source_of(PLAN.replace("\n", newline).encode(), "计划.txt").text == PLAN
    assert read_text(PLAN.replace("\n", newline)) == read_text(PLAN)


def test_a_few_damaged_bytes_are_shown_and_reported() -> None:
    data = PLAN.encode("gb18030")
    reading = read_bytes(data[:30] + b"\xff" + data[31:], "计划.txt")
    assert "\ufffd" in reading.text
    assert [row.kind for row in reading.problems].count("damaged_characters") >= 1


def test_markdown_characters_stay_in_the_text_and_leave_the_titles() -> None:
    reading = read_bytes("## 一、**总体要求**\n\n1\\. **节水优先。**坚持节水。\n".encode(), "计划.md")
    assert reading.text.startswith("## 一、**")
    assert [each.title for each in reading.outline] == ["总体要求", "节水优先"]


def test_pipe_tables_are_known_exactly() -> None:
    text = "前文\n\n| 序号 | 任务 | 单位 |\n|:--|---|--:|\n| 1 | 甲\\|乙 | 县水利局 |\n 2 | 丙\n\n后文"
    source = source_of(text.encode(), "计划.md")
    rows = [[source.text[cell.start : cell.end] for cell in row] for row in source.tables[0].rows]
    assert rows == [["序号", "任务", "单位"], ["1", "甲\\|乙", "县水利局"], ["2", "丙", ""]]
    assert source.text[source.tables[0].end :] == "\n\n后文"


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"", "计划.txt", "empty"),
        (b"", "计划.docx", "empty"),
        (" \n\u3000\t\n".encode(), "计划.txt", "blank"),
        (b"%PDF-1.7 ...", "计划.txt", "wrong_extension"),
        (b"%PDF-1.7 ...", "计划.docx", "wrong_extension"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "计划.md", "scan"),
        (bytes(range(256)) * 20, "计划.txt", "wrong_extension"),
        (bytes(5000), "计划.txt", "wrong_extension"),
        (b"{\\rtf1 ...}", "计划.docx", "rtf"),
        (b"<html><body>...</body></html>", "计划.txt", "wrong_extension"),
        (PLAN.encode(), "计划.docx", "wrong_extension"),
        (PLAN.encode(), "计划.pdf", "wrong_extension"),
        (PLAN.encode(), "计划.abc", "unknown_format"),
        (PLAN.encode(), "计划", "unknown_format"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_is_wrong_in_both_languages(data: bytes, name: str, kind: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(data, name)
    assert caught.value.kind == kind
    assert caught.value.zh.endswith("。")
    assert caught.value.en.endswith(".")


def test_a_wrong_extension_says_which_would_be_right() -> None:
    with pytest.raises(UnreadableFile, match=r"改成 \.txt"):
        read_bytes(PLAN.encode(), "计划.docx")


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as stream:
        stream.truncate(60 * 1024 * 1024)
    with pytest.raises(UnreadableFile, match="60 MB"):
        read_file(path)
    check_size(LARGEST)


def test_a_file_on_disk_reads_like_its_text(tmp_path: Path) -> None:
    path = tmp_path / "计划.txt"
    path.write_text(PLAN, encoding="utf-8")
    assert read_file(path) == read_text(PLAN)
