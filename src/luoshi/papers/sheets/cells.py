"""What goes into one cell: figures and dates as such, texts as texts and never as formulas."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from luoshi.papers.columns import Cell, Kind, shown
from luoshi.papers.dates import in_china
from luoshi.papers.text import clean, utf16_length, utf16_start

LONGEST = 32767
"""Characters of a cell, counted as UTF-16."""

_DIGITS = 15  # Excel keeps no more of a figure
_FIRST_DAY = date(1900, 3, 1)  # before it, Excel counts a day that never was
_FORMULA = ("=", "+", "-", "@", "\t")
_DATE = 'yyyy"年"m"月"d"日"'


@dataclass(frozen=True, slots=True)
class Written:
    """A cell's content as Excel holds it, properties of its format, and whether the text was cut."""

    content: str | int | Decimal | date
    properties: dict[str, object] = field(default_factory=dict)
    cut: bool = False


def written(cell: Cell, kind: Kind) -> Written:
    """How a cell is stored.

    >>> written(Decimal("90.8"), "percent").content, written(Decimal("1234.5"), "number").properties
    (Decimal('0.908'), {'num_format': '#,##0.0'})
    >>> written("=1+1", "text").properties
    {'quote_prefix': True}
    """
    if isinstance(cell, date):
        return _day(cell, kind)
    if isinstance(cell, int | Decimal):
        return _figure(cell, kind)
    return _text(shown(cell, kind))


def _day(cell: date, kind: Kind) -> Written:
    moment = isinstance(cell, datetime)
    day = in_china(cell) if isinstance(cell, datetime) else cell
    if (day.date() if isinstance(day, datetime) else day) < _FIRST_DAY:
        return _text(shown(cell, kind))
    return Written(day, {"num_format": f"{_DATE} hh:mm" if moment else _DATE})


def _figure(cell: int | Decimal, kind: Kind) -> Written:
    value = Decimal(cell)
    if not value.is_finite() or len(value.normalize().as_tuple().digits) > _DIGITS:
        return _text(shown(cell, kind))
    places = "0" * max(0, -int(value.as_tuple().exponent))
    decimals = f".{places}" if places else ""
    if kind == "percent":
        return Written(value / 100, {"num_format": f"#,##0{decimals}%"})
    return Written(value, {"num_format": f"#,##0{decimals}" if kind == "number" else f"0{decimals}"})


def _text(text: str) -> Written:
    properties: dict[str, object] = {"quote_prefix": True} if text.startswith(_FORMULA) else {}
    length = utf16_length(text)
    if length <= LONGEST:
        return Written(text, properties)
    mark = f"……（全文 {length} 字，超过一格的上限，此处截断）"
    return Written(utf16_start(text, LONGEST - len(mark)) + mark, properties, cut=True)


def remark(text: str) -> str:
    """A comment's text, as much of it as a comment can hold."""
    return utf16_start(clean(text), LONGEST)
