"""Which Office file a zip or OLE container is. Nothing inside is opened but the list of names; no link is followed."""

import html
import io
import lzma
import re
import struct
import zipfile
import zlib

MOST_MEMBERS = 20_000
"""Entries of a zip's directory; documents have tens, and each one costs memory before it can be looked at."""

_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1

_MACRO_NAMES = re.compile(r"(?:^|/)(?:vbaproject[^/]*\.bin|vbadata\.xml)$|^xl/macrosheets/")
_MACRO_TYPES = re.compile("macroenabled|vbaproject|macrosheet")
_TYPES = "[content_types].xml"
_LARGEST_TYPES = 1024**2

_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    RuntimeError,
    ArithmeticError,
    ValueError,
    EOFError,
    OSError,
)

_ZIP_SIGNS = (
    ("word/document", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("ppt/presentation", "pptx"),
    ("ofd.xml", "ofd"),
    ("content.xml", "odf"),
)

_OLE_ENTRY = 128
_OLE_SIGNS = (
    ("EncryptedPackage", "encrypted"),
    ("_VBA_PROJECT", "macro"),
    ("_VBA_PROJECT_CUR", "macro"),
    ("Macros", "macro"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
_SHEET = rb"\x85\x00[\x08-\xff]\x00.{4}[\x00-\x02]"
_MACRO_SHEET = re.compile(_SHEET + rb"[\x01\x06][\x01-\x1f][\x00\x01]", re.DOTALL)
"""A BOUNDSHEET record of an old workbook that names an Excel 4.0 macro sheet or a VBA module."""


def zip_kind(data: bytes) -> str:
    """Kind of a zip container: an Office format, `macro`, `encrypted`, `damaged`, or plain `zip`."""
    if data.count(_ENTRY) > MOST_MEMBERS:
        return "zip"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _member_kind(archive)
    except _UNREADABLE:
        return "damaged"


def _member_kind(archive: zipfile.ZipFile) -> str:
    members = [(each.filename.replace("\\", "/").lower().lstrip("/"), each) for each in archive.infolist()]
    kind = next((kind for sign, kind in _ZIP_SIGNS if any(name.startswith(sign) for name, _ in members)), "zip")
    if kind != "zip" and any(each.flag_bits & _ENCRYPTED for _, each in members):
        return "encrypted"
    types = "".join(_content_types(archive, each) for name, each in members if name == _TYPES)
    if kind != "zip" and (_MACRO_TYPES.search(types) or any(_MACRO_NAMES.search(name) for name, _ in members)):
        return "macro"
    return kind


def _content_types(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> str:
    """The list of content types in small letters. Raises BadZipFile when it is longer than any program writes it."""
    with archive.open(member) as stream:
        types = stream.read(_LARGEST_TYPES + 1)
    if len(types) > _LARGEST_TYPES:
        raise zipfile.BadZipFile
    return html.unescape(types.replace(b"\x00", b"").decode("utf-8", "replace")).lower()


def ole_kind(data: bytes) -> str:
    """Kind of an OLE container, told by the names in its directory."""
    kind = next((kind for name, kind in _OLE_SIGNS if _has_entry(data, name)), "ole")
    return "macro" if kind == "xls" and _MACRO_SHEET.search(data) else kind


def _has_entry(data: bytes, name: str) -> bool:
    """Directory entries are 128 bytes long and begin with their name in UTF-16, wherever their sector lies."""
    sign = name.encode("utf-16-le") + b"\x00\x00"
    found = data.find(sign)
    while found >= 0:
        if found % _OLE_ENTRY == 0:
            return True
        found = data.find(sign, found + 1)
    return False
