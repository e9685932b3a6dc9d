"""WebP: pixels, transparency, frames and colour profile stay; EXIF, XMP and unknown chunks go."""

from typing import Any

from luoshi.files.rules.pictures._parts import Walk

PILLOW = "WEBP"
BECOMES = "webp"
OPTIONS: dict[str, Any] = {"quality": 95}

_OWN = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_IN_FRAME = frozenset({b"VP8 ", b"VP8L", b"ALPH"})
_FRAME_HEADER = 16
_METADATA_FLAGS = 0x08 | 0x04


def stripped(data: bytes) -> bytes:
    """The picture's own chunks in a container of their own."""
    walk = Walk(data)
    if walk.take(4) != b"RIFF":
        raise ValueError("no container")
    end = walk.at + 4 + walk.number("<I")
    if end > len(data) or walk.take(4) != b"WEBP":
        raise ValueError("breaks off")
    chunks = _chunks(walk, end, _OWN)
    return b"RIFF" + (len(chunks) + 4).to_bytes(4, "little") + b"WEBP" + chunks


def _chunks(walk: Walk, end: int, own: frozenset[bytes]) -> bytes:
    kept = bytearray()
    while walk.at + 8 <= end:
        kind, length = walk.take(4), walk.number("<I")
        content = walk.take(length)
        if length % 2 and walk.at < end:
            walk.take(1)
        if kind in own:
            kept += _chunk(kind, _bare(walk, kind, content))
    return bytes(kept)


def _bare(walk: Walk, kind: bytes, content: bytes) -> bytes:
    if kind == b"VP8X":
        return bytes((content[0] & ~_METADATA_FLAGS,)) + content[1:]
    if kind == b"ANMF":
        walk.frame()
        return content[:_FRAME_HEADER] + _chunks(Walk(content, _FRAME_HEADER), len(content), _IN_FRAME)
    return content


def _chunk(kind: bytes, content: bytes) -> bytes:
    return kind + len(content).to_bytes(4, "little") + content + b"\x00" * (len(content) % 2)
