"""When a report of a duty can be sent."""

from datetime import date

from django.db.models import Max, Q

from luoshi.duties.models import Duty, Extension
from luoshi.duties.queries.access import term_of
from luoshi.duties.queries.facts import settings_at
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
