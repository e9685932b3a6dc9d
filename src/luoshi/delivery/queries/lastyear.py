"""Tasks of a year that can be brought into the next one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from luoshi.delivery.models import Task
from luoshi.delivery.queries.contents import Content, contents
from luoshi.duties.models import Report
from luoshi.duties.queries.facts import end_of, facts_at, settings_at
from luoshi.duties.rules.lights import Facts, Standing, judge
from luoshi.plans.models import Measure, Revision


@dataclass(frozen=True, slots=True)
class Candidate:
    """A task of last year: what it says, how it stands, what is left of it, and why it cannot be brought.

    `left` and `shares` are what is due less what is accepted, of the whole and of each unit with a share; `reached` the
    titles of milestones accepted. `barred` is
    gone (its measure is not in this revision) or there (a task of its title is in the next year already); else "".
    """

    task: Task
    content: Content
    standing: Standing | None
    measure: Measure | None
    left: Decimal | None
    shares: Mapping[int, Decimal]
    reached: frozenset[str]
    barred: str

    @property
    def unfinished(self) -> bool:
        """Whether something of it is still to be done."""
        return self.standing is None or (self.standing.done < 1 and not self.standing.closed)


def candidates(revision: Revision, year: int, day: date) -> list[Candidate]:
    """Tasks of the year before `year`, in their order; a dozen statements."""
    tasks = Task.objects.filter(plan=revision.plan_id, year=year - 1).select_related("duty")
    rows = list(tasks)
    said, facts = contents(rows), facts_at(day, tasks.values("duty"))
    measures = {row.line_id: row for row in revision.measures.select_related("revision", "provision")}
    next_year = Task.objects.filter(plan=revision.plan_id, year=year)
    there = set(next_year.values_list("line", "duty__title"))
    accepted = _accepted(rows, day)
    thresholds = settings_at(day).thresholds
    return [
        Candidate(
            task=row,
            content=said[row.pk],
            standing=judge(facts[row.pk], day, thresholds) if row.pk in facts else None,
            measure=measures.get(row.line_id),
            left=_left(said[row.pk], facts.get(row.pk)),
            shares=_shares(said[row.pk], accepted.get(row.pk, {})),
            reached=_reached(facts.get(row.pk)),
            barred=_barred(row, measures, there),
        )
        for row in rows
    ]


def _barred(task: Task, measures: Mapping[int, Measure], there: set[tuple[int, str]]) -> str:
    if task.line_id not in measures:
        return "gone"
    return "there" if (task.line_id, task.duty.title) in there else ""


def _reached(facts: Facts | None) -> frozenset[str]:
    return frozenset(each.title for each in (facts.milestones if facts else ()) if each.accepted_on)


def _left(content: Content, facts: Facts | None) -> Decimal | None:
    quantity = content.given.term.quantity
    if quantity is None:
        return None
    left = quantity - (facts.accepted if facts else 0)
    return max(left, Decimal(0)).normalize() + 0


def _shares(content: Content, accepted: Mapping[int, Decimal]) -> dict[int, Decimal]:
    return {
        part.unit: max(part.quantity - accepted.get(part.unit, Decimal(0)), Decimal(0))
        for part in content.given.parts
        if part.quantity is not None
    }


def _accepted(tasks: list[Task], day: date) -> dict[int, dict[int, Decimal]]:
    """The newest accepted cumulative quantity of each unit, by task."""
    newest = Window(
        RowNumber(), partition_by=[F("duty"), F("unit")], order_by=[F("period_end").desc(), F("attempt").desc()]
    )
    rows = Report.objects.filter(
        duty__in=[task.pk for task in tasks], outcome="accepted", decided_at__lte=end_of(day), quantity__isnull=False
    )
    found: dict[int, dict[int, Decimal]] = {}
    last = rows.order_by().annotate(place=newest).filter(place=1)
    for duty, unit, quantity in last.values_list("duty", "unit", "quantity"):
        if quantity is not None:
            found.setdefault(duty, {})[unit] = quantity
    return found
