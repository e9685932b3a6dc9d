"""机构改革: units are renamed, merged, split or abolished on a day, and what they owe goes over in one transaction.

Nothing is edited: successors get terms and parts of their own from that day on. Reports that were sent stay their
senders' and count for the successor (queries.origins); what is still being written goes over.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied

from luoshi.audit.actions import change
from luoshi.duties.models import Assignment, Draft, Extension, Report, Request, Setting, Term
from luoshi.duties.queries.origins import family
from luoshi.duties.queries.reforming import Following, Moving, Reform, following
from luoshi.duties.rules.drafts import content
from luoshi.orgs.actions.reforms import move_accounts, succeed
from luoshi.orgs.models import Account, Unit
from luoshi.orgs.queries import permissions
from luoshi.orgs.rules.roles import PERMISSIONS
from luoshi.web.clock import day_of

PERMISSION = "duties.review_all"
TEXTS = ("text", "difficulties", "requests")


class Moved(ValueError):
    """Something has changed since it was shown; `found` is what follows now."""

    def __init__(self, found: Following) -> None:
        super().__init__(found.mark)
        self.found = found


def reorganise(*, reform: Reform, seen: str, by: Account, at: datetime) -> list[Unit]:
    """Do what was shown (`seen` is its mark); returns the successors. Raises PermissionDenied, Refused or Moved."""
    day = day_of(at)
    if PERMISSION not in permissions(by, day):
        raise PermissionDenied(PERMISSIONS[PERMISSION])
    with change(action="duties.units.reformed", subject="unit", by=by.username, at=at, why=reform.why) as made:
        found = following(reform, day)
        if found.mark != seen:
            raise Moved(found)
        units = succeed(
            kind=reform.kind,
            formers=found.formers,
            heirs=reform.heirs,
            since=reform.since,
            why=reform.why,
            by=by.username,
            at=at,
        )
        for moving in found.duties:
            _hand_over(moving, units[_place(reform.duties, moving.duty, units)], found, by, at)
        moves = {each.pk: units[_place(reform.accounts, each.pk, units)] for each in found.accounts}
        if moves:
            move_accounts(moves=moves, by=by.username, at=at)
        _keep_settings(found.formers, units, reform.since)
        _keep_grace(found.formers, units, reform.since, by, at)
        made.subject_id = str(found.formers[0].pk)
        made.before = {"units": [unit.name for unit in found.formers]}
        made.after = {
            "kind": reform.kind,
            "since": reform.since.isoformat(),
            "units": [unit.name for unit in units],
            "duties": [moving.duty for moving in found.duties],
            "accounts": [each.username for each in found.accounts],
            "groups": [each.group.name for each in found.groups],
        }
    return units


def _place(chosen: Mapping[int, int], key: int, units: Sequence[Unit]) -> int:
    place = chosen.get(key, 0)
    return place if 0 <= place < len(units) else 0


def _hand_over(moving: Moving, unit: Unit, found: Following, by: Account, at: datetime) -> None:
    """One duty goes over, with an event of its own for its history."""
    since, formers = found.reform.since, [former.pk for former in found.formers]
    why = found.reform.why
    with change(action="duties.duty.succeeded", subject="duty", by=by.username, at=at, why=why) as made:
        for term in moving.terms:
            _follow_term(term, unit, since)
        shared = _follow_parts(moving, unit, since)
        _follow_drafts(moving.duty, formers, unit)
        Request.objects.filter(duty=moving.duty, unit__in=formers, outcome="").update(unit=unit)
        if moving.owned:
            own = Report.objects.filter(duty=moving.duty, stage="lead", unit__in=family(unit.pk))
            own.update(stage="office")  # nobody accepts what their own unit has reported
        made.subject_id = str(moving.duty)
        made.before = {"units": list(moving.formers)}
        made.after = {
            "unit": unit.name,
            "since": since.isoformat(),
            "owner": moving.owned,
            "share": str(shared) if shared is not None else None,
        }


def _follow_term(term: Term, unit: Unit, since: date) -> None:
    Term.objects.create(
        duty_id=term.duty_id,
        since=max(term.since, since),
        owner=unit,
        begins=term.begins,
        due=term.due,
        quantity=term.quantity,
        unit=term.unit,
        deliverable=term.deliverable,
        rhythm=term.rhythm,
        office_reviews=term.office_reviews,
    )


def _follow_parts(moving: Moving, unit: Unit, since: date) -> Decimal | None:
    """Parts end, and one begins with the sum of their shares; an owner needs none unless it has a share."""
    own = Assignment.objects.filter(duty=moving.duty, unit=unit, until=None)
    held = [*moving.parts, *own]
    if not moving.parts and not (moving.owned and held):
        return None
    begins = max(since, min(each.since for each in held))
    for each in held:
        _end(each, begins)
    shares = [each.quantity for each in held if each.quantity is not None]
    quantity = sum(shares, Decimal(0)) if shares else None
    if quantity is not None or not _owns(moving.duty, unit, begins):
        role = "responsible" if any(each.role == "responsible" for each in held) else "supporting"
        Assignment.objects.create(duty_id=moving.duty, unit=unit, role=role, quantity=quantity, since=begins)
    return quantity


def _end(part: Assignment, day: date) -> None:
    """It ends on the day; one that has not held for a day was never there."""
    if part.since >= day:
        part.delete()
    else:
        Assignment.objects.filter(pk=part.pk).update(until=day)


def _owns(duty: int, unit: Unit, day: date) -> bool:
    held = Term.objects.filter(duty=duty, since__lte=day).order_by("-since", "-id").first()
    return held is not None and held.owner_id == unit.pk


def _follow_drafts(duty: int, formers: Sequence[int], unit: Unit) -> None:
    """Drafts go over; where two meet, what both say stands in one, and the figure is asked for again."""
    for draft in Draft.objects.filter(duty=duty, unit__in=formers).select_related("unit").order_by("id"):
        kept = Draft.objects.filter(duty=duty, unit=unit, period=draft.period).first()
        if kept is None:
            Draft.objects.filter(pk=draft.pk).update(unit=unit, version=draft.version + 1)
            continue
        Draft.objects.filter(pk=kept.pk).update(content=_both(kept, draft), version=kept.version + 1)
        there = kept.files.values_list("file", "milestone")
        for file in draft.files.all():
            if (file.file_id, file.milestone_id) not in set(there):
                type(file).objects.filter(pk=file.pk).update(draft=kept, signed="")
        draft.delete()


def _both(kept: Draft, other: Draft) -> dict[str, Any]:
    """What two drafts say, one under the other; a figure that holds only for one goes into the text."""
    one: dict[str, Any] = dict(content(kept.content))
    two: dict[str, Any] = dict(content(other.content))
    said = {name: "\n".join(filter(None, (one[name], two[name]))) for name in TEXTS}
    figures = f"（合并前各填：{one['quantity'] or '—'}；{other.unit.name} {two['quantity'] or '—'}）"
    if one["quantity"] or two["quantity"]:
        said["text"] = "\n".join(filter(None, (said["text"], figures)))
    return {**one, **said, "quantity": "", "claims": two["claims"] | one["claims"]}


def _keep_settings(formers: Sequence[Unit], units: Sequence[Unit], since: date) -> None:
    """A successor without settings of its own goes on with those of the first former unit that has any."""
    for unit in units:
        for former in formers:
            if Setting.objects.filter(unit=unit).exists():
                break
            held: dict[str, Setting] = {}
            for row in Setting.objects.filter(unit=former, since__lte=since).order_by("since", "id"):
                held[row.name] = row
            Setting.objects.bulk_create(
                Setting(name=row.name, value=row.value, unit=unit, since=since) for row in held.values()
            )


def _keep_grace(formers: Sequence[Unit], units: Sequence[Unit], since: date, by: Account, at: datetime) -> None:
    """More time that a former unit was given, its successors have too."""
    rows = Extension.objects.filter(unit__in=formers, until__gte=since)
    Extension.objects.bulk_create(
        Extension(period=row.period, unit=unit, duty=row.duty, until=row.until, why=row.why, by=by, at=at)
        for row in rows
        for unit in units
    )
