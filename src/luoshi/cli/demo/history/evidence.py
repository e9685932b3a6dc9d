"""Small files of our own making that stand for photos and certificates."""

import io
from datetime import date, datetime

from PIL import Image, ImageDraw

from luoshi.cli.demo.history.moments import choice
from luoshi.files.actions import store
from luoshi.files.models import StoredFile

SKIES = ("#a9c4d8", "#c9d6de", "#b7cfe0", "#d8d4c8")
GROUNDS = ("#8a7a5c", "#6f8257", "#9b8b6b", "#7d8a73")


def photo(*, name: str, by: str, at: datetime) -> StoredFile:
    """A drawn hillside, another one for every name."""
    image = Image.new("RGB", (320, 240), SKIES[choice(4, name)])
    draw = ImageDraw.Draw(image)
    for row in range(3):
        heights = [(x, 110 + row * 35 - choice(40, name, row, x)) for x in range(0, 361, 40)]
        draw.polygon([(0, 240), *heights, (320, 240)], fill=GROUNDS[(choice(4, name) + row) % 4])
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return store(data=buffer.getvalue(), name=f"{name}.png", by=by, at=at, purpose="evidence")


def certificate(*, name: str, unit: str, day: date, by: str, at: datetime) -> StoredFile:
    """What a unit certifies, as plain text that says it is made up."""
    text = f"{name}\n\n兹证明上述事项属实（演示数据）。\n\n{unit}\n{day.year}年{day.month}月{day.day}日\n"
    return store(data=text.encode(), name=f"{name}.txt", by=by, at=at, purpose="evidence")
