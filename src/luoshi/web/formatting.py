"""How figures and times are written on a page: template filters, each a pure function."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.utils.dateformat import format as django_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoshi.values.numbers import rounded, written
from luoshi.values.periods import Period
from luoshi.web.clock import SHANGHAI

NOTHING = "—"


def local(value: datetime) -> datetime:
    """The moment as Shanghai's clocks show it."""
    return value.astimezone(SHANGHAI)


def day(value: date | datetime | None) -> str:
    """2022年7月4日, or 4 July 2022 in English; a dash for nothing."""
    if value is None:
        return NOTHING
    return django_format(local(value) if isinstance(value, datetime) else value, _("Y年n月j日"))


def weekday(value: date) -> str:
    """星期一, or Monday in English."""
    return django_format(value, "l")


def minute(value: datetime | None) -> str:
    """2022年7月4日 08:05, in Shanghai; a dash for nothing."""
    return NOTHING if value is None else django_format(local(value), _("Y年n月j日 H:i"))


def iso(value: date | datetime) -> str:
    """For the `datetime` attribute of `<time>`."""
    return local(value).isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()


def number(value: Decimal | int | None, places: int | None = None) -> str:
    """A figure with thousands separated; without `places`, all decimals it has but trailing zeros.

    >>> number(Decimal("1234567.50")), number(Decimal("100.00")), number(Decimal("90.8"), 2), number(None)
    ('1,234,567.5', '100', '90.80', '—')
    """
    return NOTHING if value is None else written(value, places)


def percent(share: Fraction) -> Decimal:
    """A share of the whole in hundredths, with one decimal if it needs one.

    >>> percent(Fraction(1, 3)), number(percent(Fraction(3, 4)))
    (Decimal('33.3'), '75')
    """
    return rounded(share * 100, 1)


def period(code: str) -> str:
    """2026年二季度, or 2026 Q2 in English, for a code of luoshi.values.periods."""
    names = Period.parse(code).names()
    return names.en if get_language() == "en" else names.zh


UNITS = ("B", "KB", "MB", "GB")


def filesize(size: int) -> str:
    """A file's size in the unit that gives the shortest figure, 1024 to a step.

    >>> filesize(512), filesize(20 * 1024), filesize(5 * 1024 * 1024 + 300 * 1024)
    ('512 B', '20 KB', '5.3 MB')
    """
    step = min(max(size.bit_length() - 1, 0) // 10, len(UNITS) - 1)
    value = Decimal(size) / 1024**step
    return f"{number(round(value, 0 if step < 2 else 1))} {UNITS[step]}"


FILTERS = {
    "day": day,
    "weekday": weekday,
    "minute": minute,
    "iso": iso,
    "number": number,
    "percent": percent,
    "period": period,
    "filesize": filesize,
}
