"""What a file really is, what is refused with which advice, and rules that hold for every format."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.reader import read_bytes
from luoshi.reader.errors import UnreadableFile
from luoshi.reader.formats import formats, source_of
from luoshi.reader.formats._content import kind_of
from luoshi.reader.formats._limits import MOST_CHARACTERS
from luoshi.reader.lines import DROPPED
from tests.reader.sheets import data, xlsx
from tests.reader.texts import NOTICE, outcome
from tests.reader.word import archive, docx, paragraph, table
from tools import fuzz

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def ole(entry: str) -> bytes:
    return OLE + entry.encode("utf-16-le") + bytes(100)


@pytest.mark.parametrize(
    ("content", "name", "kind", "advice"),
    [
        (ole("Workbook"), "清单.et", "xls", ".xlsx"),
        (ole("Workbook"), "清单.xls", "xls", ".xlsx"),
        (ole("Book\0"), "清单.xlsx", "xls", ".xlsx"),
        (ole("WordDocument"), "方案.wps", "doc", ".docx"),
        (ole("EncryptedPackage"), "清单.xlsx", "encrypted", "密码"),
        (archive({"OFD.xml": b"<x/>"}), "方案.ofd", "ofd", ".pdf 或 .docx"),
        (archive({"OFD.xml": b"<x/>"}), "方案.pdf", "ofd", ".pdf 或 .docx"),
        (b"{\\rtf1 }", "方案.rtf", "rtf", ".docx"),
        (b"{\\rtf1 }", "方案.doc", "rtf", ".docx"),
        (b"From: x\r\nSubject: y\r\nMIME-Version: 1.0\r\n\r\n", "网页.mht", "mht", ".html"),
        (docx(paragraph("甲")), "方案.wps", "wrong_extension", "改成 .docx"),
        (docx(paragraph("甲")), "方案.doc", "wrong_extension", "改成 .docx"),
        (docx(paragraph("甲")), "清单.xlsx", "wrong_extension", "改成 .docx"),
        (b"<html><body>x", "方案.doc", "wrong_extension", "改成 .html"),
        (b"%PDF-1.7", "方案.ofd", "wrong_extension", "改成 .pdf"),
        (NOTICE.encode(), "方案.wps", "doc", ".docx"),
        (archive({"mimetype": b"x"}), "方案.odt", "unknown_format", ".docx"),
        (archive({"a.txt": b"x"}), "方案.zip", "unknown_format", ".docx"),
    ],
)
def test_every_refusal_says_how_to_save_the_file(content: bytes, name: str, kind: str, advice: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        source_of(content, name)
    assert caught.value.kind == kind
    assert advice in caught.value.zh
    assert caught.value.en.endswith(".")


def test_a_word_document_with_macros_is_refused() -> None:
    members = {"word/document.xml": b"<x/>", "word/vbaProject.bin": b"x"}
    for name in ("方案.docm", "方案.docx"):
        with pytest.raises(UnreadableFile, match="宏"):
            source_of(archive(members), name)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xef\xbb\xbf<!DOCTYPE html><p>x", "html"),
        (b"<!-- saved --><?xml version='1.0'?>\n<HTML>", "html"),
        ("<html><body>甲".encode("utf-16"), "html"),
        ("<html><body>甲".encode("utf-16-le"), "html"),
        (b"<div>x</div>", "fragment"),
        ("# 标题\n\n<div>x</div>".encode(), "text"),
        ("规划到<p>2025年".encode(), "text"),
        (b"<!-- -->" * 4000, "text"),
        (b"\n\n%PDF-1.7", "pdf"),
        ("文中提到 %PDF-1.7 的说明".encode(), "text"),
        (b"PK\x03\x04 cut off", "damaged"),
    ],
)
def test_content_is_told_by_its_bytes(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


def test_a_piece_of_a_page_may_be_markdown() -> None:
    assert source_of("<p align='center'>方案</p>\n\n一、总体要求".encode(), "方案.md").text.endswith("一、总体要求")


def test_a_container_with_a_directory_too_long_is_refused_unopened() -> None:
    with pytest.raises(UnreadableFile) as caught:
        source_of(b"PK\x03\x04" + b"PK\x01\x02" * 20_000, "方案.docx")
    assert caught.value.kind == "bomb"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_the_packing_that_office_uses_is_unpacked(method: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as opened:
        opened.writestr("word/document.xml", "<x/>")
    with pytest.raises(UnreadableFile) as caught:
        source_of(buffer.getvalue(), "方案.docx")
    assert caught.value.kind == "damaged"


def test_a_text_longer_than_any_plan_is_refused() -> None:
    with pytest.raises(UnreadableFile) as caught:
        source_of(b"x" * (MOST_CHARACTERS + 1), "方案.txt")
    assert caught.value.kind == "too_much"


@pytest.mark.parametrize(
    "content",
    [
        b"a|b\n" + b"-" * 1_000_000 + b"|",
        b"|" * 1_000_000 + b"\nx",
        (b"a|b\n" + b" " * 200_000 + b"x\n") * 4,
        b"a|b\n--|--\n" + b"|" * 3000 + b"\n" + b"x|y\n" * 3000,
    ],
)
def test_bars_and_dashes_without_end_are_no_table(content: bytes) -> None:
    assert source_of(content, "方案.md").tables == ()


def test_a_head_wider_than_any_table_does_not_widen_every_row() -> None:
    text = "任务\t牵头单位" + "\t" * 3000 + "\n" + "建设泵站\t县水利局\n" * 300
    assert len(read_bytes(text.encode(), "清单.txt").text) == len(text)


def test_every_format_has_samples_for_the_fuzzer() -> None:
    samples = {name: files for name, files in fuzz.samples().items() if name not in fuzz.PARSERS}
    assert {formats()[extension] for extension in samples} == set(formats().values())
    for extension, files in samples.items():
        for content in files:
            assert read_bytes(content, f"a{extension}").text


@pytest.mark.parametrize("extension", sorted(fuzz.samples()))
def test_broken_files_give_a_reading_or_a_reason(extension: str) -> None:
    for _, content in zip(range(40 if extension != ".pdf" else 12), fuzz.inputs(extension, seed=1), strict=False):
        assert fuzz.complaint(content, extension) is None


def test_the_fuzzer_names_what_a_parser_does_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "read_bytes", lambda _, name: {}[name])
    assert "KeyError" in str(fuzz.complaint(b"x", ".txt"))
    monkeypatch.undo()
    monkeypatch.setattr(fuzz, "SECONDS", -1.0)
    assert "took" in str(fuzz.complaint(b"x", ".txt"))


cells = st.text(alphabet="甲乙丙县水利局、。1 \n\t一", max_size=12)
grids = st.lists(st.lists(cells, min_size=1, max_size=5), min_size=1, max_size=6)


def _escaped(text: str) -> str:
    return text.replace("\n", "&#10;").replace("\t", "&#9;")


def as_xlsx(rows: list[list[str]]) -> tuple[bytes, str]:
    return xlsx(data(*[[_escaped(each) for each in row] for row in rows])), "清单.xlsx"


def as_html(rows: list[list[str]]) -> tuple[bytes, str]:
    inner = "".join("<tr>" + "".join(f"<td>{each}" for each in row) for row in rows)
    return f"<html><body><p>前</p><table>{inner}</table></body></html>".encode(), "清单.html"


def as_docx(rows: list[list[str]]) -> tuple[bytes, str]:
    inner = ["".join(f"<w:tc><w:p><w:r><w:t>{_escaped(each)}</w:t></w:r></w:p></w:tc>" for each in row) for row in rows]
    return docx(paragraph("前") + table(*inner)), "清单.docx"


@pytest.mark.parametrize("make", [as_xlsx, as_html, as_docx])
@given(rows=grids)
@settings(max_examples=40, deadline=None)
def test_places_of_cells_give_back_their_text(make, rows: list[list[str]]) -> None:
    content, name = make(rows)
    if outcome(content, name) == "blank":
        return
    source = source_of(content, name)
    printed = {DROPPED.sub("", each) for row in rows for each in row}
    for found in source.tables:
        assert len({len(row) for row in found.rows}) == 1
        for cell in (cell for row in found.rows for cell in row):
            assert found.start <= cell.start <= cell.end <= found.end
            assert "\n" not in source.text[cell.start : cell.end]
            assert DROPPED.sub("", source.text[cell.start : cell.end]) in printed | {""}
