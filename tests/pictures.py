"""Photos and scans of our own making."""

import io

from PIL import Image, ImageDraw


def photo(mark: int = 0, *, size: tuple[int, int] = (900, 1200)) -> bytes:
    """A JPEG that looks like a sheet of paper; other marks make other pictures."""
    image = Image.new("RGB", size, "#f4f0e4")
    draw = ImageDraw.Draw(image)
    for line in range(100, size[1] - 100, 80):
        draw.line((80, line, size[0] - 80 - 7 * mark, line), fill="#aa3333", width=3)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG")
    return buffer.getvalue()
