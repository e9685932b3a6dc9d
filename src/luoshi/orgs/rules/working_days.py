"""Working days: Monday to Friday, but for the exceptions that the State Council announces for each year.

Deadlines that law counts in working days (政府信息公开条例) do not count the day they start from. Where a year's
exceptions are not entered yet, days count as Monday to Friday and the answer names the year.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

Value = TypeVar("Value")
DAY = timedelta(days=1)
NEW_YEARS_REACH = timedelta(days=3)
"""New Year's holiday may begin up to so many days before 1 January; the notice for the new year says so."""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Day -> whether people work on it, for the days on which that is not what the day of the week says."""

    exceptions: Mapping[date, bool]

    def works(self, day: date) -> bool:
        """Whether it is a working day.

        >>> calendar = WorkCalendar({date(2026, 2, 14): True, date(2026, 2, 16): False})
        >>> [calendar.works(date(2026, 2, day)) for day in (13, 14, 15, 16, 17)]
        [True, True, False, False, True]
        """
        return self.exceptions.get(day, day.weekday() < 5)

    def knows(self, year: int) -> bool:
        """Whether the year's exceptions are entered: its National Day, the last holiday of every notice, is off."""
        return self.exceptions.get(date(year, 10, 1)) is False

    def missing(self, first: date, last: date) -> tuple[int, ...]:
        """Years that decide about days from `first` to `last` but are not entered; none if `last` is earlier.

        >>> WorkCalendar({date(2026, 10, 1): False}).missing(date(2026, 12, 1), date(2026, 12, 31))
        (2027,)
        """
        if last < first:
            return ()
        years = range((first + NEW_YEARS_REACH).year, (last + NEW_YEARS_REACH).year + 1)
        return tuple(year for year in years if not self.knows(year))


@dataclass(frozen=True, slots=True)
class Reckoned(Generic[Value]):
    """An answer, and the years that were counted as Monday to Friday because their exceptions are not entered."""

    value: Value
    missing: tuple[int, ...] = ()

    @property
    def assumed(self) -> bool:
        """Whether the answer may change once those years are entered."""
        return bool(self.missing)


def add_working_days(start: date, count: int, calendar: WorkCalendar) -> Reckoned[date]:
    """The `count`th working day after `start`, which itself is not counted; `start` for 0. Raises ValueError below 0.

    >>> add_working_days(date(2027, 3, 5), 1, WorkCalendar({}))
    Reckoned(value=datetime.date(2027, 3, 8), missing=(2027,))
    """
    if count < 0:
        raise ValueError(
            f"不能加 {count} 个工作日，请给 0 或更大的数。 Cannot add {count} working days; give 0 or more."
        )
    day, left = start, count
    while left:
        day += DAY
        left -= calendar.works(day)
    return Reckoned(day, calendar.missing(start + DAY, day))


def working_days_between(start: date, end: date, calendar: WorkCalendar) -> Reckoned[int]:
    """Working days after `start` up to and including `end`; negative when `end` is earlier: so many days overdue.

    >>> friday, monday = date(2027, 3, 5), date(2027, 3, 8)
    >>> [working_days_between(*days, WorkCalendar({})).value for days in ((friday, monday), (monday, friday))]
    [1, -1]
    """
    first, last = min(start, end), max(start, end)
    count = sum(map(calendar.works, _days(first + DAY, last)))
    return Reckoned(count if start <= end else -count, calendar.missing(first + DAY, last))


def next_working_day(day: date, calendar: WorkCalendar) -> Reckoned[date]:
    """The day itself if people work on it, else the next on which they do: where a term that ends on a day off ends.

    >>> next_working_day(date(2027, 3, 6), WorkCalendar({})).value
    datetime.date(2027, 3, 8)
    """
    found = day
    while not calendar.works(found):
        found += DAY
    return Reckoned(found, calendar.missing(day, found))


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY
