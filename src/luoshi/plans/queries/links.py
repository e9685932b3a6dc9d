"""Parent plans, part plans, and which measure carries out which; each in a number of statements that does not grow."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, QuerySet

from luoshi.plans.models import Measure, MeasureLink, MeasureUnit, Revision
from luoshi.plans.queries.revisions import Viewer, current, in_force, of_plan, parents_offered
from luoshi.plans.rules.linking import Named, Suggestion, suggestions


@dataclass(frozen=True, slots=True)
class Family:
    """The plan above, the plans below, and how many measures of this revision these carry out."""

    parent: Revision | None
    parts: list[Revision]
    carried: int


@dataclass(frozen=True, slots=True)
class Linked:
    """A measure of a part plan: what it carries out, how many links lead to measures the parent no longer has, and,
    while it carries out none, what it probably does."""

    measure: Measure
    uppers: list[Measure] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    suggestion: Suggestion | None = None
    suggested: Measure | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """A measure of a parent plan with the measures of its parts that carry it out."""

    measure: Measure
    lowers: list[Measure]


def family(revision: Revision, viewer: Viewer, on: date) -> Family:
    """Three statements."""
    parent = of_plan(revision.plan.parent_id, viewer, on) if revision.plan.parent_id else None
    parts = list(current(viewer, on).filter(plan__parent=revision.plan_id).defer("text").order_by("plan"))
    lines = Measure.objects.filter(revision=revision).values("line")
    lowers = Measure.objects.filter(revision__in=parts).values("line")
    carried = MeasureLink.objects.filter(upper__in=lines, lower__in=lowers).values("upper").distinct().count()
    return Family(parent, parts, carried if parts else 0)


def offered(revision: Revision, on: date) -> QuerySet[Revision]:
    """Revisions that count on a day of plans that could be this one's parent, for a choice."""
    plans = parents_offered(revision).values("pk")
    return in_force(on).filter(plan__in=plans).select_related("plan").defer("text").order_by("title", "plan")


def linked(revision: Revision, parent: Revision) -> list[Linked]:
    """Every measure of a part with its links and suggestions; six statements."""
    lowers, uppers = list(measures(revision)), {row.line_id: row for row in measures(parent)}
    links: dict[int, set[int]] = defaultdict(set)
    pairs = MeasureLink.objects.filter(lower__in=[row.line_id for row in lowers])
    for lower, upper in pairs.order_by("upper").values_list("lower", "upper"):
        links[lower].add(upper)
    close = suggestions(map(_named, lowers), [_named(row) for row in uppers.values()], links)
    return [_linked(row, uppers, links[row.line_id], close.get(row.line_id)) for row in lowers]


def measures(revision: Revision) -> QuerySet[Measure]:
    """A revision's measures with their provisions and units, in the order of the text; two statements."""
    units = MeasureUnit.objects.order_by("start", "id")
    rows = Measure.objects.filter(revision=revision).select_related("provision")
    return rows.prefetch_related(Prefetch("units", units)).order_by("start", "id")


def _named(row: Measure) -> Named:
    units = (f"u{unit.unit_id}" if unit.unit_id else f"g{unit.group_id}" for unit in row.units.all())
    return Named(row.line_id, "".join(row.title.split()), frozenset(units))


def _linked(row: Measure, uppers: Mapping[int, Measure], links: Iterable[int], suggestion: Suggestion | None) -> Linked:
    there = sorted((uppers[line] for line in links if line in uppers), key=lambda upper: (upper.start, upper.pk))
    gone = sorted(line for line in links if line not in uppers)
    return Linked(row, there, gone, suggestion, uppers[suggestion.upper] if suggestion else None)


def carried(revision: Revision, viewer: Viewer, on: date) -> list[Carried]:
    """Every measure of a parent with what carries it out in the parts that the viewer may see; five statements."""
    rows = list(measures(revision))
    below = lowers_of(rows, viewer, on)
    return [Carried(row, below.get(row.line_id, [])) for row in rows]


def lowers_of(rows: Iterable[Measure], viewer: Viewer, on: date) -> dict[int, list[Measure]]:
    """Line -> measures of the parts' revisions of the day that carry it out; two statements."""
    return _across(rows, "upper", "lower", viewer, on)


def uppers_of(rows: Iterable[Measure], viewer: Viewer, on: date) -> dict[int, list[Measure]]:
    """Line -> measures of the parent's revision of the day that it carries out; two statements."""
    return _across(rows, "lower", "upper", viewer, on)


def _across(rows: Iterable[Measure], here: str, there: str, viewer: Viewer, on: date) -> dict[int, list[Measure]]:
    """Line of one end of a link -> measures at its other end."""
    links = MeasureLink.objects.filter(**{f"{here}__in": [row.line_id for row in rows]}).values_list(there, here)
    back: dict[int, list[int]] = defaultdict(list)
    for far, near in links:
        back[far].append(near)
    found: dict[int, list[Measure]] = defaultdict(list)
    for row in _shown(back, viewer, on):
        for near in back[row.line_id]:
            found[near].append(row)
    return found


def _shown(lines: Iterable[int], viewer: Viewer, on: date) -> QuerySet[Measure]:
    """Rows of lines in the revisions that the viewer sees on a day."""
    rows = Measure.objects.filter(line__in=list(lines), revision__in=current(viewer, on))
    return (
        rows.select_related("revision", "provision").defer("revision__text").order_by("revision__plan", "start", "id")
    )
