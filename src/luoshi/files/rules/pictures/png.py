"""PNG: chunks that make the picture stay; texts, times, EXIF, private chunks and whatever follows the end go."""

import zlib
from typing import Any

from luoshi.files.rules.pictures._parts import Walk

PILLOW = "PNG"
BECOMES = "png"
OPTIONS: dict[str, Any] = {}

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_OWN = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs acTL fcTL fdAT".split()
)


def stripped(data: bytes) -> bytes:
    """The picture's own chunks, one after the other."""
    walk, kept, kind = Walk(data), bytearray(_SIGNATURE), b""
    if walk.take(len(_SIGNATURE)) != _SIGNATURE:
        raise ValueError("no signature")
    while kind != b"IEND":
        length, kind = walk.number(">I"), walk.take(4)
        content, checksum = walk.take(length), walk.number(">I")
        if kind in _OWN:
            kept += _chunk(kind, content, checksum)
        if kind == b"fcTL":
            walk.frame()
    return bytes(kept)


def _chunk(kind: bytes, content: bytes, checksum: int) -> bytes:
    if zlib.crc32(kind + content) != checksum:
        raise ValueError(f"wrong checksum of {kind!r}")
    return len(content).to_bytes(4, "big") + kind + content + checksum.to_bytes(4, "big")
