"""Pictures: decoded to see that they are whole, kept without what a camera or a program wrote beside the pixels.

A format is a module of this folder with `PILLOW` (its name there), `BECOMES` (the kind it is kept as), `OPTIONS` (how
Pillow saves it when it must be turned, None where it stays as it lies) and `stripped(data)`, which leaves the
pixels as they are, raises ValueError for what it cannot follow, and does nothing the second time. Adding a format
touches its own file and the tables in `kinds`.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from luoshi.files.rules.kinds import names_of
from luoshi.files.rules.pictures import _decoding
from luoshi.files.rules.refusal import FileRefused, broken

THUMBNAIL = _decoding.THUMBNAIL

_SMALL = 256 * 1024


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept: its kind, its bytes, its size in pixels."""

    kind: str
    data: bytes
    width: int
    height: int


@cache
def formats() -> dict[str, ModuleType]:
    """Kind -> format module.

    >>> sorted(formats())
    ['bmp', 'gif', 'jpg', 'png', 'tiff', 'webp']
    """
    names = [found.name for found in iter_modules(__path__) if not found.name.startswith("_")]
    return {name: import_module(f"{__name__}.{name}") for name in names}


def picture(data: bytes, kind: str) -> tuple[Picture, Picture | None]:
    """The picture upright and bare, and its thumbnail unless it is small itself.

    Raises FileRefused when it is broken or has too many pixels.
    """
    try:
        return _picture(data, formats()[kind])
    except _decoding.TooLarge as error:
        raise _too_large() from error
    except _decoding.UNDECODABLE as error:
        raise broken(*names_of(kind)) from error


def is_small(kind: str, width: int | None, height: int | None, size: int) -> bool:
    """Whether a picture of `size` bytes can stand on a page as it is: thumbnails can, and what came no larger."""
    return kind == THUMBNAIL and max(width or 0, height or 0) <= _decoding.LONGEST_SIDE and size <= _SMALL


def _picture(data: bytes, format_: ModuleType) -> tuple[Picture, Picture | None]:
    bare = format_.stripped(data)  # first of all, since it bounds the number of parts and Pillow does not
    turned = _decoding.turned(data, format_.PILLOW, format_.OPTIONS)
    bare = format_.stripped(turned) if turned else bare
    size, small, small_size = _decoding.seen(bare, formats()[format_.BECOMES].PILLOW)
    whole = Picture(format_.BECOMES, bare, *size)
    needed = not is_small(whole.kind, whole.width, whole.height, len(bare))
    return whole, Picture(THUMBNAIL, small, *small_size) if needed else None


def _too_large() -> FileRefused:
    most = _decoding.MOST_PIXELS
    return FileRefused(
        "too_many_pixels",
        f"图片超过 {most // 10_000} 万像素的上限。请缩小后再上传。",
        f"The picture has more than {most // 1_000_000} million pixels. Make it smaller.",
    )
