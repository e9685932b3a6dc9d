"""Lists of measures, targets, projects and mechanisms, filtered in SQL by what stands in the address."""

from collections.abc import Mapping
from typing import TypeVar

from django.db.models import Model, Prefetch, Q, QuerySet

from luoshi.plans.models import (
    Measure,
    MeasureUnit,
    MechanismMention,
    ProjectMention,
    Provision,
    Revision,
    TargetMention,
)

Row = TypeVar("Row", bound=Model)


def measures(revision: Revision, filters: Mapping[str, str]) -> QuerySet[Measure]:
    """Measures with their units; filters: chapter, unit (as printed), role, text."""
    found = _narrowed(Measure.objects.filter(revision=revision), revision, filters, ("title",))
    if filters.get("unit"):
        named = MeasureUnit.objects.filter(printed=filters["unit"])
        found = found.filter(pk__in=_of_role(named, filters.get("role", "")).values("measure"))
    named_units = MeasureUnit.objects.select_related("unit", "group")
    return found.select_related("provision").prefetch_related(Prefetch("units", named_units))


def _of_role(mentions: QuerySet[MeasureUnit], role: str) -> QuerySet[MeasureUnit]:
    if role == "lead":
        return mentions.filter(role="lead")
    return mentions.exclude(role="lead") if role else mentions


def targets(revision: Revision, filters: Mapping[str, str]) -> QuerySet[TargetMention]:
    """Targets; filters: chapter, deadline, source, comparator, modality, unit, text."""
    fields = {"deadline": "deadline", "source": "deadline_source", "comparator": "comparator", "modality": "modality"}
    found = _narrowed(TargetMention.objects.filter(revision=revision), revision, filters, ("indicator", "unit"))
    return _equal(_led_by(found, filters), filters, fields).select_related("provision", "measure")


def projects(revision: Revision, filters: Mapping[str, str]) -> QuerySet[ProjectMention]:
    """Projects; filters: chapter, strength, region, unit, text."""
    found = _narrowed(ProjectMention.objects.filter(revision=revision), revision, filters, ("name",))
    if filters.get("region"):
        found = found.filter(Q(name__contains=filters["region"]) | Q(printed__contains=filters["region"]))
    return _equal(_led_by(found, filters), filters, {"strength": "strength"}).select_related("provision", "measure")


def mechanisms(revision: Revision, filters: Mapping[str, str]) -> QuerySet[MechanismMention]:
    """Mechanisms; filters: chapter, verb, unit, text."""
    found = _narrowed(MechanismMention.objects.filter(revision=revision), revision, filters, ("name",))
    return _equal(_led_by(found, filters), filters, {"verb": "verb"}).select_related("provision", "measure")


def choices(rows: QuerySet[Row], field: str) -> list[str]:
    """The values a field really has, for a filter to offer."""
    found = rows.order_by(field).values_list(field, flat=True).distinct()
    return [str(value) for value in found if value not in ("", None)]


def _narrowed(
    rows: QuerySet[Row], revision: Revision, filters: Mapping[str, str], text_fields: tuple[str, ...]
) -> QuerySet[Row]:
    if filters.get("chapter"):
        top = Provision.objects.filter(revision=revision, path=filters["chapter"]).first()
        rows = rows.filter(start__gte=top.start, start__lt=top.extent) if top else rows.none()
    if filters.get("text"):
        holds = Q()
        for field in text_fields:
            holds |= Q(**{f"{field}__contains": filters["text"]})
        rows = rows.filter(holds)
    return rows


def _led_by(rows: QuerySet[Row], filters: Mapping[str, str]) -> QuerySet[Row]:
    if not filters.get("unit"):
        return rows
    return rows.filter(measure__in=MeasureUnit.objects.filter(printed=filters["unit"]).values("measure"))


def _equal(rows: QuerySet[Row], filters: Mapping[str, str], fields: Mapping[str, str]) -> QuerySet[Row]:
    wanted = {field: filters[name] for name, field in fields.items() if filters.get(name)}
    if "deadline" in wanted and not wanted["deadline"].isdecimal():
        return rows.none()
    return rows.filter(**wanted)
