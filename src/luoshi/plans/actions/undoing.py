"""Taking back the last thing one did oneself, unless somebody has gone on from there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from luoshi.orgs.models import Account
from luoshi.plans.actions.indexing import unindex_item
from luoshi.plans.actions.making import made
from luoshi.plans.actions.reshaping import bring_back, came_back
from luoshi.plans.actions.reviewing import UNCHECKED, Conflict, Review, mark, reviewing, write
from luoshi.plans.models import Correction, Measure, Revision
from luoshi.plans.queries import items
from luoshi.plans.queries.items import KINDS, Item

COUNTED = ("version", "measure_id")
LATEST = 200
"""So many of one's own corrections can be taken back, one after the other."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, and the row that stands again (None when it was one that had been added).

    Of many rows confirmed at once, `many` are open again: those that nobody has touched since.
    """

    correction: Correction
    row: Item | None
    many: int = 0


def undo_last(*, revision: Revision, by: Account, at: datetime) -> Undone | None:
    """Take back one's last correction or confirmation; None when there is none left.

    Raises Conflict when somebody has changed the row since, NotThere when a struck row stands again already.
    """
    with reviewing(revision, "undone", by=by, at=at) as review:
        last = _last(revision, by)
        if last is None:
            review.made.after = {"undone": None}
            return None
        if not last.kind:
            return Undone(last, None, _confirmed_many(review, last))
        row = UNDO[last.operation](review, last)
        if row is not None:
            review.record("restore", last.kind, row, last.after, undoes=last.pk)
    return Undone(last, row)


def _last(revision: Revision, by: Account) -> Correction | None:
    """The newest of one's corrections that is not taken back. Of a split or a merge it is the one that tells all."""
    undone = set(revision.corrections.filter(operation="restore").values_list("after__undoes", flat=True))
    own = revision.corrections.filter(by=by, operation__in=UNDO).order_by("-id")[:LATEST]
    wanted = (row for row in own if row.pk not in undone and not {"of", "into"} & set(row.before))
    return next(wanted, None)


def _unchanged(review: Review, last: Correction) -> Item:
    """The row, which says what it said after the correction. Raises Conflict."""
    row = items.item(last.kind, review.revision, last.item)
    if row is None or not _says(last, row):
        raise Conflict(row)
    return row


def _says(correction: Correction, row: Item) -> bool:
    """Whether the row is as the correction left it; versions do not count, since undoing adds to them."""
    now = items.content_of(correction.kind, row)
    return all(
        _plain(correction.after[name]) == _plain(now[name])
        for name in now
        if name in correction.after and name not in COUNTED
    )


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: one for name, one in value.items() if name not in COUNTED}
    return value


def _confirmed(review: Review, last: Correction) -> Item:
    row = _unchanged(review, last)
    mark(row, by=None, at=None)
    return row


def _confirmed_many(review: Review, last: Correction) -> int:
    """Rows that are as the one confirmation left them. Raises Conflict when none is."""
    opened = {}
    for kind, keys in last.after["rows"].items():
        rows = items.rows(kind, review.revision).filter(pk__in=keys, checked_by=last.by, checked_at=last.at)
        opened[kind] = list(rows.order_by().values_list("pk", flat=True))
        KINDS[kind].model._default_manager.filter(pk__in=opened[kind]).update(**UNCHECKED)
    if not any(opened.values()):
        raise Conflict(None)
    review.record("restore", "", None, {}, after={"rows": opened}, undoes=last.pk)
    return sum(map(len, opened.values()))


def _corrected(review: Review, last: Correction) -> Item:
    row = _unchanged(review, last)
    write(row, _values(last.kind, row, last.before) | UNCHECKED)
    return row


def _added(review: Review, last: Correction) -> None:
    row = _unchanged(review, last)
    unindex_item(review.revision, last.kind, row.pk)
    review.record("restore", last.kind, row, last.after, after={}, undoes=last.pk)
    row.delete()


def _struck(review: Review, last: Correction) -> Item:
    return bring_back(review, last)


def _split(review: Review, last: Correction) -> Item:
    row = _unchanged(review, last)
    half = _companion(review, last, before__of=row.pk)
    other = items.item(last.kind, review.revision, half.item) if half else None
    if other is None or half is None or not _says(half, other):
        raise Conflict(row)
    _move(other, row, 0)
    unindex_item(review.revision, last.kind, other.pk)
    other.delete()
    write(row, _values(last.kind, row, last.before) | UNCHECKED)
    return row


def _merged(review: Review, last: Correction) -> Item:
    row = _unchanged(review, last)
    gone = _companion(review, last, before__into=row.pk)
    if gone is None:
        raise Conflict(row)
    was = came_back(last.before["merged"], gone.item)
    write(row, _values(last.kind, row, last.before) | UNCHECKED)
    second = made(review, last.kind, was["start"], was["end"], was)
    if second is None:
        raise Conflict(row)
    _move(row, second, second.start)
    review.record("restore", last.kind, second, was)
    return row


def _companion(review: Review, last: Correction, **about: int) -> Correction | None:
    """What was kept, just before, of the other row of a split or a merge."""
    earlier = review.revision.corrections.filter(operation=last.operation, pk__lt=last.pk, **about)
    return earlier.order_by("-id").first()


def _move(giver: Item, taker: Item, place: int) -> None:
    if isinstance(giver, Measure) and isinstance(taker, Measure):
        for found in (giver.units, giver.targets, giver.projects, giver.mechanisms):
            found.filter(start__gte=place).update(measure=taker)


def _values(kind: str, row: Item, was: Mapping[str, Any]) -> dict[str, Any]:
    """Place and fields as they were, from JSON."""
    names = ["start", "end", *(name for name in (*KINDS[kind].fields, "is_group") if name in was)]
    return {name: cast(Any, row._meta.get_field(name)).to_python(was[name]) for name in names if hasattr(row, name)}


UNDO: Mapping[str, Callable[[Review, Correction], Item | None]] = {
    "confirm": _confirmed,
    "correct": _corrected,
    "add": _added,
    "strike": _struck,
    "split": _split,
    "merge": _merged,
}
"""Operation -> how it is taken back."""
