"""Making a row of any kind at a place of the text: new ones, halves of a split one, struck ones that come back."""

from collections.abc import Mapping
from typing import Any, cast

from luoshi.orgs.models import Unit, UnitGroup
from luoshi.plans.actions.meaning import meaning
from luoshi.plans.actions.reviewing import Review
from luoshi.plans.models import Line, Measure, MeasureUnit, Revision
from luoshi.plans.queries.items import KINDS, Item
from luoshi.plans.rules.quotes import said

KEPT = ("certainty", "why", "added", "checked_by", "checked_at", "id", "version")
"""Besides KINDS[kind].fields, what a row may be made with. One that comes back keeps its key, so that all that was
ever said of it goes on to be said of it."""


def made(review: Review, kind: str, start: int, end: int, content: Mapping[str, Any]) -> Item | None:
    """A new row with this content, as `content_of` writes it; what it belongs to is found by its place.

    None for a unit that stands in no measure.
    """
    names = (*KINDS[kind].fields, *KEPT)
    values = {name: content[name] for name in names if name in content} | {"start": start, "end": end}
    around = _around(review.revision, start, content)
    if kind == "unit":
        return _unit(review, around, values) if around else None
    provision = _provision(review.revision, start, content)
    values |= {"revision": review.revision, "provision_id": provision, "line_id": _line(review.revision, kind, content)}
    if kind == "measure":
        values["path"] = content.get("path") or _path(review.revision, provision)
    else:
        values["measure"] = around
    if kind == "project":
        values["printed"] = content.get("printed") or said(review.revision.text, start, end)[:300]
    if kind == "target":
        values["owner_id"] = _standing(Unit, content.get("owner_id"))
    row: Item = KINDS[kind].model._default_manager.create(**values)
    row.refresh_from_db()
    return row


def _unit(review: Review, measure: Measure, values: dict[str, Any]) -> MeasureUnit:
    """A unit of a measure. What its name means is looked up when that is not said, or no longer there."""
    unit, group = _standing(Unit, values.get("unit_id")), _standing(UnitGroup, values.get("group_id"))
    means = {"unit_id": unit, "group_id": group, "is_group": group is not None}
    if unit is None and group is None:
        means = meaning(values["printed"], by=review.by, at=review.at)
    taken = measure.units.filter(accountable=True).exists()
    values["accountable"] = bool(values.get("accountable")) and values.get("role") == "lead" and not taken
    return MeasureUnit.objects.create(measure=measure, **(values | means))


def take_in(row: Item) -> None:
    """What stands in the range of a measure and belongs to none belongs to it."""
    if isinstance(row, Measure):
        inside = {"measure": None, "start__gte": row.start, "start__lt": row.end}
        for found in (row.revision.targets, row.revision.projects, row.revision.mechanisms):
            found.filter(**inside).update(measure=row)


def shortened(kind: str, name: str) -> str:
    """A name that fits its column."""
    column = cast(Any, KINDS[kind].model._meta.get_field(KINDS[kind].name))
    return name[: column.max_length]


def _around(revision: Revision, start: int, content: Mapping[str, Any]) -> Measure | None:
    """The measure a row belonged to if that still stands, else the innermost one around its place."""
    known = revision.measures.filter(pk=content.get("measure_id") or 0).first()
    return known or revision.measures.filter(start__lte=start, end__gt=start).order_by("-start").first()


def _provision(revision: Revision, start: int, content: Mapping[str, Any]) -> int | None:
    if content.get("provision_id"):
        return int(content["provision_id"])
    return revision.provisions.filter(start__lte=start).order_by("-start").values_list("pk", flat=True).first()


def _path(revision: Revision, provision: int | None) -> str:
    return revision.provisions.filter(pk=provision or 0).values_list("path", flat=True).first() or ""


def _line(revision: Revision, kind: str, content: Mapping[str, Any]) -> int:
    return int(content.get("line_id") or Line.objects.create(plan_id=revision.plan_id, kind=kind).pk)


def _standing(model: type[Unit] | type[UnitGroup], pk: int | None) -> int | None:
    """The key, if what it names is still there."""
    return pk if pk and model.objects.filter(pk=pk).exists() else None
