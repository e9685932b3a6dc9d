"""What tasks say now, as somebody would give it: for forms, workbooks and copies."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from luoshi.delivery.models import Task
from luoshi.duties.actions.creating import DutyGiven, MilestoneGiven, PartGiven, TermGiven, plain
from luoshi.duties.models import Assignment, MilestoneTerm, Term


@dataclass(frozen=True, slots=True)
class Content:
    """Everything an editor can say of a task."""

    given: DutyGiven
    weight: Decimal

    @property
    def version(self) -> str:
        """Twelve characters that change when anything of it does; figures count by value."""
        said = json.dumps(_settled({**plain(self.given), "weight": str(self.weight)}), sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:12]


def _settled(value: Any, name: str = "") -> Any:
    """Figures in one spelling, parts and milestones in one order."""
    if isinstance(value, dict):
        return {key: _settled(each, key) for key, each in value.items() if key != "since"}
    if isinstance(value, list):
        return sorted((_settled(each) for each in value), key=str)
    if name in {"quantity", "weight"} and value is not None:
        return f"{Decimal(value).normalize():f}"
    return value


def contents(tasks: Iterable[Task]) -> dict[int, Content]:
    """The newest state of each task by its key; three statements. Tasks come with their duties."""
    rows = list(tasks)
    keys = [row.pk for row in rows]
    terms, milestones, parts = _terms(keys), _milestones(keys), _parts(keys)
    return {
        row.pk: Content(
            DutyGiven(row.duty.title, terms[row.pk], milestones.get(row.pk, ()), parts.get(row.pk, ())), row.weight
        )
        for row in rows
    }


def _terms(keys: list[int]) -> dict[int, TermGiven]:
    names = ("owner", "begins", "due", "quantity", "unit", "deliverable", "rhythm", "office_reviews")
    rows = Term.objects.filter(duty__in=keys).order_by("since", "id").values_list("duty", *names)
    return {row[0]: TermGiven(*row[1:]) for row in rows}


def _milestones(keys: list[int]) -> dict[int, list[MilestoneGiven]]:
    held: dict[int, tuple[int, str, date, Decimal, bool]] = {}
    rows = MilestoneTerm.objects.filter(milestone__duty__in=keys).order_by("since", "id")
    names = ("milestone__duty", "milestone__title", "due", "weight", "dropped")
    for key, *term in rows.values_list("milestone", *names):
        held[key] = (term[0], term[1], term[2], term[3], term[4])
    found: dict[int, list[MilestoneGiven]] = {}
    for _key, (duty, title, due, weight, dropped) in sorted(held.items(), key=lambda each: (each[1][2], each[0])):
        if not dropped:
            found.setdefault(duty, []).append(MilestoneGiven(title, due, weight))
    return found


def _parts(keys: list[int]) -> dict[int, list[PartGiven]]:
    found: dict[int, list[PartGiven]] = {}
    rows = Assignment.objects.filter(duty__in=keys, until=None).order_by("id")
    for duty, unit, role, quantity in rows.values_list("duty", "unit", "role", "quantity"):
        found.setdefault(duty, []).append(PartGiven(unit, role, quantity))
    return found
