"""What a unit has to answer for, across plans."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from luoshi.orgs.models import Unit, UnitGroup
from luoshi.orgs.queries import formers_at, groups_of
from luoshi.plans.models import Measure, MeasureUnit, Revision
from luoshi.plans.rules.quotes import Quote, quote


@dataclass(frozen=True, slots=True)
class Duty:
    """A measure a unit answers for: in which role, named how, through which group, and by which sentence."""

    mention: int
    measure: Measure
    role: str
    printed: str
    group: UnitGroup | None
    others: list[str]
    says: Quote


def duties(unit: Unit, revisions: QuerySet[Revision], on: date) -> list[Duty]:
    """Its measures in these plans, directly, through a group it belongs to on a day, or by the name of a unit it
    continues; five statements."""
    groups = list(groups_of(unit, on))
    named = (unit.pk, *formers_at(on).get(unit.pk, ()))
    mentions = (
        MeasureUnit.objects.filter(Q(unit__in=named) | Q(group__in=groups), measure__revision__in=revisions)
        .select_related("measure", "measure__revision", "measure__revision__adoption", "measure__provision", "group")
        .defer("measure__revision__text")
        .order_by("-measure__revision", "measure__start", "start", "id")
    )
    return _with_sentences(list(mentions))


def group_duties(group: UnitGroup, revisions: QuerySet[Revision]) -> list[Duty]:
    """The measures in these plans that name a group."""
    mentions = (
        MeasureUnit.objects.filter(group=group, measure__revision__in=revisions)
        .select_related("measure", "measure__revision", "measure__revision__adoption", "measure__provision", "group")
        .defer("measure__revision__text")
        .order_by("-measure__revision", "measure__start", "start", "id")
    )
    return _with_sentences(list(mentions))


def _with_sentences(mentions: list[MeasureUnit]) -> list[Duty]:
    texts = dict(
        Revision.objects.filter(pk__in={row.measure.revision_id for row in mentions}).values_list("pk", "text")
    )
    leads = _leads({row.measure_id for row in mentions})
    return [
        Duty(
            mention=row.pk,
            measure=row.measure,
            role=row.role,
            printed=row.printed,
            group=row.group,
            others=[name for name in leads.get(row.measure_id, []) if name != row.printed],
            says=quote(texts[row.measure.revision_id], row.start, row.end),
        )
        for row in mentions
    ]


def _leads(measures: Iterable[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = MeasureUnit.objects.filter(measure__in=measures, role="lead").order_by("id")
    for measure, printed in rows.values_list("measure", "printed"):
        found.setdefault(measure, []).append(printed)
    return found
