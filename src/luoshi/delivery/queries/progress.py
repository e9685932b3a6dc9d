"""How plans, chapters, measures, units and counties stand on a day: tasks rolled up, the worst never hidden."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db.models import QuerySet

from luoshi.delivery.models import Task
from luoshi.duties.queries.facts import Held, few, standings, terms_at
from luoshi.duties.rules.lights import Standing
from luoshi.duties.rules.rollup import Child, Rollup, rolled_up

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class TaskStanding:
    """A task with how it stands."""

    task: int
    line: int
    year: int
    title: str
    weight: Decimal
    term: Held
    standing: Standing
    child: Child = field(init=False)

    def __post_init__(self) -> None:
        """How it counts under a heading."""
        object.__setattr__(self, "child", Child(self.task, self.standing, self.weight))


def tasks_on(day: date, tasks: QuerySet[Task]) -> list[TaskStanding]:
    """Tasks that hold on a day with how each stands, in their order."""
    duties = few(tasks.values("duty"))
    terms, found = terms_at(day, duties), standings(day, duties)
    rows = tasks.values_list("duty", "line", "year", "duty__title", "weight")
    return [TaskStanding(*row, terms[row[0]], found[row[0]]) for row in rows if row[0] in found]


def grouped(rows: Iterable[TaskStanding], key: Callable[[TaskStanding], Key]) -> dict[Key, Rollup]:
    """Roll-ups by whatever `key` gives."""
    groups: dict[Key, list[Child]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row.child)
    return {name: rolled_up(children) for name, children in groups.items()}
