"""People change which rows there are: add one from selected text, split one, merge two, bring a struck one back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from luoshi.orgs.models import Account
from luoshi.plans.actions.indexing import unindex_item
from luoshi.plans.actions.making import made, shortened, take_in
from luoshi.plans.actions.meaning import meaning
from luoshi.plans.actions.reviewing import UNCHECKED, Review, Seen, reviewing, taken, write
from luoshi.plans.models import Correction, Measure, MeasureUnit, Revision
from luoshi.plans.queries import items
from luoshi.plans.queries.items import KINDS, Item
from luoshi.plans.rules.kinds import ITEMS
from luoshi.plans.rules.quotes import inner, said

DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "measure": {},
    "unit": {"role": "responsible"},
    "target": {"comparator": ">=", "deadline_source": "none"},
    "project": {"verb": "", "strength": "implement"},
    "mech": {"verb": ""},
}
FARTHEST = 400
"""Two rows farther apart than this many characters are not one."""
TITLE = 60
"""A measure without a heading is called by so many of its first characters."""


class NotThere(ValueError):
    """What was asked for cannot be done with this place: `code` says why (empty, no_measure, outside, far, taken)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def add_item(
    *,
    revision: Revision,
    kind: str,
    start: int,
    end: int,
    values: Mapping[str, Any],
    by: Account,
    at: datetime,
    why: str = "",
) -> Item:
    """Add a row for text[start:end], which somebody selected. Raises NotThere."""
    low, high = inner(revision.text, start, end)
    if low >= high or kind not in ITEMS:
        raise NotThere("empty")
    with reviewing(revision, "added", by=by, at=at, why=why) as review:
        if items.rows(kind, revision).filter(start=low, end=high).exists():
            raise NotThere("taken")
        named = shortened(kind, said(revision.text, low, high)[: TITLE if kind == "measure" else None])
        content = dict(DEFAULTS[kind]) | {KINDS[kind].name: named} | dict(values)
        row = _in_place(review, kind, low, high, content | {"checked_by": by, "checked_at": at, "added": True})
        take_in(row)
        review.record("add", kind, row, {})
    return row


def split_item(
    *, revision: Revision, seen: Seen, place: int | None, by: Account, at: datetime, why: str = ""
) -> tuple[Item, Item]:
    """Make two rows of one: before and after `place`, or, with None, two of the same words to be told apart next.

    Both are to be checked again. Raises Conflict or NotThere.
    """
    with reviewing(revision, "split", by=by, at=at, why=why) as review:
        row = taken(revision, seen)
        if place is not None and not row.start < place < row.end:
            raise NotThere("outside")
        before = items.content_of(seen.kind, row)
        other = _second_half(review, seen.kind, row, place)
        write(row, _first_half(review, seen.kind, row, place) | UNCHECKED)
        review.record("split", seen.kind, other, before | {"of": row.pk})
        review.record("split", seen.kind, row, before)
    return row, other


def _second_half(review: Review, kind: str, row: Item, place: int | None) -> Item:
    copied = {name: getattr(row, name) for name in KINDS[kind].fields if name != "accountable"}
    low, high = (row.start, row.end) if place is None else inner(review.revision.text, place, row.end)
    if place is not None:
        named = said(review.revision.text, low, high)
        copied[KINDS[kind].name] = shortened(kind, named[:TITLE] if kind == "measure" else named)
        copied |= {"unit_id": None, "group_id": None} if kind == "unit" else {}
    more = {"added": True, "certainty": row.certainty, "why": row.why}
    other = _in_place(review, kind, low, high, copied | more)
    if isinstance(row, Measure) and place is not None:
        _hand_over(row, other, place)
    return other


def _first_half(review: Review, kind: str, row: Item, place: int | None) -> dict[str, Any]:
    """What changes in the row itself. A measure keeps its title."""
    if place is None:
        return {}
    low, high = inner(review.revision.text, row.start, place)
    named = said(review.revision.text, low, high)
    values: dict[str, Any] = {"end": high}
    if kind != "measure":
        values[KINDS[kind].name] = shortened(kind, named)
    return values | (meaning(named, by=review.by, at=review.at) if kind == "unit" else {})


def merge_items(*, revision: Revision, seen: Seen, other: Seen, by: Account, at: datetime, why: str = "") -> Item:
    """Make one row of two that stand near each other; the first one's line goes on. Raises Conflict, NotThere."""
    with reviewing(revision, "merged", by=by, at=at, why=why) as review:
        first, second = sorted((taken(revision, seen), taken(revision, other)), key=lambda row: (row.start, row.pk))
        if seen.kind != other.kind or first == second or not _near(first, second):
            raise NotThere("far")
        before = items.content_of(seen.kind, first) | {"merged": items.content_of(seen.kind, second)}
        values = _together(review, seen.kind, first, second)
        if isinstance(second, Measure):
            second.units.update(accountable=False)
            _hand_over(second, first, second.start)
        review.record("merge", seen.kind, second, items.content_of(seen.kind, second) | {"into": first.pk}, after={})
        unindex_item(revision, seen.kind, second.pk)
        second.delete()
        write(first, values | UNCHECKED)
        review.record("merge", seen.kind, first, before)
    return first


def _near(first: Item, second: Item) -> bool:
    if isinstance(first, MeasureUnit) and isinstance(second, MeasureUnit) and first.measure_id != second.measure_id:
        return False
    return second.start - first.end <= FARTHEST


def _together(review: Review, kind: str, first: Item, second: Item) -> dict[str, Any]:
    """What the first of two merged rows says from now on."""
    high = max(first.end, second.end)
    if kind in {"measure", "target"}:
        return {"end": high}
    named = said(review.revision.text, first.start, high)
    values = {"end": high, KINDS[kind].name: shortened(kind, named)}
    if isinstance(first, MeasureUnit) and isinstance(second, MeasureUnit):
        values["accountable"] = first.role == "lead" and (first.accountable or second.accountable)
        values |= meaning(named, by=review.by, at=review.at)
    return values


def restore_item(*, correction: Correction, by: Account, at: datetime) -> Item:
    """Bring a struck row back as it was, to be checked again. Raises NotThere when it stands again already."""
    with reviewing(correction.revision, "restored", by=by, at=at) as review:
        if correction.operation != "strike":
            raise NotThere("taken")
        row = bring_back(review, correction)
        review.record("restore", correction.kind, row, {}, undoes=correction.pk)
    return row


def bring_back(review: Review, correction: Correction) -> Item:
    """A row as a correction kept it. Raises NotThere when it stands again, or its measure is gone."""
    kind, was = correction.kind, correction.before
    line = was.get("line_id")
    stands = items.rows(kind, review.revision).filter(line=line).exists() if line else False
    if stands or items.item(kind, review.revision, correction.item):
        raise NotThere("taken")
    row = _in_place(review, kind, was["start"], was["end"], came_back(was, correction.item))
    for unit in was.get("units", ()):
        made(review, "unit", unit["start"], unit["end"], dict(unit) | {"measure_id": row.pk})
    take_in(row)
    return row


def came_back(was: Mapping[str, Any], pk: int) -> dict[str, Any]:
    """A row's content with its old key and a version that nobody has seen."""
    return dict(was) | {"id": pk, "version": was["version"] + 1}


def _in_place(review: Review, kind: str, start: int, end: int, content: Mapping[str, Any]) -> Item:
    row = made(review, kind, start, end, content)
    if row is None:
        raise NotThere("no_measure")
    return row


def _hand_over(giver: Item, taker: Item, place: int) -> None:
    """What of one measure stands from a place on belongs to another now."""
    if isinstance(giver, Measure) and isinstance(taker, Measure):
        for found in (giver.units, giver.targets, giver.projects, giver.mechanisms):
            found.filter(start__gte=place).update(measure=taker)
