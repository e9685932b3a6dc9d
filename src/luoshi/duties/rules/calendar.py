"""Which reports a duty owes, and when each can be sent: the calendar opens and closes by itself."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from luoshi.duties.rules.settings import Settings
from luoshi.values.periods import Period, PeriodKind

AddWorkingDays = Callable[[date, int], date]


@dataclass(frozen=True, slots=True)
class Window:
    """When the report of a period can be sent: from `opens` on, until `due` in time, until `closes` at all."""

    period: Period
    opens: date
    due: date
    closes: date

    def is_open(self, on: date) -> bool:
        """Whether a report is taken on a day."""
        return self.opens <= on <= self.closes


def window(period: Period, settings: Settings, add: AddWorkingDays, until: date | None = None) -> Window:
    """The window of a period; `until` is a day of grace given for it."""
    end = period.last_day
    due = max(filter(None, (add(end, settings.due_working_days), until)))
    closes = max(add(end, settings.closes_working_days), due)
    return Window(period, end - timedelta(days=settings.opens_days), due, closes)


def periods(rhythm: str, begins: date, due: date) -> Iterator[Period]:
    """The periods a duty reports on: those that hold a day of it. None when it does not report by the calendar.

    >>> [str(each) for each in periods("quarter", date(2026, 2, 1), date(2026, 8, 31))]
    ['2026Q1', '2026Q2', '2026Q3']
    """
    kinds: dict[str, PeriodKind] = {"month": "month", "quarter": "quarter"}
    if rhythm not in kinds:
        return
    period = Period.of(kinds[rhythm], begins)
    while period.first_day <= due:
        yield period
        period = period.next


class Owed:
    """Windows per rhythm and term, computed once each: thousands of duties share a handful of them."""

    def __init__(self, settings: Settings, add: AddWorkingDays) -> None:
        self._window = cache(lambda period: window(period, settings, add))
        self.of = cache(self._of)
        self._overdue = cache(self._ends_before)

    def missed_running(
        self,
        rhythm: str,
        begins: date,
        due: date,
        last_in: date | None,
        on: date,
        spared: Iterable[tuple[str, date]] = (),
    ) -> int:
        """How many reports in a row, up to the last that was due before a day, are not there.

        `last_in` is the last day of the newest period whose report is in; `spared` are periods, by kind and last day,
        whose grace has not run out.
        """
        ends = self._overdue(rhythm, begins, min(due, on), on)
        missed = ends[bisect_right(ends, last_in) if last_in else 0 :]
        return len(set(missed) - {last for kind, last in spared if kind == rhythm}) if spared else len(missed)

    def _of(self, rhythm: str, begins: date, due: date) -> tuple[Window, ...]:
        return tuple(self._window(period) for period in periods(rhythm, begins, due))

    def _ends_before(self, rhythm: str, begins: date, due: date, on: date) -> tuple[date, ...]:
        """Last days of the periods whose report was due before a day."""
        return tuple(each.period.last_day for each in self.of(rhythm, begins, due) if each.due < on)
