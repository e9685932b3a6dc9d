"""A year, half-year, quarter or month of the calendar: what a plan sets targets for and a report is about."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import total_ordering
from typing import Literal, NamedTuple

from luoshi.values.errors import BadValue

PeriodKind = Literal["year", "half", "quarter", "month"]

MONTHS: dict[PeriodKind, int] = {"year": 12, "half": 6, "quarter": 3, "month": 1}
"""Kind -> how many months it lasts, longest first."""
YEARS = range(1900, 2200)
"""A year outside them is a slip of the pen."""

_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_CODES: dict[PeriodKind, str] = {
    "year": "{year}",
    "half": "{year}H{number}",
    "quarter": "{year}Q{number}",
    "month": "{year}-{number:02}",
}
_CODE = re.compile(
    r"(?P<year>[0-9]{4})(?:H(?P<half>[0-9])|Q(?P<quarter>[0-9])|-(?P<month>[0-9]{2}))?",
)
_PARTS: dict[PeriodKind, tuple[tuple[str, str], ...]] = {
    "half": (("上半年", "H1"), ("下半年", "H2")),
    "quarter": (("一季度", "Q1"), ("二季度", "Q2"), ("三季度", "Q3"), ("四季度", "Q4")),
    "month": tuple((f"{number}月", name) for number, name in enumerate(_MONTH_NAMES, 1)),
}
"""Kind -> what each part of a year is called in Chinese and English."""


class NotAPeriod(BadValue):
    """No such period: the code is not one, or that part of the year does not exist."""


class Names(NamedTuple):
    """A name in both languages."""

    zh: str
    en: str


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """The `number`th part of that kind (from 1; a year has only part 1) of a year.

    Sorted by first day; of two that begin together the longer stands first, as a heading does before its items.

    >>> [str(each) for each in sorted(map(Period.parse, ("2026-01", "2026Q2", "2026H1", "2026", "2026Q1")))]
    ['2026', '2026H1', '2026Q1', '2026-01', '2026Q2']
    """

    kind: PeriodKind
    year: int
    number: int = 1

    def __post_init__(self) -> None:
        if self.kind not in MONTHS:
            raise NotAPeriod(
                f"没有“{self.kind}”这种期间，只有 {'、'.join(MONTHS)}。",
                f"There is no kind of period {self.kind!r}; the kinds are {', '.join(MONTHS)}.",
            )
        if self.year not in YEARS:
            raise NotAPeriod(
                f"年份 {self.year} 不在 {YEARS[0]}—{YEARS[-1]} 之间。",
                f"The year {self.year} is not between {YEARS[0]} and {YEARS[-1]}.",
            )
        if self.number not in range(1, self._in_a_year + 1):
            raise NotAPeriod(
                f"{self.year} 年只有 {self._in_a_year} 个 {self.kind}，没有第 {self.number} 个。",
                f"{self.year} has {self._in_a_year} of the kind {self.kind}; there is no number {self.number}.",
            )

    @classmethod
    def parse(cls, code: str) -> "Period":
        """The period of a canonical code. Raises NotAPeriod.

        >>> Period.parse("2026Q2"), Period.parse("2026-06").last_day
        (Period(kind='quarter', year=2026, number=2), datetime.date(2026, 6, 30))
        >>> Period.parse("2026-6")
        Traceback (most recent call last):
        ...
        luoshi.values.periods.NotAPeriod: “2026-6”不是期间代码。请写成 2026、2026H1、2026Q2 或 2026-06。 \
'2026-6' is not the code of a period. Write 2026, 2026H1, 2026Q2 or 2026-06.
        """
        found = _CODE.fullmatch(code)
        if found is None:
            raise NotAPeriod(
                f"“{code}”不是期间代码。请写成 2026、2026H1、2026Q2 或 2026-06。",
                f"{code!r} is not the code of a period. Write 2026, 2026H1, 2026Q2 or 2026-06.",
            )
        part: PeriodKind | None = next((kind for kind in _PARTS if found[kind]), None)
        return cls(part, int(found["year"]), int(found[part])) if part else cls("year", int(found["year"]))

    @classmethod
    def of(cls, kind: PeriodKind, day: date) -> "Period":
        """The period of that kind in which a day lies.

        >>> str(Period.of("half", date(2026, 7, 1))), str(Period.of("month", date(2026, 2, 28)))
        ('2026H2', '2026-02')
        """
        return cls(kind, day.year, (day.month - 1) // MONTHS[kind] + 1)

    @classmethod
    def between(cls, kind: PeriodKind, first: date, last: date) -> Iterator["Period"]:
        """Every period of that kind that holds a day from `first` to `last`, both included; none if `last` is earlier.

        >>> [str(each) for each in Period.between("quarter", date(2025, 12, 31), date(2026, 4, 1))]
        ['2025Q4', '2026Q1', '2026Q2']
        """
        if last < first:
            return
        each, end = cls.of(kind, first), cls.of(kind, last)
        while each != end:
            yield each
            each = each.next
        yield end

    def __str__(self) -> str:
        """The canonical code, which is what is stored; `parse` reads it."""
        return _CODES[self.kind].format(year=self.year, number=self.number)

    def __lt__(self, other: "Period") -> bool:
        return (self.first_day, -MONTHS[self.kind]) < (other.first_day, -MONTHS[other.kind])

    def names(self) -> Names:
        """As a person says it.

        >>> [tuple(Period.parse(code).names()) for code in ("2026Q2", "2026H1")]
        [('2026年二季度', '2026 Q2'), ('2026年上半年', '2026 H1')]
        >>> [tuple(Period.parse(code).names()) for code in ("2026-06", "2026")]
        [('2026年6月', 'June 2026'), ('2026年', '2026')]
        """
        if self.kind == "year":
            return Names(f"{self.year}年", str(self.year))
        zh, en = _PARTS[self.kind][self.number - 1]
        return Names(f"{self.year}年{zh}", f"{en} {self.year}" if self.kind == "month" else f"{self.year} {en}")

    @property
    def _in_a_year(self) -> int:
        return 12 // MONTHS[self.kind]

    @property
    def _first_month(self) -> int:
        return (self.number - 1) * MONTHS[self.kind] + 1

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, self._first_month, 1)

    @property
    def last_day(self) -> date:
        """Its last day, which still belongs to it."""
        month = self._first_month + MONTHS[self.kind] - 1
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def next(self) -> "Period":
        """The one of its kind after it. Raises NotAPeriod beyond the last year."""
        return self._moved(1)

    @property
    def previous(self) -> "Period":
        """The one of its kind before it. Raises NotAPeriod before the first year."""
        return self._moved(-1)

    def _moved(self, steps: int) -> "Period":
        year, number = divmod(self.year * self._in_a_year + self.number - 1 + steps, self._in_a_year)
        return Period(self.kind, year, number + 1)

    def contains(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first_day <= day <= self.last_day

    def within(self, other: "Period") -> bool:
        """Whether every day of it lies in the other; a period lies within itself.

        >>> Period.parse("2026Q2").within(Period.parse("2026H1")), Period.parse("2026").within(Period.parse("2026Q2"))
        (True, False)
        """
        return other.first_day <= self.first_day and self.last_day <= other.last_day

    def share_elapsed(self, on: date) -> Fraction:
        """How much of it is over at the end of a day, from 0 to 1. Each month counts the same, as in 序时进度.

        Inside a month its days count the same, so that ten months are exactly 10/12 of a year.

        >>> year = Period.parse("2026")
        >>> [str(year.share_elapsed(day)) for day in (date(2025, 12, 31), date(2026, 2, 14), date(2026, 10, 31))]
        ['0', '1/8', '5/6']
        """
        if not self.contains(on):
            return Fraction(int(on > self.last_day))
        whole = on.month - self._first_month
        return (whole + Fraction(on.day, monthrange(on.year, on.month)[1])) / MONTHS[self.kind]
