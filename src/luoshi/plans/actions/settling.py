"""A new revision takes over what was settled of the one before: rows kept, brought back and struck out again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from luoshi.orgs.models import Account
from luoshi.plans.actions.carrying import BROUGHT, MENTIONS, STRUCK, Carrying, manager
from luoshi.plans.actions.entering import Places
from luoshi.plans.models import Correction, MeasureUnit, ReadingProblem, Revision
from luoshi.plans.queries.comparing import Compared, compared


def carry_over(*, revision: Revision, before: Revision, by: str, at: datetime) -> dict[str, int]:
    """Give a revision just entered what was settled of the one before; inside the transaction of `importing`.

    Returns how many rows were kept, brought back and struck again.
    """
    account = Account.objects.filter(username=by).first()
    carrying = Carrying(compared(before), compared(revision), account, at)
    _strike_again(carrying)
    for kind in ("measure", *MENTIONS):
        _settle_all(carrying, kind)
    _settle_units(carrying)
    carrying.write()
    _see_again(carrying)
    return carrying.counts


def _settle_all(carrying: Carrying, kind: str) -> None:
    lines = {row.line_id for row in carrying.old.found[kind]}
    unmet = {(row.start, row.end): row for row in carrying.new.found[kind] if row.line_id not in lines}
    missing = []
    for was in carrying.old.found[kind]:
        place = carrying.place(was.start, was.end)
        row = carrying.later.get(was.line_id) or (unmet.pop(place, None) if place else None)
        if row is None:
            missing.append(was)
        else:
            row.line_id = was.line_id
            carrying.settle(kind, was, row)
    _bring(carrying, kind, missing)


def _bring(carrying: Carrying, kind: str, missing: Iterable[Any]) -> None:
    """Bring rows back that were not read again."""
    new = carrying.new
    provisions, measures = Places(new.found["provision"]), Places(new.found["measure"])
    rows = []
    for was in missing:
        row = carrying.brought(kind, was, {"revision": new.revision, "line_id": was.line_id})
        if row is None:
            continue
        row.provision = provisions.last_before(row.start)
        if kind == "measure":
            row.path = row.provision.path if row.provision else ""
        else:
            row.measure = measures.holding(row.start)
        rows.append((was, row))
    _keep_brought(carrying, kind, rows)
    new.found[kind] = [*new.found[kind], *(row for _, row in rows)]
    carrying.later |= {row.line_id: row for _, row in rows}


def _keep_brought(carrying: Carrying, kind: str, rows: list[tuple[Any, Any]]) -> None:
    manager(kind).bulk_create([row for _, row in rows])
    made = (carrying.correction("add", kind, row, was.checked_by, BROUGHT) for was, row in rows)
    Correction.objects.bulk_create(correction for correction in made if correction)


def _settle_units(carrying: Carrying) -> None:
    """Units go on with their measure: the same name in the same role is the same unit."""
    brought = []
    for was_measure in carrying.old.found["measure"]:
        measure = carrying.later.get(was_measure.line_id)
        if measure is None:
            continue
        left = [unit for unit in measure.units.all() if unit.pk]
        for was in was_measure.units.all():
            row = _same_unit(carrying, was, left)
            if row is not None:
                left.remove(row)
                carrying.settle("unit", was, row)
            elif made := carrying.brought("unit", was, {"measure": measure}):
                brought.append((was, made))
    _keep_brought(carrying, "unit", brought)


def _same_unit(carrying: Carrying, was: MeasureUnit, left: list[MeasureUnit]) -> MeasureUnit | None:
    """The new row of a unit: the one at its place, or of its name in its role."""
    place = carrying.place(was.start, was.end)
    at_place = (row for row in left if place == (row.start, row.end))
    named = (row for row in left if (row.printed, row.role) == (was.printed, was.role))
    return next(at_place, None) or next(named, None)


@dataclass(frozen=True, slots=True)
class Gone:
    """Where a row was struck out, or taken into another one, in which all that is read again goes."""

    kind: str
    start: int
    end: int
    inside: bool
    by: Account

    def holds(self, kind: str, start: int, end: int) -> bool:
        """Whether a row read at a place is that one."""
        if self.inside:
            return (
                kind == self.kind and self.start <= start < end <= self.end and (start, end) != (self.start, self.end)
            )
        return (kind, start, end) == (self.kind, self.start, self.end)


def _strike_again(carrying: Carrying) -> None:
    """Take away again what was struck out before, where its sentence is the same."""
    known = {row.line_id for found in carrying.old.found.values() for row in found}
    gone, made = list(_gone(carrying)), []
    for key, row in _by_span(carrying.new).items() if gone else ():
        earlier = next((place for place in gone if place.holds(*key)), None)
        if earlier and getattr(row, "line_id", None) not in known:
            made.append(carrying.correction("strike", key[0], row, earlier.by, STRUCK))
            _take_out(carrying, key[0], row)
    Correction.objects.bulk_create(correction for correction in made if correction)


def _gone(carrying: Carrying) -> Iterator[Gone]:
    struck = Correction.objects.filter(revision=carrying.old.revision, operation__in=("strike", "merge"))
    standing = _by_span(carrying.old)
    for row in struck.select_related("by"):
        was = row.before if row.after == {} else row.after
        place = carrying.place(was["start"], was["end"])
        stands = (row.kind, was["start"], was["end"]) in standing
        merged = row.operation == "merge" and row.after != {}
        if place and stands == merged:
            yield Gone(row.kind, *place, merged, row.by)


def _by_span(side: Compared) -> dict[tuple[str, int, int], Any]:
    """Rows by kind and place, units too."""
    rows = [(kind, row) for kind in ("measure", *MENTIONS) for row in side.found[kind]]
    units = [("unit", unit) for measure in side.found["measure"] for unit in measure.units.all()]
    return {(kind, row.start, row.end): row for kind, row in (*rows, *units)}


def _take_out(carrying: Carrying, kind: str, row: Any) -> None:
    pk = row.pk
    row.delete()
    carrying.counts["struck"] += 1
    if kind != "unit":
        carrying.new.found[kind] = [other for other in carrying.new.found[kind] if other.pk not in {pk, None}]
        carrying.later.pop(row.line_id, None)


def _see_again(carrying: Carrying) -> None:
    """What somebody has seen of the reader's doubts need not be seen again."""
    old, new = carrying.old, carrying.new
    seen = {
        (row.kind, old.revision.text[row.start : row.end]): row
        for row in old.revision.problems.exclude(seen_at=None)
        if row.end > row.start
    }
    again = []
    for row in new.revision.problems.all():
        if was := seen.get((row.kind, new.revision.text[row.start : row.end])):
            row.seen_by_id, row.seen_at = was.seen_by_id, was.seen_at
            again.append(row)
    ReadingProblem.objects.bulk_update(again, ["seen_by", "seen_at"])
