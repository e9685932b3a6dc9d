"""Settings hold from a day on; what held before stays, so that a past day is judged by its own rules."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied

from luoshi.audit.actions import change
from luoshi.duties.models import Setting
from luoshi.duties.queries.facts import held_at
from luoshi.duties.rules.settings import KNOWN, OF_UNITS, checked, contradiction
from luoshi.orgs.models import Account, Unit
from luoshi.orgs.queries import permissions
from luoshi.orgs.rules.roles import PERMISSIONS
from luoshi.web.clock import day_of

OFFICE = "duties.review_all"


class NotSet(ValueError):
    """A setting that is not taken; `code` says why: words (no reason), past (a day gone by), same (it holds already),
    order (yellow would come after red, or the last day before the due day)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def set_setting(*, name: str, value: str, since: date, why: str, by: Account, at: datetime) -> Setting:
    """Let a setting of everybody have a value from a day on, today or later.

    Raises PermissionDenied, KeyError for an unknown name, BadValue or NotSet.
    """
    day = day_of(at)
    if OFFICE not in permissions(by, day):
        raise PermissionDenied(PERMISSIONS[OFFICE])
    if name not in KNOWN:
        raise KeyError(name)
    value = checked(name, value)
    if not why.strip():
        raise NotSet("words")
    if since < day:
        raise NotSet("past")
    held = held_at(since)
    if held[name] == value:
        raise NotSet("same")
    if contradiction(held | {name: value}):
        raise NotSet("order")
    return _keep(name, value, held[name], since, None, why, by, at)


def set_signatures(*, count: str, since: date, by: Account, at: datetime) -> Setting:
    """Say how many in one's unit sign a report before it leaves, from a day on. Raises PermissionDenied or BadValue."""
    if "duties.sign" not in permissions(by, day_of(at)) or by.unit is None:
        raise PermissionDenied(PERMISSIONS["duties.sign"])
    value = checked("signatures", count)
    return _keep("signatures", value, OF_UNITS["signatures"].default, since, by.unit, "", by, at)


def _keep(
    name: str, value: str, before: str, since: date, unit: Unit | None, why: str, by: Account, at: datetime
) -> Setting:
    subject = "unit" if unit else "setting"
    with change(action="duties.setting.changed", subject=subject, by=by.username, at=at, why=why) as made:
        setting = Setting.objects.create(name=name, since=since, value=value, unit=unit)
        made.subject_id = str(unit.pk) if unit else name
        made.before = {} if unit else {"value": before}
        made.after = {"name": name, "value": value, "since": since.isoformat(), "unit": unit.name if unit else ""}
    return setting
