"""Pictures that stand for photos."""

import io

from PIL import Image, ImageDraw

from luoshi.cli.demo.history.rules.chance import choice

SKIES = ("#a9c4d8", "#c9d6de", "#b7cfe0", "#d8d4c8")
GROUNDS = ("#8a7a5c", "#6f8257", "#9b8b6b", "#7d8a73")


def hillside(name: str) -> bytes:
    """A drawn hillside as a PNG, another one for every name."""
    image = Image.new("RGB", (320, 240), SKIES[choice(4, name)])
    draw = ImageDraw.Draw(image)
    for row in range(3):
        heights = [(x, 110 + row * 35 - choice(40, name, row, x)) for x in range(0, 361, 40)]
        draw.polygon([(0, 240), *heights, (320, 240)], fill=GROUNDS[(choice(4, name) + row) % 4])
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()
