"""What may be kept for which purpose; a refusal is one sentence in each language that says what to do."""

import pytest

from luoshi.files.rules import FileRefused, admitted, check_size, sha256
from luoshi.files.rules.kinds import KINDS, PURPOSES, REFUSED, extensions_of
from luoshi.files.rules.pictures import formats
from luoshi.reader.errors import ReadingError
from luoshi.reader.formats import formats as reader_formats
from tests.files import samples
from tests.files.samples import ole, packed, photo, picture

TEXT = "方案".encode()
DOCX = packed("word/document.xml")


@pytest.mark.parametrize(
    ("data", "name", "purpose", "why"),
    [
        (b"", "方案.txt", "document", "empty"),
        (DOCX, "方案.pdf", "document", "wrong_extension"),
        (b"<html><script>alert(1)</script>", "照片.jpg", "evidence", "html"),
        (b"<svg onload='alert(1)'/>", "图.svg", "evidence", "svg"),
        (b"<svg onload='alert(1)'/>", "图.png", "scan", "svg"),
        (picture("png"), "照片.jpg", "evidence", "wrong_extension"),
        (picture("jpg"), "方案.docx", "evidence", "wrong_extension"),
        (TEXT, "脚本.bat", "evidence", "wrong_extension"),
        (TEXT, "脚本.html", "evidence", "wrong_extension"),
        (TEXT, "批示.txt", "scan", "txt"),
        (picture("jpg"), "方案.jpg", "document", "jpg"),
        (packed("a.txt"), "佐证.zip", "evidence", "zip"),
        (packed("word/document.xml", "word/vbaProject.bin"), "方案.docm", "document", "macro"),
        (ole("WordDocument", "_VBA_PROJECT"), "方案.doc", "evidence", "macro"),
        (ole("EncryptedPackage"), "方案.docx", "document", "encrypted"),
        (DOCX[:-40], "方案.docx", "document", "damaged"),
        (b"\x7fELF" + bytes(99), "程序.txt", "document", "binary"),
        (picture("jpg")[:-300], "照片.jpg", "evidence", "broken_image"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_does_not_belong_is_refused_in_one_sentence_each(data: bytes, name: str, purpose: str, why: str) -> None:
    with pytest.raises(FileRefused) as refused:
        admitted(data, name, purpose)
    assert refused.value.kind == why
    assert refused.value.zh.endswith("。")
    assert refused.value.en.endswith(".")
    assert isinstance(refused.value, ReadingError)


@pytest.mark.parametrize(
    ("data", "name", "purpose", "kept"),
    [
        (DOCX, "方案.DOCX", "document", "方案.DOCX"),
        (DOCX, "方案", "document", "方案.docx"),
        (DOCX, "方案2.0", "document", "方案2.0.docx"),
        (TEXT, "方案.md", "document", "方案.md"),
        (TEXT, "../数据.csv", "evidence", "数据.csv"),
        (ole("WordDocument"), "总结.wps", "evidence", "总结.wps"),
        (ole("Workbook"), "台账.et", "evidence", "台账.et"),
        (packed("OFD.xml"), "批示.ofd", "scan", "批示.ofd"),
        (picture("jpg"), "北岸.JPEG", "evidence", "北岸.JPEG"),
        (picture("bmp"), "截图.bmp", "evidence", "截图.png"),
        (picture("jpg"), "", "evidence", "未命名文件.jpg"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_belongs_keeps_a_name_that_fits_its_bytes(data: bytes, name: str, purpose: str, kept: str) -> None:
    assert admitted(data, name, purpose).name == kept


def test_a_document_is_kept_byte_for_byte() -> None:
    data = b"%PDF-1.7\n/JS (app.alert(1))"
    found = admitted(data, "方案.pdf", "document")
    assert (found.data, found.kind, found.width, found.thumbnail) == (data, "pdf", None, None)
    assert found.uploaded_sha256 == sha256(data)


def test_a_photo_is_kept_stripped_and_remembers_what_came() -> None:
    data = photo("jpg", orientation=6)
    found = admitted(data, "现场.jpg", "evidence")
    assert samples.SECRET not in found.data
    assert found.uploaded_sha256 == sha256(data) != sha256(found.data)
    assert (found.width, found.height) == (400, 640)
    assert found.thumbnail is not None
    assert (found.thumbnail.width, found.thumbnail.height, found.thumbnail.name) == (300, 480, "现场.jpg")


@pytest.mark.parametrize("kind", ["gif", "jpg", "pdf"])
def test_a_file_above_its_kinds_limit_is_refused_unseen(kind: str) -> None:
    limit = KINDS[kind].megabytes
    start = {"gif": b"GIF89a", "jpg": b"\xff\xd8\xff", "pdf": b"%PDF-"}[kind]
    with pytest.raises(FileRefused, match=f"{limit + 1} MB.*{limit} MB"):
        admitted(start.ljust(limit * 1024**2 + 1, b"\x00"), f"大.{kind}", "evidence")


def test_a_size_can_be_refused_before_the_file_is_read() -> None:
    check_size(50 * 1024**2, "scan")
    for size in (0, 50 * 1024**2 + 1):
        with pytest.raises(FileRefused):
            check_size(size, "scan")


def test_the_tables_fit_each_other() -> None:
    taken = {kind for kinds in PURPOSES.values() for kind in kinds}
    assert taken == set(KINDS)
    assert not set(KINDS) & set(REFUSED)
    assert set(formats()) <= set(KINDS)
    assert not set(formats()) & set(PURPOSES["document"])
    assert extensions_of("document")[:3] == (".pdf", ".ofd", ".docx")


def test_a_document_may_have_every_extension_that_the_reader_reads() -> None:
    known = {extension for kind in PURPOSES["document"] for extension in KINDS[kind].extensions}
    assert set(reader_formats()) <= known
