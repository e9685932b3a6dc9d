"""What the review screen shows: how far a draft is, and one chapter's text with what was read from it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from luoshi.orgs.models import Unit, UnitGroup
from luoshi.plans.models import Correction, MeasureUnit, Provision, ReadingProblem, Revision
from luoshi.plans.queries import items, readiness
from luoshi.plans.queries.items import KINDS, Item
from luoshi.plans.rules import chapters, effort
from luoshi.plans.rules.readiness import Open

CERTAINTIES = ("sure", "likely", "doubtful")
NEEDS = {"measure": "no_accountable", "unit": "unknown_units", "target": "no_owner"}
"""Kind of row -> what adoption requires of it besides having been checked (rules.readiness)."""


@dataclass(frozen=True, slots=True)
class Point:
    """A row as it counts: what it is, where it starts, whether it is checked, whether something required is open."""

    kind: str
    pk: int
    start: int
    certainty: str
    checked: bool
    needs: bool

    @property
    def open(self) -> bool:
        """Whether somebody still has to look at it."""
        return self.needs or not self.checked

    @property
    def code(self) -> str:
        """How addresses name it."""
        return f"{self.kind}-{self.pk}"


@dataclass(frozen=True)
class Chapter:
    """A part of the text that is shown at a time, and the chapters (or the section) that start in it."""

    number: int
    low: int
    high: int
    provisions: list[Provision]
    points: list[Point] = field(default_factory=list)

    @cached_property
    def open(self) -> list[Point]:
        """What is still to be looked at, in the order of the text."""
        return [point for point in self.points if point.open]

    @cached_property
    def unchecked(self) -> Counter[str]:
        """How many unchecked rows there are of each certainty."""
        return Counter(point.certainty for point in self.points if not point.checked)


@dataclass(frozen=True)
class Standing:
    """How far a draft is."""

    chapters: list[Chapter]
    provisions: list[Provision]
    found: Open
    struck: int
    names: list[readiness.UnknownName]

    @cached_property
    def total(self) -> int:
        """All rows."""
        return sum(len(chapter.points) for chapter in self.chapters)

    @cached_property
    def unchecked(self) -> Counter[str]:
        """How many unchecked rows there are of each certainty."""
        return sum((chapter.unchecked for chapter in self.chapters), Counter())

    @property
    def required(self) -> int:
        """How many required entries are missing."""
        return self.found.unknown_units + self.found.no_accountable + self.found.no_owner

    @property
    def minutes(self) -> int:
        """What is left, in minutes."""
        left = {code: self.unchecked[code] for code in CERTAINTIES}
        return effort.minutes(left | {"required": self.required, "problem": self.found.unseen_problems})

    def chapter_at(self, offset: int) -> Chapter:
        """The chapter that holds a place."""
        return next((one for one in self.chapters if one.low <= offset < one.high), self.chapters[-1])

    def next_open(self, after: int) -> Chapter | None:
        """The next chapter with something open, from the one after this number round to this one."""
        turned = self.chapters[after + 1 :] + self.chapters[: after + 1]
        return next((chapter for chapter in turned if chapter.open), None)


def standing(revision: Revision) -> Standing:
    """Everything counted; a number of statements that does not grow with the draft."""
    provisions = list(revision.provisions.all())
    needs = _needs(revision)
    points = [point for kind in KINDS for point in _points(kind, revision, needs.get(kind, frozenset()))]
    names = readiness.unknown_names(revision)
    found = Open(
        unchecked=sum(not point.checked for point in points),
        unknown_units=len(names),
        no_accountable=len(needs["measure"]),
        no_owner=len(needs["target"]),
        unseen_problems=items.problems(revision).count(),
        no_modality=revision.targets.filter(modality="").count(),
        no_due=revision.measures.filter(due=None).count(),
    )
    return Standing(_chapters(revision, provisions, points), provisions, found, struck(revision).count(), names)


def _needs(revision: Revision) -> dict[str, frozenset[int]]:
    """Kind -> keys of rows of which something required is open."""
    rows: dict[str, QuerySet[Any]] = {
        "measure": readiness.without_accountable(revision),
        "unit": readiness.unrecognised(revision),
        "target": readiness.without_owner(revision),
    }
    return {kind: frozenset(found.values_list("pk", flat=True)) for kind, found in rows.items()}


def _points(kind: str, revision: Revision, needs: frozenset[int]) -> Iterable[Point]:
    found = items.rows(kind, revision).values_list("pk", "start", "certainty", "checked_at")
    return (Point(kind, pk, start, sure, at is not None, pk in needs) for pk, start, sure, at in found)


def _chapters(revision: Revision, provisions: list[Provision], points: list[Point]) -> list[Chapter]:
    tops = [row.start for row in provisions if row.parent_id is None]
    others = [row.start for row in provisions if row.parent_id is not None]
    found = [
        Chapter(number, low, high, _heading(provisions, low, high))
        for number, (low, high) in enumerate(chapters.chapters(len(revision.text), tops, others))
    ]
    order = {kind: place for place, kind in enumerate(KINDS)}
    for point in sorted(points, key=lambda point: (point.start, order[point.kind], point.pk)):
        _holding(found, point.start).points.append(point)
    return found


def _heading(provisions: list[Provision], low: int, high: int) -> list[Provision]:
    """The chapters that start in a range, else the first section that does."""
    within = [row for row in provisions if low <= row.start < high]
    return [row for row in within if row.parent_id is None] or within[:1]


def _holding(found: list[Chapter], offset: int) -> Chapter:
    return next((one for one in found if offset < one.high), found[-1])


@dataclass(frozen=True, slots=True)
class Shown:
    """A row with what a reviewer needs to know of it. `last` is its latest correction."""

    kind: str
    row: Item
    needs: bool
    last: Correction | None

    @property
    def code(self) -> str:
        """How addresses name it."""
        return f"{self.kind}-{self.row.pk}"

    @property
    def open(self) -> bool:
        """Whether somebody still has to look at it."""
        return self.needs or self.row.checked_at is None

    @property
    def doubtful(self) -> bool:
        """Whether nobody has checked what the reader doubts."""
        return self.row.checked_at is None and self.row.certainty == "doubtful"


def shown(revision: Revision, low: int, high: int, standing: Standing) -> list[Shown]:
    """Everything read from text[low:high], in the order of the text; seven statements."""
    needs = {point.code for chapter in standing.chapters for point in chapter.points if point.needs}
    rows = [(kind, row) for kind in KINDS for row in with_relations(kind, revision, start__gte=low, start__lt=high)]
    last = _latest(revision, rows)
    order = {kind: place for place, kind in enumerate(KINDS)}
    made = [Shown(kind, row, f"{kind}-{row.pk}" in needs, last.get((kind, row.pk))) for kind, row in rows]
    return sorted(made, key=lambda one: (one.row.start, order[one.kind], one.row.pk))


def with_relations(kind: str, revision: Revision, **wanted: Any) -> QuerySet[Any]:
    """Rows with everything that a page says of them."""
    found = items.rows(kind, revision).filter(**wanted).select_related("checked_by")
    if kind == "unit":
        return found.select_related("unit", "group", "measure")
    if kind == "measure":
        return found.select_related("provision").prefetch_related(
            Prefetch("units", MeasureUnit.objects.order_by("start", "id"))
        )
    return found.select_related("provision", "measure", *(("owner",) if kind == "target" else ()))


def _latest(revision: Revision, rows: list[tuple[str, Item]]) -> dict[tuple[str, int], Correction]:
    keys = {row.pk for _, row in rows}
    wanted = {(kind, row.pk) for kind, row in rows}
    found = revision.corrections.filter(item__in=keys).exclude(operation="confirm").select_related("by").order_by("id")
    return {(row.kind, row.item): row for row in found if (row.kind, row.item) in wanted}


def latest_of(revision: Revision, kind: str, pk: int) -> Correction | None:
    """The latest change of a row, by whom and why; also of one that is struck out."""
    found = revision.corrections.filter(kind=kind, item=pk).exclude(operation="confirm")
    return found.select_related("by").order_by("-id").first()


def struck(revision: Revision) -> QuerySet[Correction]:
    """Rows that were struck out and do not stand again, newest first."""
    undone = revision.corrections.filter(operation="restore").values_list("after__undoes", flat=True)
    gone = revision.corrections.filter(operation="strike").select_related("by")
    return gone.exclude(pk__in=[pk for pk in undone if pk])


def names_at(revision: Revision, names: Iterable[readiness.UnknownName]) -> Mapping[str, MeasureUnit]:
    """Where each printed name stands first; one statement."""
    wanted = [name.printed for name in names]
    found = MeasureUnit.objects.filter(measure__revision=revision, printed__in=wanted).order_by("-start", "-id")
    return {row.printed: row for row in found.select_related("unit", "group")}


def owners() -> QuerySet[Unit]:
    """Units that can answer for a target."""
    return Unit.objects.filter(confirmed=True).order_by("id")


def known_names() -> list[str]:
    """Names of units and groups that a person may mean, for a field to offer; two statements."""
    groups = UnitGroup.objects.filter(confirmed=True).values_list("name", flat=True)
    return [*owners().values_list("name", flat=True), *groups]


def problems(revision: Revision) -> QuerySet[ReadingProblem]:
    """Every problem, those that nobody has seen first."""
    return revision.problems.select_related("seen_by").order_by("seen_at", "start", "id")


def left(revisions: Iterable[Revision]) -> dict[int, int]:
    """Revision -> how many of its rows nobody has checked; one statement per kind of row."""
    wanted, found = [revision.pk for revision in revisions], Counter[int]()
    for shape in KINDS.values():
        rows = shape.model._default_manager.filter(**{f"{shape.revision}__in": wanted, "checked_at": None})
        found.update(dict(rows.order_by().values_list(shape.revision).annotate(n=Count("pk"))))
    return dict(found)
