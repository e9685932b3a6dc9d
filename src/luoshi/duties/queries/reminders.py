"""Of what a unit has been reminded and still owes."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from luoshi.duties.models import Reminder, Report
from luoshi.duties.queries.facts import end_of, is_in
from luoshi.orgs.models import Unit

KEPT = timedelta(days=180)
"""Older reminders are history: the period has long been closed."""


def open_reminders(unit: Unit, day: date) -> list[Reminder]:
    """The last reminder of each report that is still not in on a day, newest first; one statement."""
    there = Report.objects.filter(is_in(day), duty=OuterRef("duty"), unit=OuterRef("unit"), period=OuterRef("period"))
    end = end_of(day)
    rows = Reminder.objects.filter(unit=unit, at__lte=end, at__gt=end - KEPT).exclude(Exists(there))
    found: dict[tuple[int, str], Reminder] = {}
    for row in rows.select_related("duty", "by").order_by("-at", "-id"):
        found.setdefault((row.duty_id, row.period), row)
    return list(found.values())
