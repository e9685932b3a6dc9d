"""A duty comes into being, with its first term, its milestones and the units that have a part in it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from luoshi.audit.actions import change
from luoshi.duties.models import Assignment, Duty, Milestone, MilestoneTerm, Term
from luoshi.orgs.models import Account
from luoshi.plans.models import Revision

UNSOUND = ("days", "no_measure", "weights", "milestones", "same_milestone", "twice", "sum")
"""It ends before it begins; it has neither quantity nor milestones; no milestone weighs anything; one is due outside
its term; two have one title; a unit has two parts; shares do not add up to the quantity."""


class Unsound(ValueError):
    """What was given cannot be a duty; `code` says why: a key of UNSOUND."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Source:
    """The sentence a duty comes from."""

    revision: Revision
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TermGiven:
    """What is to hold of a duty (models.Term); units by their keys."""

    owner: int
    begins: date
    due: date
    quantity: Decimal | None = None
    unit: str = ""
    deliverable: str = ""
    rhythm: str = "quarter"
    office_reviews: bool = True


@dataclass(frozen=True, slots=True)
class MilestoneGiven:
    """A milestone to be made."""

    title: str
    due: date
    weight: Decimal


@dataclass(frozen=True, slots=True)
class PartGiven:
    """A unit's part in a duty; a quantity makes it a share that the unit reports itself."""

    unit: int
    role: str = "responsible"
    quantity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class DutyGiven:
    """A duty to be made, which holds from `since`, or from its beginning."""

    title: str
    term: TermGiven
    milestones: Sequence[MilestoneGiven] = ()
    parts: Sequence[PartGiven] = ()
    since: date | None = None


def create_duty(*, kind: str, source: Source, given: DutyGiven, by: Account, at: datetime) -> Duty:
    """Make a duty. Who may is decided by the room that owns it. Raises Unsound."""
    check_term(given.term, given.milestones, given.parts)
    since = given.since or given.term.begins
    with change(action="duties.duty.created", subject="duty", by=by.username, at=at) as made:
        duty = Duty.objects.create(
            kind=kind,
            title=given.title,
            measured="milestones" if given.milestones else "quantity",
            revision=source.revision,
            start=source.start,
            end=source.end,
            created_at=at,
        )
        add_term(duty, given.term, since)
        add_milestones(duty, given.milestones, since)
        add_parts(duty, given.parts, since)
        made.subject_id, made.after = str(duty.pk), {"kind": kind, "since": since.isoformat()} | plain(given)
    return duty


def check_term(term: TermGiven, milestones: Sequence[MilestoneGiven], parts: Sequence[PartGiven]) -> None:
    """Raises Unsound when days, milestones or shares do not fit each other."""
    if term.begins > term.due:
        raise Unsound("days")
    if term.quantity is None and not milestones:
        raise Unsound("no_measure")
    if milestones and not sum(each.weight for each in milestones):
        raise Unsound("weights")
    if any(not term.begins <= each.due <= term.due for each in milestones):
        raise Unsound("milestones")
    if len({each.title for each in milestones}) != len(milestones):
        raise Unsound("same_milestone")
    if len({each.unit for each in parts}) != len(parts):
        raise Unsound("twice")
    shares = [each.quantity for each in parts if each.quantity is not None]
    if shares and sum(shares) != term.quantity:
        raise Unsound("sum")


def add_term(duty: Duty, term: TermGiven, since: date) -> Term:
    """Let a term hold from a day. Inside a change."""
    values = asdict(term)
    return Term.objects.create(duty=duty, since=since, owner_id=values.pop("owner"), **values)


def add_milestones(duty: Duty, milestones: Iterable[MilestoneGiven], since: date) -> None:
    """Make milestones. Inside a change."""
    for given in milestones:
        milestone = Milestone.objects.create(duty=duty, title=given.title)
        MilestoneTerm.objects.create(milestone=milestone, since=since, due=given.due, weight=given.weight)


def add_parts(duty: Duty, parts: Iterable[PartGiven], since: date) -> None:
    """Give units their parts. Inside a change."""
    Assignment.objects.bulk_create(
        Assignment(duty=duty, unit_id=given.unit, role=given.role, quantity=given.quantity, since=since)
        for given in parts
    )


def plain(given: DutyGiven | TermGiven | MilestoneGiven | PartGiven) -> dict[str, Any]:
    """What was given as JSON holds it."""
    found: dict[str, Any] = json.loads(json.dumps(asdict(given), default=str))
    return found
