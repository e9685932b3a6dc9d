"""A unit takes a duty, objects to it, or passes it on."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from luoshi.audit.actions import change
from luoshi.duties.models import Assignment, Duty, Receipt
from luoshi.duties.queries import access
from luoshi.orgs.models import Account, Unit
from luoshi.orgs.queries import permissions
from luoshi.orgs.rules.roles import PERMISSIONS
from luoshi.web.clock import day_of


class NeedsReason(ValueError):
    """An objection says why."""


class NobodyNamed(ValueError):
    """Passing on names a unit below one's own, or somebody of one's own."""


def sign_receipt(
    *,
    duty: Duty,
    verdict: str,
    to: Unit | None = None,
    member: Account | None = None,
    why: str = "",
    by: Account,
    at: datetime,
) -> Receipt:
    """Sign for one's unit. Passing on gives the other unit a part, or names the `member` who handles the duty.

    Raises PermissionDenied, NeedsReason or NobodyNamed.
    """
    day = day_of(at)
    unit = by.unit
    if unit is None or not may_report(duty, unit, by, at):
        raise PermissionDenied(PERMISSIONS["duties.report"])
    if verdict == "objected" and not why.strip():
        raise NeedsReason(verdict)
    if verdict == "passed_on":
        to = _receiver(unit, to, member)
    with change(action=f"duties.receipt.{verdict}", subject="duty", by=by.username, at=at, why=why) as made:
        receipt = Receipt.objects.create(
            duty=duty, unit=unit, verdict=verdict, to=to, member=member, why=why, by=by, at=at
        )
        if verdict == "passed_on" and to is not None and to.pk != unit.pk:
            held = Assignment.objects.filter(duty=duty, unit=to, until=None).first()
            if held is None:
                Assignment.objects.create(duty=duty, unit=to, role="responsible", since=day)
        made.subject_id = str(duty.pk)
        made.after = {
            "unit": unit.name,
            "verdict": verdict,
            "to": to.name if to else "",
            "member": member.username if member else "",
        }
    return receipt


def _receiver(unit: Unit, to: Unit | None, member: Account | None) -> Unit:
    """The unit that gets it: the one named, or one's own where somebody of it is."""
    if member is not None and member.unit_id == unit.pk:
        return unit
    if to is None or to.pk == unit.pk:
        raise NobodyNamed(unit.pk)
    return to


def may_report(duty: Duty, unit: Unit, by: Account, at: datetime) -> bool:
    """Whether somebody may sign and report for the unit: it has a part in the duty, and they the permission."""
    day = day_of(at)
    if "duties.report" not in permissions(by, day) or by.unit_id != unit.pk:
        return False
    return access.of_unit(unit.pk, day).filter(pk=duty.pk).exists()
