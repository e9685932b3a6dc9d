"""Tasks of a year become tasks of the next: copied, or carried over because they are not finished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from luoshi.audit.actions import change
from luoshi.delivery.actions.breaking_down import Place, create_task
from luoshi.delivery.models import Task
from luoshi.delivery.queries.lastyear import Candidate, candidates
from luoshi.delivery.rules.moving import moved
from luoshi.duties.actions.creating import DutyGiven, PartGiven, Unsound
from luoshi.orgs.models import Account
from luoshi.plans.models import Revision
from luoshi.web.clock import day_of


@dataclass(frozen=True, slots=True)
class Choice:
    """A task of last year that somebody wants in the next, with the quantity it is to have there."""

    task: int
    quantity: Decimal | None


class CannotBring(ValueError):
    """These tasks cannot be brought: key -> gone, there, finished, or a code of duties' UNSOUND. None has been."""

    def __init__(self, wrong: dict[int, str]) -> None:
        super().__init__(wrong)
        self.wrong = wrong


def bring_tasks(
    *, revision: Revision, year: int, carry: bool, chosen: Sequence[Choice], by: Account, at: datetime
) -> list[Task]:
    """Make tasks of `year` from those chosen of the year before: all or none.

    Carried over, a task goes on with the old one: milestones that are accepted stay behind, shares are what is left of
    them. Raises PermissionDenied or CannotBring.
    """
    with change(action="delivery.tasks.brought", subject="plan", by=by.username, at=at) as made:
        known = {row.task.pk: row for row in candidates(revision, year, day_of(at))}
        wrong = {each.task: _barred(known.get(each.task), carry) for each in chosen}
        wrong = {key: code for key, code in wrong.items() if code}
        tasks = []
        for each in chosen:
            if each.task in wrong:
                continue
            try:
                tasks.append(_brought(known[each.task], each, year, carry, by=by, at=at))
            except Unsound as unsound:
                wrong[each.task] = unsound.code
        if wrong:
            raise CannotBring(wrong)
        made.subject_id = str(revision.plan_id)
        made.after = {"year": year, "carried": carry, "tasks": [task.pk for task in tasks]}
    return tasks


def _barred(row: Candidate | None, carry: bool) -> str:
    if row is None:
        return "gone"
    return row.barred or ("finished" if carry and not row.unfinished else "")


def _brought(row: Candidate, each: Choice, year: int, carry: bool, *, by: Account, at: datetime) -> Task:
    given = row.content.given
    shares = row.shares if carry else {p.unit: p.quantity for p in given.parts if p.quantity is not None}
    made = moved_on(given, each.quantity, shares)
    if carry:
        made = _without_reached(made, row)
    if row.measure is None:
        raise CannotBring({each.task: "gone"})
    place = Place(row.measure, year, row.content.weight, row.task if carry else None)
    return create_task(place=place, given=made, by=by, at=at)


def _without_reached(given: DutyGiven, row: Candidate) -> DutyGiven:
    return replace(given, milestones=[each for each in given.milestones if each.title not in row.reached])


def moved_on(given: DutyGiven, quantity: Decimal | None, shares: Mapping[int, Decimal]) -> DutyGiven:
    """The task a year later. Shares stay only if they add up to the new quantity; units keep their parts."""
    term = given.term
    fit = sum(shares.values()) == quantity and any(part.quantity is not None for part in given.parts)
    parts = [PartGiven(part.unit, part.role, shares.get(part.unit) if fit else None) for part in given.parts]
    return replace(
        given,
        term=replace(term, begins=moved(term.begins, 1), due=moved(term.due, 1), quantity=quantity),
        milestones=[replace(each, due=moved(each.due, 1)) for each in given.milestones],
        parts=parts,
        since=None,
    )
