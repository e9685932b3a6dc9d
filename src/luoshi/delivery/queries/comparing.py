"""A workbook beside what is there: which rows are new, changed, unchanged, in conflict, settled or wrong."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.delivery.models import Task
from luoshi.delivery.queries.breakdown import unit_names
from luoshi.delivery.queries.contents import Content, contents
from luoshi.delivery.queries.reading import Reading, readings
from luoshi.delivery.queries.sheets import content_cells
from luoshi.delivery.rules.sheet_words import HEADS
from luoshi.duties.queries.settled import settled
from luoshi.papers.sheets.reading import SheetRow
from luoshi.plans.models import Revision

BLOCKING = ("wrong", "conflict", "settled")
"""States of rows with which nothing is imported."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the workbook: its state, its task (None for a new one) and what would change.

    `state` is new, changed, unchanged, conflict, settled or wrong; `differences` are (head, now, in the file).
    """

    reading: Reading
    state: str
    task: Task | None
    differences: tuple[tuple[str, str, str], ...] = ()

    @property
    def title(self) -> str:
        """What the row calls the task."""
        return self.reading.row.text("任务")


@dataclass(frozen=True, slots=True)
class Comparison:
    """All rows, and a digest that changes when any of them would be treated differently."""

    lines: tuple[Line, ...]

    @property
    def digest(self) -> str:
        """What somebody has seen and confirms."""
        said = repr([(line.reading.row.number, line.state, line.differences, line.title) for line in self.lines])
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def blocked(self) -> bool:
        """Whether nothing can be imported as it stands."""
        return any(line.state in BLOCKING for line in self.lines)

    def counts(self) -> dict[str, int]:
        """How many rows of each state."""
        return {
            state: sum(line.state == state for line in self.lines)
            for state in ("new", "changed", "unchanged", *BLOCKING)
        }


def compared(revision: Revision, year: int, rows: Sequence[SheetRow], day: date) -> Comparison:
    """Each row with the task it means: by its key, else by measure and title; some sixteen statements."""
    read = readings(revision, rows, day)
    tasks = list(Task.objects.filter(plan=revision.plan_id, year=year).select_related("duty"))
    now = contents(tasks)
    closed = settled([task.pk for task in tasks])
    names = unit_names([*now.values(), *(each.content for each in read if each.content)])
    finder = _Finder(tasks)
    return Comparison(tuple(_line(each, finder.task(each), now, closed, names) for each in read))


class _Finder:
    """Tasks by key, and by measure and title; a task or a new title that two rows mean is told at the second."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self._by_key = {str(task.pk): task for task in tasks}
        self._by_title = {(task.line_id, task.duty.title): task for task in tasks}
        self._meant: set[object] = set()

    def task(self, reading: Reading) -> Task | None:
        """The task a row means, None for a new one; what cannot be becomes a problem of the reading."""
        key, line = reading.row.text("编号"), reading.measure.line_id if reading.measure else None
        found = self._by_key.get(key) if key else self._by_title.get((line or 0, reading.row.text("任务")))
        if key and found is None:
            reading.wrong("编号", "no_task", key)
        if found and line is not None and found.line_id != line:
            reading.wrong("条", "other_measure", reading.row.text("条"))
        meant = found.pk if found else (line, reading.row.text("任务"))
        if meant in self._meant:
            reading.wrong("任务", "again", reading.row.text("任务"))
        self._meant.add(meant)
        return found


def _line(
    reading: Reading, task: Task | None, now: dict[int, Content], closed: set[int], names: dict[int, str]
) -> Line:
    given = reading.content
    if reading.problems or given is None:
        return Line(reading, "wrong", task)
    if task is None:
        return Line(reading, "new", None)
    held = now[task.pk]
    if held.version == given.version:
        return Line(reading, "unchanged", task)
    state = "changed" if reading.row.text("版本") == held.version else "conflict"
    state = "settled" if state == "changed" and task.pk in closed else state
    return Line(reading, state, task, _differences(held, given, names))


def _differences(held: Content, given: Content, names: dict[int, str]) -> tuple[tuple[str, str, str], ...]:
    pairs = zip(HEADS[2:], content_cells(held, names), content_cells(given, names), strict=False)
    return tuple((head, _said(one), _said(other)) for head, one, other in pairs if _said(one) != _said(other))


def _said(cell: object) -> str:
    return "" if cell is None else str(cell)
