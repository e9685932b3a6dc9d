"""TIFF: the pages of a scan with the tags that make them; EXIF, GPS, XMP, previews and programs' own tags go.

Pages are copied as they are coded, so that a hundred pages of fax code stay small. How a page lies is one of its tags.
"""

import struct
from dataclasses import dataclass

from luoshi.files.rules.pictures import jpg
from luoshi.files.rules.pictures._parts import MOST_FRAMES

PILLOW = "TIFF"
BECOMES = "tiff"
OPTIONS = None

_ORDERS = {b"II*\x00": "<", b"MM\x00*": ">"}
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_NUMBERS = {1: "B", 3: "H", 4: "I"}
_LONG = 4
_COMPRESSION, _JPEG = 259, 7
_PIECES = ((273, 279), (324, 325))
"""Tags of where the coded pixels lie and of how long they are: in strips, or in tiles."""
_LARGEST_VALUE = 4 * 1024**2
_MOST_TAGS = 512
_MOST_PIECES = 500_000
_OWN = frozenset(
    {254, 255, 256, 257, 258, 259, 262, 263, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 290, 291, 292, 293}
    | {296, 297, 301, 317, 318, 319, 320, 322, 323, 324, 325, 338, 339, 347, 529, 530, 531, 532, 34675}
)


@dataclass(frozen=True, slots=True)
class _Value:
    """What stands behind a tag: its type, how many, and the bytes."""

    type: int
    count: int
    raw: bytes


class _Output:
    """What has been written. Pages that share their pixels could make a small file boundless: it stays below twice."""

    def __init__(self, data: bytes) -> None:
        self.made, self._limit, self._pieces = bytearray(data[:8]), 2 * len(data), 0

    def append(self, piece: bytes) -> int:
        """Put the bytes at the next even place and say which it is."""
        place = len(self.made)
        self.made += piece + bytes(len(piece) % 2)
        self._pieces += 1
        if len(self.made) > self._limit or self._pieces > _MOST_PIECES:
            raise ValueError("its pages overlap, or there are too many")
        return place


def stripped(data: bytes) -> bytes:
    """The same pages, each behind a directory of its own tags."""
    order = _ORDERS.get(data[:4])
    if order is None:
        raise ValueError("no TIFF")
    output, link = _Output(data), 4
    at = _number(data, order + "I", 4)
    for _ in range(MOST_FRAMES):
        tags, at = _read(data, order, at)
        directory = _write(output, order, tags, data)
        struct.pack_into(order + "I", output.made, link, directory)
        link = directory + 2 + 12 * len(tags)
        if at == 0:
            return bytes(output.made)
    raise ValueError(f"more than {MOST_FRAMES} pages")


def _slice(data: bytes, at: int, length: int) -> bytes:
    found = data[at : at + length]
    if len(found) != length:
        raise ValueError(f"breaks off at {at}")
    return found


def _number(data: bytes, layout: str, at: int) -> int:
    return int(struct.unpack(layout, _slice(data, at, struct.calcsize(layout)))[0])


def _read(data: bytes, order: str, at: int) -> tuple[dict[int, _Value], int]:
    """The own tags of the directory at this place, and the place of the next one."""
    count = _number(data, order + "H", at)
    if count > _MOST_TAGS:
        raise ValueError(f"{count} tags")
    found: dict[int, _Value] = {}
    for tag, type_, many, value in struct.iter_unpack(order + "HHI4s", _slice(data, at + 2, 12 * count)):
        if tag in _OWN and tag not in found:
            size = _SIZES[type_] * many
            if size > _LARGEST_VALUE:
                raise ValueError(f"tag {tag} is too large")
            place = struct.unpack(order + "I", value)[0]
            found[tag] = _Value(type_, many, value[:size] if size <= 4 else _slice(data, place, size))
    return found, _number(data, order + "I", at + 2 + 12 * count)


def _write(output: _Output, order: str, tags: dict[int, _Value], data: bytes) -> int:
    """Append a page; returns the place of its directory, which ends with room for the place of the next."""
    table = struct.pack(order + "H", len(tags))
    for tag, value in sorted((tags | _pixels(output, order, tags, data)).items()):
        short = len(value.raw) <= 4
        field = value.raw.ljust(4, b"\x00") if short else struct.pack(order + "I", output.append(value.raw))
        table += struct.pack(order + "HHI", tag, value.type, value.count) + field
    return output.append(table + bytes(4))


def _pixels(output: _Output, order: str, tags: dict[int, _Value], data: bytes) -> dict[int, _Value]:
    """Copy the coded pixels; the tags that say where they lie now."""
    where, length = next((pair for pair in _PIECES if pair[0] in tags), _PIECES[0])
    jpeg = _numbers(tags[_COMPRESSION], order) == (_JPEG,)
    places, sizes = [], []
    for at, size in zip(_numbers(tags[where], order), _numbers(tags[length], order), strict=True):
        piece = _slice(data, at, size)
        piece = jpg.stripped(piece) if jpeg else piece
        places.append(output.append(piece))
        sizes.append(len(piece))
    return {tag: _longs(values, order) for tag, values in ((where, places), (length, sizes))}


def _numbers(value: _Value, order: str) -> tuple[int, ...]:
    return struct.unpack(f"{order}{value.count}{_NUMBERS[value.type]}", value.raw)


def _longs(values: list[int], order: str) -> _Value:
    return _Value(_LONG, len(values), struct.pack(f"{order}{len(values)}I", *values))
