"""Rows of a plan's tasks: duties with terms, milestones, parts, receipts, and how each ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from django.db.models import Model

from luoshi.cli.demo.scale.sizes import ADOPTED, SINCE, STANDS
from luoshi.cli.demo.scale.texts import STEPS, Theme
from luoshi.delivery.models import Task
from luoshi.duties.models import (
    Assignment,
    Claim,
    Duty,
    Evidence,
    Milestone,
    MilestoneTerm,
    Receipt,
    Report,
    Request,
    Term,
    Verdict,
)
from luoshi.files.models import StoredFile
from luoshi.orgs.models import Account, Unit
from luoshi.plans.models import Measure
from luoshi.web.clock import SHANGHAI

STATES = {"good": 66, "slow": 22, "bad": 7, "silent": 5}
"""How tasks go, and how many of a hundred."""


@dataclass(frozen=True, slots=True)
class People:
    """Who acts: the office, and one person of each unit; files that serve as evidence."""

    office: Account
    of_unit: dict[int, Account]
    files: Sequence[StoredFile]


@dataclass(slots=True)
class Sent:
    """A report with everything that hangs on it."""

    report: Report
    verdicts: list[Verdict] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(slots=True)
class Made:
    """Rows of a plan, one list for each table, in the order of their references."""

    duties: list[Duty] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
    steps: list[MilestoneTerm] = field(default_factory=list)
    parts: list[Assignment] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)

    def rows(self) -> Iterator[Sequence[Model]]:
        """Every list, in an order in which it can be written."""
        yield from (self.duties, self.terms, self.milestones, self.steps, self.parts, self.receipts)
        yield from (self.tasks, self.requests, [each.report for each in self.sent])
        for name in ("claims", "evidence", "verdicts"):
            yield [row for each in self.sent for row in getattr(each, name)]


@dataclass(frozen=True, slots=True)
class Outline:
    """What a task is about before its rows are made."""

    measure: Measure
    theme: Theme
    owner: Unit
    others: Sequence[Unit]
    year: int
    shared: bool


@dataclass(frozen=True, slots=True)
class Work:
    """A task as those who report on it see it. `goes` is one of STATES; `milestones` is empty for a quantity."""

    duty: Duty
    term: Term
    shares: Sequence[tuple[Unit, Decimal]]
    milestones: Sequence[tuple[Milestone, date]]
    goes: str


def moment(day: date, rng: Random) -> datetime:
    """A time of a working day."""
    return datetime.combine(day, time(rng.randint(9, 16), rng.randint(0, 59)), tzinfo=SHANGHAI)


def add_task(made: Made, outline: Outline, people: People, rng: Random) -> Work:
    """Add a task of a measure; returns it as those see it who report on it."""
    begins = date(outline.year, 1, 1)
    at = max(ADOPTED, moment(begins + timedelta(days=rng.randint(8, 25)), rng))
    counted = outline.shared or rng.random() < 0.6
    duty = _duty(outline, counted, at, rng)
    made.duties.append(duty)
    term = _term(duty, outline, counted, rng)
    made.terms.append(term)
    milestones = [] if counted else list(_milestones(made, duty, term))
    shares = _parts(made, duty, term, outline, rng)
    made.tasks.append(_task(duty, outline, len(made.tasks)))
    work = Work(duty, term, shares, milestones, rng.choices([*STATES], [*STATES.values()])[0])
    _receive(made, work, outline, people, at, rng)
    _end(made, work, people, rng)
    return work


def _duty(outline: Outline, counted: bool, at: datetime, rng: Random) -> Duty:
    theme, measure = outline.theme, outline.measure
    return Duty(
        kind="task",
        title=f"{outline.year}年{theme.verb}{theme.thing}（{outline.owner.name}第{rng.randint(1, 999)}批）",
        measured="quantity" if counted else "milestones",
        revision_id=measure.revision_id,
        start=measure.start,
        end=measure.end,
        created_at=at,
    )


def _term(duty: Duty, outline: Outline, counted: bool, rng: Random) -> Term:
    due = date(outline.year, 12, 31) if rng.random() < 0.7 else date(outline.year, rng.choice((9, 11)), 30)
    theme = outline.theme
    return Term(
        duty=duty,
        since=max(SINCE, date(outline.year, 1, 1)),
        owner=outline.owner,
        begins=date(outline.year, 1, 1),
        due=due,
        quantity=Decimal(rng.randint(theme.least, theme.most)) if counted else None,
        unit=theme.unit if counted else "",
        deliverable=f"{theme.verb}{theme.thing}并通过验收",
        rhythm="month" if rng.random() < 0.25 else "quarter",
        office_reviews=not outline.shared or rng.random() < 0.7,
    )


def _milestones(made: Made, duty: Duty, term: Term) -> Iterator[tuple[Milestone, date]]:
    for month, (title, weight) in zip((3, 6, term.due.month), STEPS, strict=True):
        milestone = Milestone(duty=duty, title=title)
        due = term.due if title == STEPS[-1][0] else date(term.due.year, month, 30)
        made.milestones.append(milestone)
        made.steps.append(MilestoneTerm(milestone=milestone, since=term.since, due=due, weight=Decimal(weight)))
        yield milestone, due


def _parts(made: Made, duty: Duty, term: Term, outline: Outline, rng: Random) -> list[tuple[Unit, Decimal]]:
    """Shares that add up, or a unit that helps."""
    if not outline.shared or term.quantity is None:
        helper = rng.choice(outline.others)
        made.parts.append(Assignment(duty=duty, unit=helper, role="supporting", since=term.since))
        return []
    each = (term.quantity / len(outline.others)).quantize(Decimal("0.01"))
    amounts = [each] * (len(outline.others) - 1)
    shares = list(zip(outline.others, [*amounts, term.quantity - sum(amounts)], strict=True))
    made.parts += [
        Assignment(duty=duty, unit=unit, role="responsible", quantity=amount, since=term.since)
        for unit, amount in shares
    ]
    return shares


def _task(duty: Duty, outline: Outline, number: int) -> Task:
    measure = outline.measure
    return Task(
        duty=duty,
        plan_id=measure.revision.plan_id,
        line_id=measure.line_id,
        year=outline.year,
        number=number + 1,
        weight=Decimal(1),
    )


def _receive(made: Made, work: Work, outline: Outline, people: People, at: datetime, rng: Random) -> None:
    """Receipts; the newest year has some that are missing or object."""
    units = [outline.owner, *(unit for unit, _ in work.shares)]
    for unit in units:
        drawn = rng.random() if outline.year == STANDS.year else 1
        if drawn >= 0.03:
            objects = drawn < 0.035
            made.receipts.append(
                Receipt(
                    duty=work.duty,
                    unit=unit,
                    verdict="objected" if objects else "accepted",
                    why="今年的资金还没有下达，数量请再核。" if objects else "",
                    by=people.of_unit[unit.pk],
                    at=at + timedelta(days=rng.randint(1, 5)),
                )
            )


def _end(made: Made, work: Work, people: People, rng: Random) -> None:
    """Tasks of past years that went well were struck off; a few of this year wait for that."""
    past = work.term.due.year < STANDS.year
    if (past and work.goes in {"good", "slow"}) or (not past and rng.random() < 0.01):
        asked = moment(date(work.term.due.year + 1, 1, 12), rng) if past else STANDS - timedelta(days=rng.randint(1, 9))
        request = Request(
            duty=work.duty,
            kind="close",
            why="任务已经完成，验收材料随报告附上。",
            unit=work.term.owner,
            by=people.of_unit[work.term.owner_id],
            at=asked,
        )
        if past:
            request.outcome, request.decided_by, request.decided_at = "accepted", people.office, asked + timedelta(2)
            request.counts_from = (asked + timedelta(days=2)).date()
        made.requests.append(request)
