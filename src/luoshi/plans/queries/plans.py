"""One revision of a plan at a glance."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, IntegerField, Model, OuterRef, QuerySet, Subquery

from luoshi.plans.models import (
    Measure,
    MeasureUnit,
    MechanismMention,
    ProjectMention,
    Provision,
    ReadingProblem,
    Revision,
    TargetMention,
)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of each kind a revision holds."""

    measures: int
    units: int
    targets: int
    projects: int
    mechanisms: int
    problems: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter with what lies under it."""

    provision: Provision
    measures: int
    targets: int
    projects: int
    mechanisms: int


@dataclass(frozen=True, slots=True)
class UnitCount:
    """How many measures a unit or group, as printed, leads and answers for."""

    printed: str
    unit_id: int | None
    group_id: int | None
    leads: int
    answers: int


def narrowed(revisions: QuerySet[Revision], filters: Mapping[str, str]) -> QuerySet[Revision]:
    """Revisions by kind of plan, state (adopted or draft) and words of the title."""
    if filters.get("kind"):
        revisions = revisions.filter(plan__kind=filters["kind"])
    if filters.get("state"):
        revisions = revisions.filter(adoption__isnull=filters["state"] == "draft")
    return revisions.filter(title__contains=filters["text"]) if filters.get("text") else revisions


def with_counts(revisions: QuerySet[Revision]) -> QuerySet[Revision]:
    """Revisions with how many measures, targets and projects each holds, for a list."""
    return revisions.defer("text").annotate(
        measure_count=_number(Measure), target_count=_number(TargetMention), project_count=_number(ProjectMention)
    )


def _number(model: type[Model], of: str = "revision", what: str = "pk") -> Subquery:
    """How many rows of a table a revision has, or how many different values of a column."""
    rows = model._default_manager.filter(**{of: OuterRef("pk")}).order_by().values(of)
    counted = rows.annotate(n=Count(what, distinct=what != "pk")).values("n")
    return Subquery(counted, output_field=IntegerField())


def counts(revision: Revision) -> Counts:
    """One statement."""
    tables = (Measure, TargetMention, ProjectMention, MechanismMention, ReadingProblem)
    measures, *others = map(_number, tables)
    units = _number(MeasureUnit, "measure__revision", "printed")
    found = Revision.objects.filter(pk=revision.pk).values_list(measures, units, *others)
    return Counts(*(number or 0 for number in found[0]))


def chapters(revision: Revision) -> list[Chapter]:
    """Chapters in order, with counts of everything under them; five statements."""
    tops = [row for row in revision.provisions.all() if row.parent_id is None]
    places = [
        list(model.objects.filter(revision=revision).values_list("start", flat=True))
        for model in (Measure, TargetMention, ProjectMention, MechanismMention)
    ]
    return [Chapter(top, *(_within(starts, top) for starts in places)) for top in tops]


def _within(starts: Iterable[int], top: Provision) -> int:
    return sum(top.start <= start < top.extent for start in starts)


def unit_counts(revision: Revision) -> list[UnitCount]:
    """Units by how much they lead, then by how much they answer for; one statement."""
    found: dict[tuple[str, int | None, int | None], list[int]] = {}
    rows = MeasureUnit.objects.filter(measure__revision=revision).values_list("printed", "unit", "group", "role")
    for printed, unit, group, role in rows:
        found.setdefault((printed, unit, group), [0, 0])[role != "lead"] += 1
    made = [UnitCount(*names, *numbers) for names, numbers in found.items()]
    return sorted(made, key=lambda row: (-row.leads, -row.answers, row.printed))
