"""One page for those who decide: what is red and why, what has changed since a month ago, what is due soon."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from luoshi.delivery.queries.plan_progress import PlanProgress, PlanTask, together, urgency
from luoshi.duties.rules.rollup import Rollup
from luoshi.duties.rules.turning import TURNS, Turn, coming, turned

SOON = 30


@dataclass(frozen=True, slots=True)
class Soon:
    """What a task owes by a day: a milestone, or all of it (`step` "")."""

    due: date
    step: str
    task: PlanTask


@dataclass(frozen=True, slots=True)
class Brief:
    """A plan on a day, in short. `before` is the day it is compared with; `turns` those worth telling, worst first;
    `reached` how many milestones were accepted since."""

    rollup: Rollup
    red: Sequence[PlanTask]
    before: date
    turns: Sequence[tuple[Turn, PlanTask]]
    reached: int
    soon: Sequence[Soon]
    bare: int

    @property
    def turned(self) -> Mapping[Turn, int]:
        """How many of each turn."""
        found = [turn for turn, _task in self.turns]
        return {turn: found.count(turn) for turn in TURNS if turn in found}


def month_before(day: date) -> date:
    """The same day of the month before, its last where it has none such.

    >>> month_before(date(2026, 7, 2)), month_before(date(2026, 3, 31))
    (datetime.date(2026, 6, 2), datetime.date(2026, 2, 28))
    """
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=min(day.day, last.day))


def brief(now: PlanProgress, before: PlanProgress) -> Brief:
    """A plan in short, beside how it stood before."""
    stood = {each.key: each.standing for each in before.tasks}
    turns = [(turned(stood.get(each.key), each.standing), each) for each in now.tasks]
    told = [(turn, each) for turn, each in turns if turn]
    return Brief(
        rollup=together(now.tasks),
        red=sorted((each for each in now.tasks if each.standing.light == "red"), key=urgency),
        before=before.day,
        turns=sorted(told, key=lambda pair: (TURNS.index(pair[0]), urgency(pair[1]))),
        reached=sum(_reached(each, before.day, now.day) for each in now.tasks),
        soon=_soon(now),
        bare=len(now.bare),
    )


def _reached(each: PlanTask, after: date, until: date) -> int:
    days = [step.accepted_on for step in each.facts.milestones if step.accepted_on]
    return sum(after < day <= until for day in days)


def _soon(now: PlanProgress) -> list[Soon]:
    found = [Soon(due, step, each) for each in now.tasks for due, step in coming(each.facts, now.day, SOON)]
    return sorted(found, key=lambda soon: (soon.due, soon.task.key))
