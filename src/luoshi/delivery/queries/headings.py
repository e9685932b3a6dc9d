"""Tasks under headings, the worst by name beside the average: by chapter and measure, by unit, by county."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from luoshi.delivery.queries.counties import county_names
from luoshi.delivery.queries.plan_progress import NOWHERE, PlanProgress, PlanTask, together, urgency
from luoshi.duties.rules.lights import SEVERITY
from luoshi.duties.rules.rollup import Rollup
from luoshi.plans.models import Measure

ABOUT_TEXT = frozenset({"chapter", "measure"})
"""Filters that measures without a task can fit."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands under a heading. `kind` names the filter that `key` sets; `bare` counts measures without a task."""

    kind: str
    key: str
    name: str
    rollup: Rollup
    tasks: tuple[PlanTask, ...]
    bare: int = 0
    measure: Measure | None = None

    @property
    def worst(self) -> PlanTask | None:
        """The task that stands worst, if any has a light that asks for something."""
        return next((each for each in self.tasks if each.key == self.rollup.worst), None) if self.asks else None

    @property
    def asks(self) -> bool:
        """Whether anything under it is red or yellow."""
        return self.rollup.light in {"red", "yellow"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: a heading, or a task."""

    heading: Heading | None = None
    task: PlanTask | None = None


def lines(found: PlanProgress, wanted: Mapping[str, str], rows: Sequence[PlanTask], by: str, deep: bool) -> list[Line]:
    """The table by chapter, unit or county; with `deep` down to the tasks."""
    if by == "chapter":
        return list(_by_chapter(found, wanted, rows, deep))
    made = _by_key(rows, "unit", _owner) if by == "unit" else _by_key(rows, "county", _counties())
    return [line for each in made for line in (Line(each), *(_under(each) if deep else ()))]


def _by_chapter(found: PlanProgress, wanted: Mapping[str, str], rows: Sequence[PlanTask], deep: bool) -> Iterator[Line]:
    bare = [] if wanted.keys() - ABOUT_TEXT else found.bare
    bare = [each for each in bare if wanted.get("measure", str(each.line_id)) == str(each.line_id)]
    for top in found.chapters:
        mine = [each for each in rows if each.chapter == top]
        empty = [each for each in bare if found.chapter_of(each) == top and wanted.get("chapter", top.path) == top.path]
        if mine or empty:
            name = f"{top.number}{top.title}".strip() or top.path
            yield Line(Heading("chapter", top.path, name, together(mine), tuple(mine), len(empty)))
            yield from _measures(found, mine, empty, deep)
    loose = [each for each in rows if each.chapter is None]
    if loose:
        yield Line(Heading("chapter", NOWHERE, _("现行文本各章里没有的"), together(loose), tuple(loose)))
        yield from (Line(task=each) for each in loose)


def _measures(found: PlanProgress, mine: Iterable[PlanTask], empty: Iterable[Measure], deep: bool) -> Iterator[Line]:
    held: dict[int, list[PlanTask]] = {each.line_id: [] for each in empty}
    for each in mine:
        held.setdefault(each.task.line_id, []).append(each)
    for measure in found.measures:
        if measure.line_id in held:
            own = held[measure.line_id]
            key, name = str(measure.line_id), measure.title or measure.path
            yield Line(Heading("measure", key, name, together(own), tuple(own), int(not own), measure))
            yield from (Line(task=each) for each in own if deep)


def _by_key(
    rows: Iterable[PlanTask], kind: str, names: Callable[[PlanTask], Iterable[tuple[str, str]]]
) -> list[Heading]:
    """The most urgent heading first; a task may stand under several."""
    held: dict[tuple[str, str], list[PlanTask]] = {}
    for each in sorted(rows, key=urgency):
        for name in names(each):
            held.setdefault(name, []).append(each)
    made = [Heading(kind, key, name, together(own), tuple(own)) for (key, name), own in held.items()]
    return sorted(made, key=lambda each: (-SEVERITY[each.rollup.light], -each.rollup.counts["red"], each.name))


def _under(heading: Heading) -> Iterator[Line]:
    return (Line(task=each) for each in heading.tasks)


def _owner(each: PlanTask) -> list[tuple[str, str]]:
    return [(str(each.term.owner), each.owner)]


def _counties() -> Callable[[PlanTask], list[tuple[str, str]]]:
    names = counties_offered()
    return lambda each: [(code, names[code]) for code in each.counties or (NOWHERE,)]


def counties_offered() -> dict[str, str]:
    """Counties by code, and a name for tasks without any; two statements."""
    return county_names() | {NOWHERE: _("没有县市承担的")}
