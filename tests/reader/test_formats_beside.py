"""A scan with its recognised text beside it."""

import struct

import pytest

from luoshi.reader import read_beside, read_bytes, read_text
from luoshi.reader.errors import UnreadableFile
from tests.reader.paper import Sheet, pdf
from tests.reader.texts import NOTICE
from tests.reader.word import docx, paragraph


def png(width: int = 1240, height: int = 1754) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + bytes(40)


def jpeg(width: int = 1240, height: int = 1754) -> bytes:
    head = b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\x00" + bytes(9)
    return head + b"\xff\xff\xc0" + struct.pack(">HBHH", 17, 8, height, width) + bytes(40)


SCAN = pdf(Sheet().picture())


@pytest.mark.parametrize(
    ("scan", "name"),
    [(SCAN, "扫描件.pdf"), (png(), "照片.PNG"), (jpeg(), "照片.jpg"), (jpeg(), "照片.jpeg")],
)
def test_the_text_beside_a_scan_is_what_is_read(scan: bytes, name: str) -> None:
    assert read_beside(scan, name, NOTICE.encode("gb18030"), "识别.txt") == read_text(NOTICE)


def test_the_text_may_be_a_word_document() -> None:
    text = docx("".join(map(paragraph, NOTICE.strip().split("\n"))))
    assert read_beside(SCAN, "扫描件.pdf", text, "识别.docx").outline == read_bytes(text, "识别.docx").outline


@pytest.mark.parametrize(
    ("scan", "name", "kind"),
    [
        (b"", "扫描件.pdf", "empty"),
        (b"MZ" + bytes(500), "照片.jpg", "no_scan"),
        (NOTICE.encode(), "扫描件.pdf", "no_scan"),
        (b"GIF89a" + bytes(50), "照片.gif", "no_scan"),
        (png(), "照片.jpg", "wrong_extension"),
        (png(), "扫描件.pdf", "wrong_extension"),
        (SCAN, "照片.png", "wrong_extension"),
        (SCAN[:200], "扫描件.pdf", "damaged"),
        (png()[:20], "照片.png", "damaged"),
        (png(0, 10), "照片.png", "damaged"),
        (png(2**31, 2**31), "照片.png", "damaged"),
        (jpeg()[:12], "照片.jpg", "damaged"),
        (b"\xff\xd8\xff\xd9" + bytes(100), "照片.jpg", "damaged"),
    ],
)
def test_a_scan_that_is_none_is_refused(scan: bytes, name: str, kind: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_beside(scan, name, NOTICE.encode(), "识别.txt")
    assert caught.value.kind == kind


def test_a_scan_as_its_own_text_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="OCR"):
        read_beside(SCAN, "扫描件.pdf", SCAN, "扫描件.pdf")


@pytest.mark.parametrize("name", ["照片.jpg", "照片.txt", "方案.pdf"])
def test_a_picture_alone_asks_for_its_text(name: str) -> None:
    with pytest.raises(UnreadableFile, match="OCR") as caught:
        read_bytes(jpeg(), name)
    assert caught.value.kind == "scan"
