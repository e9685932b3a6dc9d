"""Reports of a period may come later: for all, for some units, or for some duties (延期)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied

from luoshi.audit.actions import change
from luoshi.duties.models import Duty, Extension
from luoshi.duties.queries.facts import settings_at
from luoshi.duties.rules.calendar import window
from luoshi.orgs.models import Account, Unit
from luoshi.orgs.queries import permissions, working_days_adder
from luoshi.orgs.rules.roles import PERMISSIONS
from luoshi.values.periods import Period
from luoshi.web.clock import day_of

PERMISSION = "duties.review_all"


class NotExtended(ValueError):
    """No grace was given; `code` says why: words (no reason), past (a day gone by), early (not after the due day)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Grace:
    """Until when, why, and for whom; without units and duties for all."""

    until: date
    why: str
    units: Sequence[Unit] = ()
    duties: Sequence[Duty] = ()


def extend_period(*, period: Period, grace: Grace, by: Account, at: datetime) -> list[Extension]:
    """Let reports of a period come until a later day. Raises PermissionDenied or NotExtended."""
    day = day_of(at)
    if PERMISSION not in permissions(by, day):
        raise PermissionDenied(PERMISSIONS[PERMISSION])
    _check(period, grace, day)
    with change(action="duties.period.extended", subject="period", by=by.username, at=at, why=grace.why) as made:
        given = Extension.objects.bulk_create(
            Extension(period=str(period), unit=unit, duty=duty, until=grace.until, why=grace.why[:300], by=by, at=at)
            for unit, duty in _for_whom(grace)
        )
        made.subject_id = str(period)
        made.after = {
            "until": grace.until.isoformat(),
            "units": [unit.name for unit in grace.units],
            "duties": [duty.pk for duty in grace.duties],
        }
    return given


def _check(period: Period, grace: Grace, day: date) -> None:
    if not grace.why.strip():
        raise NotExtended("words")
    if grace.until < day:
        raise NotExtended("past")
    if grace.until <= window(period, settings_at(day), working_days_adder()).due:
        raise NotExtended("early")


def _for_whom(grace: Grace) -> list[tuple[Unit | None, Duty | None]]:
    some: list[tuple[Unit | None, Duty | None]] = [(unit, None) for unit in grace.units]
    some += [(None, duty) for duty in grace.duties]
    return some or [(None, None)]
