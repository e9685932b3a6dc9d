"""The rows that people check, of all kinds alike: finding one, writing down its whole content."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from luoshi.plans.models import (
    Measure,
    MeasureUnit,
    MechanismMention,
    ProjectMention,
    ReadingProblem,
    Revision,
    TargetMention,
)

Item = Measure | MeasureUnit | TargetMention | ProjectMention | MechanismMention


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of row: its table, the field that names it, the fields a person may change, where its revision is."""

    model: type[Item]
    name: str
    fields: tuple[str, ...]
    revision: str = "revision"


KINDS: Mapping[str, Kind] = {
    "measure": Kind(Measure, "title", ("title", "deadline", "due")),
    "unit": Kind(
        MeasureUnit, "printed", ("printed", "role", "accountable", "unit_id", "group_id"), "measure__revision"
    ),
    "target": Kind(
        TargetMention,
        "indicator",
        (
            "indicator",
            "comparator",
            "value",
            "value_high",
            "unit",
            "deadline",
            "deadline_source",
            "baseline",
            "modality",
            "owner_id",
        ),
    ),
    "project": Kind(ProjectMention, "name", ("name", "verb", "strength", "regions")),
    "mech": Kind(MechanismMention, "name", ("name", "verb")),
}
"""Code of rules.kinds.ITEMS -> what one must know to handle its rows."""

KEPT = ("line_id", "provision_id", "measure_id", "path", "is_group", "printed", "certainty", "why", "added", "version")
"""What a correction keeps of a row besides its place and what a person may change."""


def rows(kind: str, revision: Revision) -> QuerySet[Any]:
    """All rows of a kind in a revision, in the order of the text."""
    shape = KINDS[kind]
    return shape.model._default_manager.filter(**{shape.revision: revision}).order_by("start", "id")


def item(kind: str, revision: Revision, pk: int) -> Item | None:
    """One row, or None when it is not (or no longer) there."""
    found: Item | None = rows(kind, revision).filter(pk=pk).first() if kind in KINDS else None
    return found


def name_of(kind: str, row: Item) -> str:
    """What the row is called."""
    return str(getattr(row, KINDS[kind].name))


def content_of(kind: str, row: Item) -> dict[str, Any]:
    """The whole row as JSON holds it; a measure with its units."""
    fields = [*KINDS[kind].fields, *(name for name in KEPT if hasattr(row, name))]
    found = {"start": row.start, "end": row.end} | {name: plain(getattr(row, name)) for name in fields}
    if isinstance(row, Measure):
        found["units"] = [content_of("unit", unit) for unit in row.units.all()]
    return found


def plain(value: Any) -> Any:
    """A field's value as JSON holds it.

    >>> plain(Decimal("60.500000")), plain(date(2026, 6, 30)), plain(None)
    ('60.5', '2026-06-30', None)
    """
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date | datetime) else value


def unchecked(revision: Revision) -> Iterator[tuple[str, QuerySet[Any]]]:
    """Rows of each kind that nobody has checked yet."""
    for kind in KINDS:
        yield kind, rows(kind, revision).filter(checked_at=None)


def problems(revision: Revision) -> QuerySet[ReadingProblem]:
    """The reader's problems that nobody has seen yet."""
    return revision.problems.filter(seen_at=None)
