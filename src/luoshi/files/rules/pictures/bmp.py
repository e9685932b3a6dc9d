"""BMP: kept as PNG, which holds the same pixels in a fraction of the bytes."""

from luoshi.files.rules.pictures import _decoding

PILLOW = "BMP"
BECOMES = "png"
OPTIONS = None


def stripped(data: bytes) -> bytes:
    """The same pixels as a PNG file."""
    with _decoding.opened(data, PILLOW) as image:
        image.load()
        return _decoding.encoded(_decoding.bare(image), "PNG")
