"""What was decided of a duty comes to hold from a day on: new rows, the old ones stay."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from luoshi.duties.actions.creating import MilestoneGiven, PartGiven, TermGiven, add_parts, add_term, check_term
from luoshi.duties.models import Assignment, Duty, Milestone, MilestoneTerm
from luoshi.duties.queries.holding import holds_since
from luoshi.duties.rules.changes import Holding

NOT_OF_TERM = ("milestones", "shares")


def check_holding(duty: Duty, holding: Mapping[str, Any]) -> None:
    """Raises Unsound when this cannot hold of a duty."""
    titles = dict(Milestone.objects.filter(duty=duty).values_list("pk", "title"))
    milestones = [
        MilestoneGiven(titles[int(key)], date.fromisoformat(due), Decimal(weight))
        for key, (due, weight) in holding["milestones"].items()
    ]
    check_term(_term(holding), milestones, _parts(holding))


def let_hold(duty: Duty, before: Holding, after: Holding, day: date) -> None:
    """Make the rows that differ, from a day on or from when the duty first holds. Inside a change."""
    since = max(day, holds_since(duty))
    if _term(before) != _term(after):
        add_term(duty, _term(after), since)
    MilestoneTerm.objects.bulk_create(
        MilestoneTerm(milestone_id=int(key), since=since, due=date.fromisoformat(due), weight=Decimal(weight))
        for key, (due, weight) in after["milestones"].items()
        if before["milestones"].get(key) != [due, weight]
    )
    if before["shares"] != after["shares"]:
        _share(duty, after, since)


def _share(duty: Duty, after: Holding, since: date) -> None:
    """Shares that are as they were go on; the others end, and what is new begins."""
    wanted = {each.unit: each for each in _parts(after)}
    for held in Assignment.objects.filter(duty=duty, until=None):
        new = wanted.get(held.unit_id)
        if new is None and held.quantity is None:
            continue
        if new is not None and new.quantity == held.quantity:
            wanted.pop(held.unit_id)
        elif held.since >= since:
            held.delete()  # it has not held for a day
        else:
            Assignment.objects.filter(pk=held.pk).update(until=since)
    add_parts(duty, list(wanted.values()), since)


def _term(holding: Mapping[str, Any]) -> TermGiven:
    values: dict[str, Any] = {name: value for name, value in holding.items() if name not in NOT_OF_TERM}
    values |= {name: date.fromisoformat(values[name]) for name in ("begins", "due")}
    return TermGiven(**values | {"quantity": Decimal(values["quantity"]) if values["quantity"] else None})


def _parts(holding: Mapping[str, Any]) -> list[PartGiven]:
    return [PartGiven(int(unit), "responsible", Decimal(share)) for unit, share in holding["shares"].items()]
