"""What people settled of a revision stays settled in the next one, as far as the words are the same.

Three degrees. A row in a provision of which not a word changed keeps everything, who checked it too. A row whose own
sentence is the same keeps its values and counts as sure, but is looked at again. Of a row whose words changed, what the
text does not say (owner, 总牵头) goes on with its line. Rows that people added come back where their sentence stands
unchanged, and rows that they struck out are struck out again; both leave a correction that says so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from luoshi.orgs.models import Account
from luoshi.plans.models import Correction, Measure, MeasureUnit, TargetMention
from luoshi.plans.queries import items
from luoshi.plans.queries.comparing import Compared
from luoshi.plans.queries.items import KINDS
from luoshi.plans.rules.carrying import Carrier, sentence
from luoshi.plans.rules.kinds import AS_ADOPTED
from luoshi.plans.rules.rows import squeezed
from luoshi.reader.certainty import certainty_of

NOTHING, VALUES, ALL = range(3)
"""How much of a row is the same: not its words; its sentence; its whole provision."""

MENTIONS = ("target", "project", "mech")
MORE: Mapping[str, tuple[str, ...]] = {"project": ("printed",), "unit": ("is_group",)}
"""What a row keeps besides the fields that a person may change."""

OF_THE_PLAN = ("plan_period", "printed_period")
"""Deadlines that come from the plan's period: when that changes they do, though their sentence does not."""

BROUGHT = "沿用第%d版：前一版有这一条，原文未改"
STRUCK = "沿用第%d版：前一版已划去，原文未改"


@dataclass
class Carrying:
    """Two revisions beside each other, and what is to be written into the newer one."""

    old: Compared
    new: Compared
    by: Account | None
    at: datetime
    counts: dict[str, int] = field(default_factory=lambda: {"kept": 0, "brought": 0, "struck": 0})

    def __post_init__(self) -> None:
        lines = {row.line_id: at for at, row in enumerate(self.new.found["provision"])}
        self._home_now = {at: lines.get(row.line_id) for at, row in enumerate(self.old.found["provision"])}
        self._carriers: dict[int | None, Carrier | None] = {}
        self.later = {row.line_id: row for kind in ("measure", *MENTIONS) for row in self.new.found[kind]}
        self._changed: dict[str, dict[int, Any]] = {}

    def carrier(self, home: int | None) -> Carrier | None:
        """How an old provision goes on; None when it was dropped. What stands before the first goes on as such."""
        if home not in self._carriers:
            now = None if home is None else self._home_now[home]
            gone = home is not None and now is None
            self._carriers[home] = None if gone else Carrier(self.old.part(home), self.new.part(now))
        return self._carriers[home]

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where old words stand now, if their sentence does."""
        found = self.carrier(self.old.home(start))
        return found.place(start, end) if found else None

    def whole(self, start: int) -> bool:
        """Whether not a word of the old provision around a place changed."""
        found = self.carrier(self.old.home(start))
        return found is not None and found.whole

    def degree(self, kind: str, was: Any, row: Any) -> int:
        """How much of an old row is the same in a new one."""
        if kind == "measure":
            return ALL if self.old.words(was) == self.new.words(row) else NOTHING
        if kind == "target" and was.deadline_source in OF_THE_PLAN and self._other_period():
            return NOTHING
        place = self.place(was.start, was.end)
        if place is not None and self.whole(was.start):
            return ALL if place[0] < row.end and row.start < place[1] else NOTHING
        return VALUES if self._said(self.old, was) == self._said(self.new, row) else NOTHING

    def _said(self, side: Compared, row: Any) -> tuple[str, str]:
        return side.words(row), sentence(side.part(side.home(row.start)), row.start, row.end)

    def _other_period(self) -> bool:
        old, new = self.old.revision, self.new.revision
        return (old.first_year, old.last_year) != (new.first_year, new.last_year)

    def settle(self, kind: str, was: Any, row: Any) -> None:
        """Give a row what the old row on its line had."""
        degree = self.degree(kind, was, row)
        if degree == NOTHING:
            values = FILLS[kind](was, row) if kind in FILLS else {}
        else:
            values = self._kept(kind, was, degree)
            values |= {"certainty": "sure", "why": [*(code for code in row.why if code != AS_ADOPTED), AS_ADOPTED]}
            self.counts["kept"] += 1
        for name, value in values.items():
            setattr(row, name, value)
        self.keep(kind, row)

    def keep(self, kind: str, row: Any) -> None:
        """Have a row written."""
        self._changed.setdefault(kind, {})[row.pk] = row

    def _kept(self, kind: str, was: Any, degree: int) -> dict[str, Any]:
        values = {name: getattr(was, name) for name in (*KINDS[kind].fields, *MORE.get(kind, ()))}
        if degree == VALUES:
            return values
        place = self.place(was.start, was.end) if kind != "measure" else None
        span = {"start": place[0], "end": place[1]} if place else {}
        return values | span | {"checked_by_id": was.checked_by_id, "checked_at": was.checked_at}

    def brought(self, kind: str, was: Any, more: Mapping[str, Any]) -> Any:
        """An old row that was not read again, if its sentence stands unchanged; None otherwise."""
        place = self._span(was) if kind == "measure" else self.place(was.start, was.end)
        if place is None:
            return None
        whole = self._stands(was, *place) if kind == "measure" else self.whole(was.start)
        values = self._kept(kind, was, ALL if whole else VALUES) | dict(more)
        why = [*(code for code in was.why if code != AS_ADOPTED), AS_ADOPTED]
        values |= {"start": place[0], "end": place[1], "certainty": "sure", "why": why, "added": was.added}
        self.counts["brought"] += 1
        return manager(kind).model(**values)

    def _stands(self, was: Measure, start: int, end: int) -> bool:
        return squeezed(self.old.words(was)) == squeezed(self.new.revision.text[start:end])

    def _span(self, was: Measure) -> tuple[int, int] | None:
        """A measure may reach over several provisions."""
        low = max(was.start, self.old.part(self.old.home(was.start)).low)
        first, last = self.place(low, low + 1), self.place(was.end - 1, was.end)
        return (first[0], last[1]) if first and last and first[0] < last[1] else None

    def write(self) -> None:
        """Save what rows were given. They are all there already; an upsert takes a tenth of the time of an update."""
        for kind, rows in self._changed.items():
            fields = {name.removesuffix("_id") for name in (*KINDS[kind].fields, *MORE.get(kind, ()))}
            own = ("start", "end", "certainty", "why", "version", "checked_by", "checked_at")
            line = () if kind == "unit" else ("line",)
            manager(kind).bulk_create(
                rows.values(), update_conflicts=True, unique_fields=["id"], update_fields=[*sorted(fields), *own, *line]
            )
        self._changed = {}

    def correction(self, operation: str, kind: str, row: Any, earlier: Account | None, why: str) -> Correction | None:
        """What says that a row was brought back or struck again; None when nobody can answer for it."""
        by = self.by or earlier
        content = items.content_of(kind, row)
        before, after = (content, {}) if operation == "strike" else ({}, content)
        about: dict[str, Any] = {"operation": operation, "kind": kind, "item": row.pk, "before": before, "after": after}
        said = why % self.old.revision.edition
        return Correction(**about, revision=self.new.revision, by=by, at=self.at, why=said) if by else None


def _fill_measure(was: Measure, row: Measure) -> dict[str, Any]:
    """The day somebody filled in, as long as the text names the same deadline."""
    return {"due": was.due} if was.deadline == row.deadline else {}


def _fill_target(was: TargetMention, row: TargetMention) -> dict[str, Any]:
    return {"owner_id": was.owner_id, "modality": row.modality or was.modality}


def _fill_unit(was: MeasureUnit, row: MeasureUnit) -> dict[str, Any]:
    if (was.printed, was.role) != (row.printed, row.role):
        return {}
    return {name: getattr(was, name) for name in ("unit_id", "group_id", "is_group", "accountable")}


FILLS: Mapping[str, Callable[[Any, Any], dict[str, Any]]] = {
    "measure": _fill_measure,
    "target": _fill_target,
    "unit": _fill_unit,
}
"""What goes on with a line though its words changed: what people filled in because no text says it."""


def manager(kind: str) -> Any:
    """The table of a kind of row."""
    return KINDS[kind].model._default_manager


def forget(row: Any) -> None:
    """Take back that a row was kept: it is as sure as the reader is, and nobody has checked it."""
    row.why = [code for code in row.why if code != AS_ADOPTED]
    row.certainty = certainty_of(row.why) if row.why else "likely"
    row.checked_by, row.checked_at = None, None
