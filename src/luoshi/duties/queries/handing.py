"""What is somebody's as a person, and goes to a colleague when they leave (工作交接)."""

from datetime import date, timedelta
from typing import Any

from luoshi.duties.models import Draft, Handover, Receipt, Report
from luoshi.duties.queries import access
from luoshi.duties.queries.facts import closed_at
from luoshi.duties.queries.mine import desk
from luoshi.orgs.models import Account
from luoshi.orgs.queries import permissions, roles_from

PARTS = ("passed", "drafts", "signing", "reviews", "waiting")
"""Duties passed on to them; drafts they were last to save; drafts that wait for their signature; reports that wait for
their review; reports they have sent that are not decided."""
FRESH = timedelta(days=30)
"""So long a desk says what has been taken over."""


def work_of(account: Account, day: date) -> dict[str, list[Any]]:
    """What goes over, as it stands on a day: codes of roles, keys of duties, and lines of title and period."""
    drafts = Draft.objects.filter(saved_by=account, unit=account.unit_id).select_related("duty").order_by("id")
    reviews = access.awaiting(account, day).exclude(by=account).select_related("duty", "unit").order_by("at")
    sent = Report.objects.filter(by=account).exclude(stage="").select_related("duty", "unit").order_by("at")
    passed = passed_to(account, day)
    return {
        "roles": list(roles_from(account, day)),
        "duties": [receipt.duty_id for receipt in passed],
        "passed": [[receipt.duty.title, ""] for receipt in passed],
        "drafts": [[draft.duty.title, draft.period] for draft in drafts],
        "signing": [[draft.duty.title, draft.period] for draft in desk(account, day).to_sign],
        "reviews": [[report.duty.title, report.period] for report in reviews],
        "waiting": [[report.duty.title, report.period] for report in sent],
    }


def passed_to(account: Account, day: date) -> list[Receipt]:
    """The receipts that pass open duties of the unit on to somebody, where no later one says otherwise."""
    if account.unit_id is None:
        return []
    duties = access.of_unit(account.unit_id, day)
    last: dict[int, Receipt] = {}
    for receipt in Receipt.objects.filter(unit=account.unit_id, duty__in=duties.values("pk")).select_related("duty"):
        last[receipt.duty_id] = receipt
    closed = closed_at(day, duties.values("pk"))
    return [row for row in last.values() if row.member_id == account.pk and closed.get(row.duty_id) is None]


def taken_over(account: Account, day: date) -> list[Handover]:
    """What somebody has taken over of late, for a note on their desk."""
    rows = Handover.objects.filter(taker=account, since__lte=day, since__gt=day - FRESH)
    return list(rows.select_related("leaver"))


def may_hand_over(by: Account, leaver: Account, day: date) -> bool:
    """Whoever manages accounts, and the head of the unit."""
    held = permissions(by, day)
    own = by.unit_id is not None and by.unit_id == leaver.unit_id
    return "orgs.manage" in held or ("duties.sign" in held and own)


def reads_work_of(reader: Account, unit: int | None, day: date) -> bool:
    """Whether somebody may read what the duties of a unit are; else they see how many."""
    held = permissions(reader, day)
    return "duties.read_all" in held or ("duties.read" in held and unit is not None and reader.unit_id == unit)
