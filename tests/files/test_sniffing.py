"""What a file is stands in its bytes; its name is only compared with them."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.files.rules.kinds import KINDS, REFUSED
from luoshi.files.rules.sniffing import kind_of
from luoshi.reader import read_bytes
from tests.cast import SAMPLE
from tests.files.samples import PICTURES, ole, packed, picture
from tests.reader.texts import NOTICE

MACRO_SHEET = b"\x85\x00\x0c\x00\x10\x20\x00\x00\x00\x01\x04\x00Mac1"
MACRO_TYPE = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
SPELT_TYPE = MACRO_TYPE.replace(b"macroEnabled", b"macro&#69;nabled")
KNOWN = [
    (b"%PDF-1.7\n", "pdf"),
    (packed("word/document.xml"), "docx"),
    (packed("xl/workbook.xml"), "xlsx"),
    (packed("xl/workbook.bin"), "xlsb"),
    (packed("ppt/presentation.xml"), "pptx"),
    (packed("OFD.xml"), "ofd"),
    (packed("content.xml", "META-INF/manifest.xml"), "odf"),
    (packed("readme.txt"), "zip"),
    (packed("word/document.xml")[:-30], "damaged"),
    (packed("word/document.xml", "word/vbaProject.bin"), "macro"),
    (packed("Word\\document.xml", "WORD\\VBAPROJECT.BIN"), "macro"),
    (packed("xl/workbook.xml", "xl/macrosheets/sheet1.xml"), "macro"),
    (packed("word/document.xml", types=MACRO_TYPE), "macro"),
    (packed("word/document.xml", types=SPELT_TYPE), "macro"),
    (packed("word/document.xml", types=MACRO_TYPE.decode().encode("utf-16")), "macro"),
    (packed("word/document.xml", types=b" " * 2 * 1024**2), "damaged"),
    (packed(*(f"{number}" for number in range(20_001))), "zip"),
    (ole("Root Entry", "WordDocument"), "doc"),
    (ole("Root Entry", "Workbook"), "xls"),
    (ole("Root Entry", "Book"), "xls"),
    (ole("Root Entry", "PowerPoint Document"), "ppt"),
    (ole("Root Entry", "EncryptedPackage"), "encrypted"),
    (ole("Root Entry", "WordDocument", "_VBA_PROJECT"), "macro"),
    (ole("Root Entry", "Workbook", content=MACRO_SHEET), "macro"),
    (ole("Root Entry"), "ole"),
    (ole("Root Entry", content=b"\x00" * 7 + "WordDocument".encode("utf-16-le") + b"\x00\x00"), "ole"),
    (b"{\\rtf1\\ansi", "rtf"),
    (b"Rar!\x1a\x07\x01\x00", "zip"),
    (b"7z\xbc\xaf\x27\x1c\x00\x04", "zip"),
    (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "heic"),
    (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00", "video"),
    (b"RIFF\x24\x00\x00\x00WAVEfmt ", "video"),
    (b"BM is how this English text begins, and it is no picture.", "txt"),
    (b"<!DOCTYPE html><p>", "html"),
    (b"\xef\xbb\xbf \n<HTML>", "html"),
    (b"<!-- -->" * 200 + b"<p>", "txt"),
    (b"<!-- x --><script>alert(1)</script>", "html"),
    ("<html>".encode("utf-16"), "html"),
    (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "svg"),
    (b"<?xml version='1.0'?>\n<!-- a --><svg/>", "svg"),
    (b"<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x'><svg/>", "svg"),
    (b"<?xml version='1.0'?><a/>", "xml"),
    (b"\x7fELF\x02\x01\x01" + bytes(64), "binary"),
    (b"MZ\x90\x00\x03\x00\x00\x00" + bytes(64), "binary"),
    (b"# \xe6\x96\xb9\xe6\xa1\x88", "txt"),
    ("ئۇيغۇر تىلى".encode(), "txt"),
    (b"\xef\xbb\xbf", "txt"),
]


@pytest.mark.parametrize(("data", "kind"), KNOWN, ids=[f"{kind}-{number}" for number, (_, kind) in enumerate(KNOWN)])
def test_bytes_tell_their_kind(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind
    assert kind in KINDS or kind in REFUSED


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_is_known_by_its_bytes(kind: str) -> None:
    assert kind_of(picture(kind)) == kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_text_that_the_reader_reads_is_a_text(encoding: str) -> None:
    data = NOTICE.encode(encoding)
    assert read_bytes(data, "notice.txt").measures
    assert kind_of(data) == "txt"
    assert kind_of(data * 40) == "txt"


def test_a_text_with_some_damage_is_still_a_text() -> None:
    data = bytearray(NOTICE.encode())
    data[300:301] = data[600:601] = b"\xff"
    assert read_bytes(bytes(data), "notice.txt").text
    assert kind_of(bytes(data)) == "txt"


def test_a_real_word_file_is_one() -> None:
    assert kind_of(SAMPLE.read_bytes()) == "docx"


@pytest.mark.parametrize("seed", range(20))
def test_noise_is_no_text(seed: int) -> None:
    assert kind_of(b"\x07" + random.Random(seed).randbytes(4000)) == "binary"


@given(st.binary(max_size=300), st.sampled_from([data for data, _ in KNOWN]))
def test_any_bytes_have_a_kind_with_a_name(tail: bytes, start: bytes) -> None:
    for data in (tail, start[:200] + tail):
        kind = kind_of(data)
        assert kind in KINDS or kind in REFUSED
