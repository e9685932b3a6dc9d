"""工作交接: what is somebody's as a person goes to a colleague, in one transaction. Past days stay as they were."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied

from luoshi.audit.actions import change
from luoshi.duties.models import Handover, Receipt
from luoshi.duties.queries.handing import PARTS, may_hand_over, passed_to, work_of
from luoshi.orgs.actions.accounts import end_roles, grant_role
from luoshi.orgs.models import Account, Unit
from luoshi.orgs.queries import permissions, roles_from
from luoshi.orgs.rules.roles import OF_UNITS, PERMISSIONS
from luoshi.web.clock import day_of


class NotHanded(ValueError):
    """Work that is not handed over; `code` says why.

    self: to oneself; unit: to nobody of the same unit who is active; past: from a day gone by; roles: the head of a
    unit passes on roles of units only; nothing: there is nothing to hand over.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def hand_over(*, leaver: Account, taker: Account, since: date, why: str = "", by: Account, at: datetime) -> Handover:
    """Let a colleague have somebody's roles from a day on and what has been passed on to them at once.

    Drafts, signatures and reviews are the unit's and follow the roles. Raises PermissionDenied or NotHanded.
    """
    day = day_of(at)
    with change(action="duties.work.handed_over", subject="account", by=by.username, at=at, why=why) as made:
        unit = _check(leaver, taker, since, by, day)
        work = work_of(leaver, day)
        if not work["roles"] and not any(work[part] for part in PARTS):
            raise NotHanded("nothing")
        _pass_on(leaver, taker, by, at)
        roles = end_roles(account=leaver, until=since, by=by.username, at=at)
        for role in roles:
            if role not in roles_from(taker, since):
                grant_role(account=taker, role=role, since=since, by=by.username, at=at)
        handover = Handover.objects.create(
            leaver=leaver, taker=taker, unit=unit, since=since, why=why[:300], content=work, by=by, at=at
        )
        made.subject_id = str(leaver.pk)
        made.before = {"account": leaver.username, "roles": roles, "duties": work["duties"]}
        made.after = {"account": taker.username, "since": since.isoformat(), "handover": handover.pk}
    return handover


def _check(leaver: Account, taker: Account, since: date, by: Account, day: date) -> Unit:
    if not may_hand_over(by, leaver, day):
        raise PermissionDenied(PERMISSIONS["orgs.manage"])
    if taker.pk == leaver.pk:
        raise NotHanded("self")
    if leaver.unit is None or taker.unit_id != leaver.unit_id or not taker.is_active:
        raise NotHanded("unit")
    if since < day:
        raise NotHanded("past")
    if "orgs.manage" not in permissions(by, day) and not OF_UNITS.issuperset(roles_from(leaver, day)):
        raise NotHanded("roles")
    return leaver.unit


def _pass_on(leaver: Account, taker: Account, by: Account, at: datetime) -> None:
    Receipt.objects.bulk_create(
        Receipt(
            duty=row.duty,
            unit_id=row.unit_id,
            verdict="passed_on",
            to_id=row.unit_id,
            member=taker,
            why=row.why,
            by=by,
            at=at,
        )
        for row in passed_to(leaver, day_of(at))
    )
