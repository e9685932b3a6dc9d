"""Small files of our own making that stand for photos and certificates."""

from datetime import date, datetime

from luoshi.cli.demo.history.rules.drawing import hillside
from luoshi.files.actions import store
from luoshi.files.models import StoredFile


def photo(*, name: str, by: str, at: datetime) -> StoredFile:
    """A picture, another one for every name."""
    return store(data=hillside(name), name=f"{name}.png", by=by, at=at, purpose="evidence")


def certificate(*, name: str, unit: str, day: date, by: str, at: datetime) -> StoredFile:
    """What a unit certifies, as plain text that says it is made up."""
    text = f"{name}\n\n兹证明上述事项属实（演示数据）。\n\n{unit}\n{day.year}年{day.month}月{day.day}日\n"
    return store(data=text.encode(), name=f"{name}.txt", by=by, at=at, purpose="evidence")
