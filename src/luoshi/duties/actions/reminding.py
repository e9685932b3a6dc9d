"""Units are reminded of reports that are not in (催办). What a unit is reminded of stands on its desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.core.exceptions import PermissionDenied

from luoshi.audit.actions import change
from luoshi.duties.models import Reminder, Report
from luoshi.duties.queries.facts import is_in
from luoshi.orgs.models import Account
from luoshi.orgs.queries import permissions
from luoshi.orgs.rules.roles import PERMISSIONS
from luoshi.values.periods import Period
from luoshi.web.clock import SHANGHAI, day_of

PERMISSION = "duties.review_all"


class SaysNothing(ValueError):
    """A reminder says what is asked."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that is not there: of which unit, on which duty (keys)."""

    unit: int
    duty: int


def remind(*, period: Period, owed: Iterable[Owed], text: str, by: Account, at: datetime) -> list[Reminder]:
    """Remind units of reports of a period. Raises PermissionDenied or SaysNothing.

    Left out is what came in meanwhile, and what somebody has reminded of on the same day: two who press at once
    remind once.
    """
    if PERMISSION not in permissions(by, day_of(at)):
        raise PermissionDenied(PERMISSIONS[PERMISSION])
    if not text.strip():
        raise SaysNothing(period)
    with change(action="duties.units.reminded", subject="period", by=by.username, at=at) as made:
        spared = _spared(period, at)
        given = Reminder.objects.bulk_create(
            Reminder(duty_id=each.duty, unit_id=each.unit, period=str(period), text=text[:500], by=by, at=at)
            for each in dict.fromkeys(owed)
            if each not in spared
        )
        made.subject_id = str(period)
        made.after = {"text": text, "reminded": [[each.unit_id, each.duty_id] for each in given]}
    return given


def _spared(period: Period, at: datetime) -> set[Owed]:
    """Reports that are in, and those that were asked for earlier on the day."""
    day = day_of(at)
    told = Reminder.objects.filter(period=str(period), at__gte=datetime.combine(day, time.min, tzinfo=SHANGHAI))
    sent = Report.objects.filter(is_in(day), period=str(period))
    return {Owed(unit, duty) for rows in (told, sent) for unit, duty in rows.values_list("unit", "duty")}
