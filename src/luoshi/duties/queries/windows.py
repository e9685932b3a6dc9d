"""When a report of a duty can be sent."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db.models import Max, Q

from luoshi.duties.models import Duty, Extension
from luoshi.duties.queries.access import term_of
from luoshi.duties.queries.facts import end_of, settings_at
from luoshi.duties.rules.calendar import Window, periods, window
from luoshi.orgs.models import Unit
from luoshi.orgs.queries import working_days_adder
from luoshi.values.periods import Period


def window_of(duty: Duty, unit: Unit, period: Period, day: date) -> Window | None:
    """The window of one report, days of grace included; None when the duty does not report on that period."""
    term = term_of(duty, day)
    if period not in set(periods(term.rhythm, term.begins, term.due)):
        return None
    return window(period, settings_at(day), working_days_adder(), grace(duty, unit, period))


def grace(duty: Duty, unit: Unit, period: Period) -> date | None:
    """The latest day of grace given to all, to the unit or to the duty."""
    for_all = Q(unit=None, duty=None)
    found = Extension.objects.filter(for_all | Q(unit=unit) | Q(duty=duty), period=str(period))
    latest: date | None = found.aggregate(latest=Max("until"))["latest"]
    return latest


class Windows:
    """Windows of reports on a day, with the grace known by then: three statements, whatever is asked."""

    def __init__(self, periods: Iterable[str], day: date) -> None:
        self._settings, self._add = settings_at(day), working_days_adder()
        self._plain: dict[Period, Window] = {}
        self._grace: dict[tuple[str, int | None, int | None], date] = {}
        given = Extension.objects.filter(period__in=set(periods), at__lte=end_of(day)).order_by("until")
        for period, unit, duty, until in given.values_list("period", "unit", "duty", "until"):
            self._grace[period, unit, duty] = until

    def plain(self, period: Period) -> Window:
        """The window without grace for one unit or duty, but with grace for all."""
        if period not in self._plain:
            until = self._grace.get((str(period), None, None))
            self._plain[period] = window(period, self._settings, self._add, until)
        return self._plain[period]

    def of(self, period: Period, unit: int, duty: int) -> Window:
        """The window of one report."""
        plain, code = self.plain(period), str(period)
        own = [self._grace[key] for key in ((code, unit, None), (code, None, duty)) if key in self._grace]
        due = max([plain.due, *own])
        return replace(plain, due=due, closes=max(plain.closes, due))
