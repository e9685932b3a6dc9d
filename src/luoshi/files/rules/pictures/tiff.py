"""TIFF: the pages of a scan, each saved anew without loss; tags that do not make the picture go."""

from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageOps, ImageSequence

from luoshi.files.rules.pictures import _decoding

PILLOW = "TIFF"
BECOMES = "tiff"
OPTIONS = None


def stripped(data: bytes) -> bytes:
    """The same pages, upright."""
    with _decoding.opened(data, PILLOW) as image:
        pages = list(_pages(image))
        compression = "group4" if all(page.mode == "1" for page in pages) else "tiff_deflate"
        more: dict[str, Any] = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
        more |= {"dpi": image.info["dpi"]} if "dpi" in image.info else {}
        return _decoding.encoded(pages[0], PILLOW, compression=compression, **more)


def _pages(image: Image.Image) -> Iterator[Image.Image]:
    """Each page, while all of them together stay below the limit of pixels."""
    pixels = 0
    for page in ImageSequence.Iterator(image):
        pixels += page.width * page.height
        _decoding.check_size(pixels)
        yield _decoding.bare(ImageOps.exif_transpose(page))
