"""What is still open in a draft, counted; seven statements and one per kind of row."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from luoshi.plans.models import Measure, MeasureUnit, Revision, TargetMention
from luoshi.plans.queries import items
from luoshi.plans.queries.items import KINDS
from luoshi.plans.rules.readiness import Open


def open_points(revision: Revision) -> Open:
    """Everything that rules.readiness judges."""
    return Open(
        nothing_read=int(not any(items.rows(kind, revision).exists() for kind in KINDS)),
        unchecked=sum(rows.count() for _, rows in items.unchecked(revision)),
        unknown_units=len(unknown_names(revision)),
        no_accountable=without_accountable(revision).count(),
        no_owner=without_owner(revision).count(),
        unseen_problems=items.problems(revision).count(),
        no_modality=revision.targets.filter(modality="").count(),
        no_due=revision.measures.filter(due=None).count(),
    )


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A printed name whose unit or group nobody has recognised yet, and how often it stands."""

    printed: str
    unit_id: int | None
    group_id: int | None
    times: int


def unknown_names(revision: Revision) -> list[UnknownName]:
    """Each name once, the most frequent first."""
    rows = unrecognised(revision).order_by()
    found = rows.values_list("printed", "unit", "group").annotate(times=Count("pk"))
    return [UnknownName(*row) for row in found.order_by("-times", "printed")]


def unrecognised(revision: Revision) -> QuerySet[MeasureUnit]:
    """Units of measures whose name nobody has recognised yet."""
    recognised = Q(unit__confirmed=True) | Q(group__confirmed=True)
    return MeasureUnit.objects.filter(measure__revision=revision).exclude(recognised)


def without_accountable(revision: Revision) -> QuerySet[Measure]:
    """Measures that several units lead, none of them marked as 总牵头."""
    leads = Count("units", filter=Q(units__role="lead"))
    marked = Count("units", filter=Q(units__accountable=True))
    return revision.measures.annotate(leads=leads, marked=marked).filter(leads__gt=1, marked=0)


def without_owner(revision: Revision) -> QuerySet[TargetMention]:
    """Targets for which nobody answers: under no measure, and without an owner of their own."""
    return revision.targets.filter(measure=None, owner=None)
