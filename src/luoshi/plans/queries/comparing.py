"""A revision's rows as rules compare them, beside the rows themselves."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from luoshi.plans.models import (
    Measure,
    MeasureUnit,
    MechanismMention,
    ProjectMention,
    Provision,
    Revision,
    TargetMention,
)
from luoshi.plans.queries.items import plain
from luoshi.plans.rules.carrying import Part
from luoshi.plans.rules.kinds import LINES
from luoshi.plans.rules.rows import Row, Rows, after_number, own_words, squeezed

Promise = Provision | Measure | TargetMention | ProjectMention | MechanismMention
FACTS = {
    "target": ("comparator", "value", "value_high", "unit", "deadline", "baseline", "modality"),
    "project": ("verb", "strength"),
    "mech": ("verb",),
}
"""Kind -> what the text says of such a row besides its name."""


@dataclass(frozen=True)
class Compared:
    """A revision with all its rows by kind of line, in the order of the text."""

    revision: Revision
    found: dict[str, Sequence[Any]]

    @cached_property
    def _starts(self) -> list[int]:
        return [row.start for row in self.found["provision"]]

    @cached_property
    def _index(self) -> dict[int, int]:
        return {row.pk: at for at, row in enumerate(self.found["provision"])}

    def home(self, place: int) -> int | None:
        """The index of the provision a place stands in; None before the first."""
        at = bisect_right(self._starts, place) - 1
        return at if at >= 0 else None

    def part(self, home: int | None) -> Part:
        """A provision's own words without its number, or, with None, what stands before the first."""
        text, provisions = self.revision.text, self.found["provision"]
        if home is None:
            return Part(text, 0, self._starts[0] if self._starts else len(text))
        row = provisions[home]
        return Part(text, after_number(text, row.start, row.number), row.stop)

    def words(self, row: Measure | MeasureUnit | Promise) -> str:
        """The row's own words; a measure's without the number of the provision that it starts with."""
        text, home = self.revision.text, self.home(row.start)
        if isinstance(row, Measure) and home is not None and self.found["provision"][home].start == row.start:
            return own_words(text, row.start, row.end, self.found["provision"][home].number)
        return squeezed(text[row.start : row.end])

    @cached_property
    def rows(self) -> Rows:
        """Everything as plain values."""
        return {kind: [self._row(kind, row) for row in self.found[kind]] for kind in LINES}

    def _row(self, kind: str, row: Any) -> Row:
        if kind == "provision":
            words = own_words(self.revision.text, row.end, row.stop)
            return Row(row.title, words, None if row.parent_id is None else self._index[row.parent_id])
        home = None if row.provision_id is None else self._index[row.provision_id]
        if kind == "measure":
            return Row(row.title, self.words(row), home, measure_facts(row))
        name = row.indicator if kind == "target" else row.name
        facts = tuple((field, str(plain(getattr(row, field)) or "")) for field in FACTS[kind])
        return Row(name, self.words(row), home, facts)


def measure_facts(row: Measure) -> tuple[tuple[str, str], ...]:
    """Its deadline as printed, and who answers for it in which role, in printed order."""
    units = ((unit.role, unit.printed) for unit in row.units.all())
    return (("deadline", row.deadline), *units)


def compared(revision: Revision) -> Compared:
    """Load it; six statements."""
    rows: tuple[QuerySet[Any], ...] = (
        revision.provisions.all(),
        revision.measures.prefetch_related("units"),
        revision.targets.all(),
        revision.projects.all(),
        revision.mechanisms.all(),
    )
    return Compared(revision, {kind: list(found) for kind, found in zip(LINES, rows, strict=True)})


def lines_met(old: Compared, new: Compared) -> dict[str, list[int | None]]:
    """For each kind, for each row of `new`, the index of the row of `old` on the same line."""
    found: dict[str, list[int | None]] = {}
    for kind in LINES:
        at = {row.line_id: place for place, row in enumerate(old.found[kind])}
        found[kind] = [at.get(row.line_id) for row in new.found[kind]]
    return found
