"""What is different between two revisions of a plan, row by row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from luoshi.plans.models import Measure, MeasureUnit, Revision
from luoshi.plans.queries.comparing import Compared, compared, lines_met
from luoshi.plans.rules.differences import CHANGES, differences
from luoshi.plans.rules.kinds import LINES
from luoshi.plans.rules.likeness import likeness


@dataclass(frozen=True, slots=True)
class UnitChange:
    """A unit of a measure that came, went, or has another role: `old` and `new` are its rows, None where it is not."""

    change: str
    old: MeasureUnit | None
    new: MeasureUnit | None


@dataclass(frozen=True, slots=True)
class Change:
    """A row of either revision and how it changed. `words` are its own, before and after; places name the provision
    around it, by path and title."""

    kind: str
    change: str
    moved: bool
    old: Any
    new: Any
    words: tuple[str, str]
    places: tuple[str, str]
    units: tuple[UnitChange, ...] = ()


def changes(before: Revision, after: Revision) -> list[Change]:
    """Every row of both, by kind, in the order of the text; twelve statements."""
    old, new = compared(before), compared(after)
    met = lines_met(old, new)
    return [
        _change(kind, old, new, row.change, row.moved, row.old, row.new)
        for kind in LINES
        for row in differences(old.rows[kind], new.rows[kind], met[kind], met["provision"])
    ]


def _change(
    kind: str, old: Compared, new: Compared, change: str, moved: bool, old_at: int | None, new_at: int | None
) -> Change:
    sides = ((old, old_at), (new, new_at))
    was, row = (None if at is None else side.found[kind][at] for side, at in sides)
    words = tuple("" if at is None else side.rows[kind][at].words for side, at in sides)
    places = tuple("" if at is None else _place(side, kind, at) for side, at in sides)
    units = _units(was, row) if kind == "measure" else ()
    return Change(kind, change, moved, was, row, (words[0], words[1]), (places[0], places[1]), units)


def _place(side: Compared, kind: str, at: int) -> str:
    home = side.rows[kind][at].home
    return "" if home is None else f"{side.found['provision'][home].path} {side.found['provision'][home].title}".strip()


def _units(was: Measure | None, row: Measure | None) -> tuple[UnitChange, ...]:
    """A name in another role is the same unit; a name that stands in several roles is told apart by them."""
    old = list(was.units.all()) if was else []
    found: list[UnitChange] = []
    left = []
    for unit in row.units.all() if row else ():
        same = next((one for one in old if (one.printed, one.role) == (unit.printed, unit.role)), None)
        if same:
            old.remove(same)
        else:
            left.append(unit)
    for unit in left:
        other = next((one for one in old if one.printed == unit.printed), None)
        if other:
            old.remove(other)
        found.append(UnitChange("changed" if other else "added", other, unit))
    return (*found, *(UnitChange("dropped", unit, None) for unit in old))


def summary(found: Iterable[Change]) -> dict[str, dict[str, int]]:
    """How many of each kind changed how; units are counted in the measures that stand on both sides."""
    counted = {kind: dict.fromkeys(CHANGES, 0) for kind in (*LINES, "unit")}
    for row in found:
        counted[row.kind][row.change] += 1
        if row.kind == "measure" and row.old and row.new:
            for unit in row.units:
                counted["unit"][unit.change] += 1
            counted["unit"]["same"] += len(row.new.units.all()) - sum(unit.new is not None for unit in row.units)
    return counted


def narrowed(found: Iterable[Change], filters: Mapping[str, str]) -> list[Change]:
    """Filters: kind (of a line, or unit for measures whose units changed), change (empty: all but same), text."""
    kind, change, text = (filters.get(name, "") for name in ("kind", "change", "text"))
    return [
        row
        for row in found
        if _of_kind(row, kind)
        and (row.change == change or (not change and row.change != "same") or (change == "moved" and row.moved))
        and (not text or text in "".join((*row.words, str(row.old or ""), str(row.new or ""))))
    ]


def _of_kind(row: Change, kind: str) -> bool:
    return bool(row.units and row.old and row.new) if kind == "unit" else not kind or row.kind == kind


def offered(before: Revision, after: Revision, kind: str, pk: int, text: str = "") -> list[tuple[Any, str]]:
    """Rows of `before` that go on in no row of `after`, with their places, those most like one row of it first."""
    old, new = compared(before), compared(after)
    taken = {row.line_id for row in new.found[kind]}
    at = next(place for place, row in enumerate(new.found[kind]) if row.pk == pk)
    free = [place for place, row in enumerate(old.found[kind]) if row.line_id not in taken]
    alike = {place: likeness(old.rows[kind][place], new.rows[kind][at]) for place in free}
    ranked = sorted(free, key=lambda place: (-alike[place], place))
    found = [(old.found[kind][place], _place(old, kind, place)) for place in ranked]
    return [(row, place) for row, place in found if text in f"{row}{place}"]
