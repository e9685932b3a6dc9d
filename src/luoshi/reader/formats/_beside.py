"""A scan whose text comes beside it: whether the scan is the PDF or picture that its name says."""

import struct
from pathlib import PurePath

from luoshi.reader.errors import UnreadableFile
from luoshi.reader.formats import _refusals
from luoshi.reader.formats._content import kind_of
from luoshi.reader.formats._pdf_client import check

MOST_PIXELS = 400_000_000
"""A0 at 300 dots per inch has 140 million."""

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_SCANS = {".pdf": b"%PDF", ".jpg": _JPEG, ".jpeg": _JPEG, ".png": _PNG}
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""JPEG markers that carry height and width."""


def check_scan(data: bytes, name: str) -> None:
    """Refuse a scan that is neither a readable PDF nor a .jpg or .png picture. Raises UnreadableFile."""
    signature = _SCANS.get(PurePath(name).suffix.lower())
    content = kind_of(data)
    if signature is None or content not in {"pdf", "image"}:
        raise _no_scan()
    if (signature == b"%PDF") != (content == "pdf") or (content == "image" and not data.startswith(signature)):
        raise _refusals.mismatch(name, content)
    if content == "pdf":
        check(data)
    else:
        _check_picture(data)


def _check_picture(data: bytes) -> None:
    try:
        width, height = _png_size(data) if data.startswith(_PNG) else _jpeg_size(data)
    except struct.error as error:
        raise _broken() from error
    if not 0 < width * height <= MOST_PIXELS:
        raise _broken()


def _png_size(data: bytes) -> tuple[int, int]:
    kind, width, height = struct.unpack_from(">4sII", data, 12)
    return (width, height) if kind == b"IHDR" else (0, 0)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height, from the first frame; (0, 0) when there is none."""
    place = 2
    while place < len(data):
        mark, marker, length = struct.unpack_from(">BBH", data, place)
        if mark != 0xFF:
            break
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, place + 5)
            return width, height
        place += 1 if marker == 0xFF else 2 + max(length, 2)
    return 0, 0


def _no_scan() -> UnreadableFile:
    return UnreadableFile(
        "no_scan",
        "扫描件须是 .pdf、.jpg 或 .png 文件。请转换后再和识别出的文字一起上传。",
        "A scan must be a .pdf, .jpg or .png file. Convert it and give it with its recognised text again.",
    )


def _broken() -> UnreadableFile:
    return UnreadableFile(
        "damaged",
        "图片不完整或已损坏。请重新扫描或下载后再上传。",
        "The picture is incomplete or damaged. Scan or download it again.",
    )
