"""Files of our own making: pictures as cameras write them, Office files and what hides in them."""

import io
import warnings
import zipfile
from typing import Any

from PIL import ExifTags, Image, ImageCms, PngImagePlugin

SECRET = b"Linxia-GPS-35.6"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
PICTURES = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP", "tiff": "TIFF", "bmp": "BMP"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def scene(width: int = 640, height: int = 400) -> Image.Image:
    """Red, with a blue corner at the upper left, so that a turn is seen."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (0, 0, width // 2, height // 2))
    return image


def picture(kind: str, image: Image.Image | None = None, **options: Any) -> bytes:
    """A picture's file."""
    buffer = io.BytesIO()
    (image or scene()).save(buffer, PICTURES[kind], **options)
    return buffer.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """What a phone writes: where, with what, by whom, and how it was held."""
    written = Image.Exif()
    written[ExifTags.Base.Orientation] = orientation
    written[ExifTags.Base.Artist] = SECRET.decode()
    written.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (35.0, 36.0, 2.0), 29: SECRET.decode()})
    return written


def photo(kind: str, orientation: int = 1) -> bytes:
    """A picture with everything beside it that its format knows, `SECRET` among it."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", SECRET.decode())
    texts.add_text("Long", SECRET.decode(), zip=True)
    options: dict[str, dict[str, Any]] = {
        "jpg": {"comment": SECRET, "xmp": SECRET, "quality": 90},
        "png": {"pnginfo": texts},
        "webp": {"xmp": SECRET},
        "tiff": {"description": SECRET.decode(), "software": SECRET.decode()},
        "gif": {"comment": SECRET},
    }
    known = {} if kind == "gif" else {"exif": exif(orientation), "icc_profile": PROFILE}
    return picture(kind, **options[kind], **known)


def moving(kind: str, frames: int = 3) -> bytes:
    """A moving picture."""
    colours = [Image.new("RGB", (600, 20), (40 * number, 0, 0)) for number in range(frames)]
    return picture(kind, colours[0], save_all=True, append_images=colours[1:], duration=100, loop=0)


def opened(data: bytes) -> Image.Image:
    """The picture, its pixels loaded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        image = Image.open(io.BytesIO(data))
        image.load()
    return image


def corners(image: Image.Image) -> str:
    """Colours of upper left, upper right, lower left, lower right: B or R."""
    seen, right, low = image.convert("RGB"), image.width - 5, image.height - 5
    pixels = [seen.getpixel(at) for at in ((5, 5), (right, 5), (5, low), (right, low))]
    return "".join("B" if isinstance(pixel, tuple) and pixel[2] > 128 else "R" for pixel in pixels)


def packed(*names: str, types: bytes = b"<Types/>") -> bytes:
    """A zip with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("[Content_Types].xml"), types)
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), b"<x/>")
    return buffer.getvalue()


def ole(*names: str, content: bytes = b"") -> bytes:
    """An OLE container as far as its directory goes."""
    entries = b"".join(name.encode("utf-16-le").ljust(128, b"\x00") for name in names)
    return OLE.ljust(512, b"\x00") + entries + content
