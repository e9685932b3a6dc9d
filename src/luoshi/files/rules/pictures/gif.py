"""GIF: frames and their timing stay; comments, texts, programs' own blocks and whatever follows the end go."""

from typing import Any

from luoshi.files.rules.pictures._parts import Walk

PILLOW = "GIF"
BECOMES = "gif"
OPTIONS: dict[str, Any] = {}

_FRAME, _EXTENSION, _END = b"\x2c", b"\x21", b"\x3b"
_CONTROL, _APPLICATION = b"\xf9", b"\xff"
_LOOPS = (b"\x0bNETSCAPE2.0", b"\x0bANIMEXTS1.0")
_COLOURS = 0x80


def stripped(data: bytes) -> bytes:
    """The picture's own blocks, one after the other."""
    walk = Walk(data)
    header = walk.take(13)
    kept = bytearray(header + _table(walk, header[10]))
    while (kind := walk.take(1)) != _END:
        if kind == _EXTENSION:
            kept += _extension(walk, data)
        elif kind == _FRAME:
            walk.frame()
            place = walk.take(9)
            kept += kind + place + _table(walk, place[8]) + walk.take(1) + _blocks(walk, data)
        else:
            raise ValueError(f"unknown block at {walk.at}")
    return bytes(kept + _END)


def _table(walk: Walk, flags: int) -> bytes:
    """The colour table that the flags announce."""
    return walk.take(3 * 2 ** ((flags & 0x07) + 1)) if flags & _COLOURS else b""


def _extension(walk: Walk, data: bytes) -> bytes:
    """An extension as far as it times the frames; a loop's is written anew, since anything may stand in it."""
    label = walk.take(1)
    blocks = _blocks(walk, data)
    if label == _APPLICATION and blocks.startswith(_LOOPS) and len(blocks) >= 17:
        return _EXTENSION + label + blocks[:12] + b"\x03\x01" + blocks[14:16] + b"\x00"
    return _EXTENSION + label + blocks if label == _CONTROL and len(blocks) == 6 else b""


def _blocks(walk: Walk, data: bytes) -> bytes:
    """Blocks of up to 255 bytes, each after its length, up to the empty one that ends them."""
    end = walk.at
    while end < len(data) and data[end]:
        end += data[end] + 1
    return walk.take(end + 1 - walk.at)
