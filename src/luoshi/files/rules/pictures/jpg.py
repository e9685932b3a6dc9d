"""JPEG: tables and scans stay; EXIF, XMP, comments, maker's data, previews and whatever follows the end go."""

import re
from typing import Any

from luoshi.files.rules.pictures._parts import Walk

PILLOW = "JPEG"
BECOMES = "jpg"
OPTIONS: dict[str, Any] = {"quality": 95, "comment": b""}

_START, _END, _SCAN, _JFIF, _PROFILE, _ADOBE = 0xD8, 0xD9, 0xDA, 0xE0, 0xE2, 0xEE
_TABLES = frozenset({0xC4, 0xCC, 0xDB, 0xDC, 0xDD})
_FRAMES = frozenset(range(0xC0, 0xD0)) - _TABLES - {0xC8}
_NEXT_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_MOST_SCANS = 100


def stripped(data: bytes) -> bytes:
    """The picture's own segments, one after the other."""
    walk, kept, scans = Walk(data), bytearray(), 0
    if walk.take(2) != bytes((0xFF, _START)):
        raise ValueError("no start of image")
    kept += bytes((0xFF, _START))
    while (marker := _marker(walk)) != _END:
        content = walk.take(walk.number(">H") - 2)
        own = _own(marker, content)
        if own is not None:
            kept += bytes((0xFF, marker)) + (len(own) + 2).to_bytes(2, "big") + own
        if marker == _SCAN:
            scans += 1
            kept += _scan(walk, data)
    if not 0 < scans <= _MOST_SCANS:
        raise ValueError(f"{scans} scans")
    return bytes(kept) + bytes((0xFF, _END))


def _marker(walk: Walk) -> int:
    if walk.take(1) != b"\xff":
        raise ValueError(f"no marker at {walk.at}")
    while (marker := walk.take(1)[0]) == 0xFF:
        pass
    return marker


def _own(marker: int, content: bytes) -> bytes | None:
    """What of a segment belongs to the picture; None: nothing. A JFIF header goes on without its preview."""
    if marker in _TABLES or marker in _FRAMES or marker == _SCAN:
        return content
    if marker == _JFIF and content.startswith(b"JFIF\x00") and len(content) >= 14:
        return content[:12] + b"\x00\x00"
    if marker == _PROFILE and content.startswith(b"ICC_PROFILE\x00"):
        return content
    if marker == _ADOBE and content.startswith(b"Adobe"):
        return content[:12]
    return None


def _scan(walk: Walk, data: bytes) -> bytes:
    """The coded pixels, up to the next marker that is not part of them."""
    found = _NEXT_MARKER.search(data, walk.at)
    if found is None:
        raise ValueError("breaks off inside the pixels")
    return walk.take(found.start() - walk.at)
