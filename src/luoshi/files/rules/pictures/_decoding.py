"""Decoding with Pillow, held to one format and to a number of pixels."""

import io
import struct
import warnings
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from PIL import Image, ImageCms, ImageOps

MOST_PIXELS = 64_000_000
"""What phones take at most; decoded, it is 256 MB."""
LONGEST_SIDE = 480
"""Pixels of a thumbnail's longer side."""
THUMBNAIL = "jpg"
"""Every browser shows JPEG and every Word document takes it."""

UNDECODABLE = (
    OSError,
    SyntaxError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    EOFError,
    NotImplementedError,
    struct.error,
    zlib.error,
)
"""What decoders raise over bytes that make no sense to them."""

_ORIENTATION = 0x0112
_UPRIGHT = 1
_QUALITY = 80


class TooLarge(Exception):
    """The picture has more than MOST_PIXELS."""


@contextmanager
def opened(data: bytes, pillow: str) -> Iterator[Image.Image]:
    """The picture, its header read, its pixels not yet. Raises TooLarge.

    Doubts of the decoder are for the log of its maker.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            image = Image.open(io.BytesIO(data), formats=(pillow,))
        except Image.DecompressionBombError as error:
            raise TooLarge from error
        with image:
            if image.width * image.height > MOST_PIXELS:
                raise TooLarge
            yield image


def turned(data: bytes, pillow: str, options: Mapping[str, Any] | None) -> bytes | None:
    """The file with its pixels turned as its orientation says; None for what lies right and for what moves."""
    with opened(data, pillow) as image:
        orientation = image.getexif().get(_ORIENTATION, _UPRIGHT)
        if options is None or orientation not in range(2, 9) or getattr(image, "is_animated", False):
            return None
        return encoded(ImageOps.exif_transpose(image), pillow, **options, icc_profile=image.info.get("icc_profile"))


def encoded(image: Image.Image, pillow: str, **options: Any) -> bytes:
    """The picture's file."""
    buffer = io.BytesIO()
    image.save(buffer, pillow, **options)
    return buffer.getvalue()


def seen(data: bytes, pillow: str) -> tuple[tuple[int, int], bytes, tuple[int, int]]:
    """Width and height, and a thumbnail with its own, after every pixel of the first frame was decoded."""
    with opened(data, pillow) as image:
        size = image.size
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        image.load()
        small = _colours(image)
        small.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        return size, encoded(_on_paper(_in_srgb(small)), "JPEG", quality=_QUALITY), small.size


def _colours(image: Image.Image) -> Image.Image:
    """The picture in a kind of colours that can be made smaller."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image if image.mode == "RGBA" else image.convert("RGBA")
    return image if image.mode in {"L", "RGB", "CMYK"} else image.convert("L" if image.mode in {"1", "F"} else "RGB")


def _in_srgb(small: Image.Image) -> Image.Image:
    """The colours of the picture's profile in those that every screen takes for granted."""
    profile, mode = small.info.get("icc_profile"), "RGBA" if small.mode == "RGBA" else "RGB"
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError):  # a profile of other colours, or of none
            source, target = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(small, source, target, outputMode=mode) or small
    return small


def _on_paper(small: Image.Image) -> Image.Image:
    """Eight bits a colour, white where it is transparent; nothing else that came with the picture."""
    if small.mode == "RGBA":
        small = Image.alpha_composite(Image.new("RGBA", small.size, "white"), small)
    plain = small.convert("L" if small.mode == "L" else "RGB")
    plain.info = {}
    return plain


def bare(image: Image.Image) -> Image.Image:
    """The pixels, palette and colour profile, and nothing else that a program may have put beside them."""
    copy = image.copy()
    copy.info = {name: image.info[name] for name in ("icc_profile",) if image.info.get(name)}
    return copy
