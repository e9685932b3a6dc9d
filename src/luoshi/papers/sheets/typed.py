"""What people type into cells in WPS or Excel, read as they meant it."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

_FIGURE = re.compile(r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?")
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?")
_SERIAL = re.compile(r"[3-6][0-9]{4}(?:\.0+)?")
_FIRST = date(1899, 12, 30)
"""Excel counts days from here."""


class Unreadable(ValueError):
    """A cell that cannot be read: `code` says as what (figure, day, ...); `what` are its words."""

    def __init__(self, code: str, what: str) -> None:
        super().__init__(f"{code}: {what}")
        self.code, self.what = code, what


def text_of(cell: object) -> str:
    """What stands in a cell, a whole number without decimals, a day as 2026-06-30.

    >>> text_of(120.0), text_of(None), text_of(" 甲 "), text_of(0.1)
    ('120', '', '甲', '0.1')
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    return str(cell).replace("\r\n", "\n").replace("_x000D_", "").strip()


def figure(cell: object) -> Decimal | None:
    """A number, full-width digits included, or None for an empty cell. Raises Unreadable.

    >>> figure("1,200.5"), figure(12.0), figure(""), figure("１２．５")
    (Decimal('1200.5'), Decimal('12'), None, Decimal('12.5'))
    """
    said = text_of(cell)
    if not said:
        return None
    plain = "".join(unicodedata.normalize("NFKC", said).split())
    try:
        if _FIGURE.fullmatch(plain):
            return Decimal(plain.replace(",", ""))
        if isinstance(cell, float):
            return Decimal(str(cell))  # 1e-05
    except InvalidOperation as wrong:
        raise Unreadable("figure", said) from wrong
    raise Unreadable("figure", said)


def day(cell: object) -> date | None:
    """A day, however it is written, or None for an empty cell. Raises Unreadable.

    >>> day("2026年6月30日"), day(datetime(2026, 6, 30, 0, 0)), day("")
    (datetime.date(2026, 6, 30), datetime.date(2026, 6, 30), None)
    >>> day("２０２６／６／３０") == day(46203.0) == date(2026, 6, 30)
    True
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    said = text_of(cell)
    plain = "".join(unicodedata.normalize("NFKC", said).split())
    if not plain:
        return None
    if _SERIAL.fullmatch(plain):  # a day whose format was lost
        return _FIRST + timedelta(days=int(plain.partition(".")[0]))
    found = _DAY.fullmatch(plain)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as wrong:
        raise Unreadable("day", said) from wrong
    raise Unreadable("day", said)


def plain(value: Decimal | None) -> str:
    """A figure without trailing zeros; nothing for None.

    >>> plain(Decimal("120.0000")), plain(None)
    ('120', '')
    """
    return "" if value is None else f"{value.normalize():f}"
