"""People change which rows there are: add one from selected text, split one, merge two, bring a struck one back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from luoshi.orgs.models import Account
from luoshi.orgs.queries import resolve_names
from luoshi.plans.actions.reviewing import Seen, reviewing, taken, write
from luoshi.plans.models import Correction, Line, Measure, MeasureUnit, Revision
from luoshi.plans.queries import items
from luoshi.plans.queries.items import KINDS, Item

DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "measure": {},
    "unit": {"role": "responsible"},
    "target": {"comparator": ">=", "deadline_source": "none"},
    "project": {"verb": "", "strength": "implement"},
    "mech": {"verb": ""},
}
FARTHEST = 400
"""Two rows farther apart than this many characters are not one."""


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
    named = said(revision, start, end)
    if not named:
        raise NotThere("empty")
    with reviewing(revision, "added", by=by, at=at, why=why) as review:
        content = dict(DEFAULTS[kind]) | {KINDS[kind].name: named[:120]} | dict(values)
        row = _made(kind, revision, start, end, content, {"checked_by": by, "checked_at": at, "added": True})
        review.record("add", kind, row, {})
    return row


def split_item(
    *, revision: Revision, seen: Seen, place: int | None, by: Account, at: datetime, why: str = ""
) -> tuple[Item, Item]:
    """Make two rows of one: before and after `place`, or, with None, two of the same words to be told apart next.

    Raises Conflict or NotThere.
    """
    with reviewing(revision, "split", by=by, at=at, why=why) as review:
        row = taken(revision, seen)
        if place is not None and not row.start < place < row.end:
            raise NotThere("outside")
        before = items.content_of(seen.kind, row)
        copied = {name: getattr(row, name) for name in KINDS[seen.kind].fields if name != "accountable"}
        low, high = (row.start, row.end) if place is None else (place, row.end)
        name = KINDS[seen.kind].name
        if place is not None:
            copied[name] = said(revision, low, high)
            write(row, {"end": _trimmed(revision, row.start, place), name: said(revision, row.start, place)})
        other = _made(seen.kind, revision, low, high, copied, {"added": True, "certainty": row.certainty})
        _share_out(row, other)
        review.record("split", seen.kind, other, before)
        review.record("split", seen.kind, row, before)
    return row, other


def merge_items(*, revision: Revision, seen: Seen, other: Seen, by: Account, at: datetime, why: str = "") -> Item:
    """Make one row of two that stand near each other; the first one's line goes on. Raises Conflict, NotThere."""
    with reviewing(revision, "merged", by=by, at=at, why=why) as review:
        first, second = sorted((taken(revision, seen), taken(revision, other)), key=lambda row: (row.start, row.pk))
        if seen.kind != other.kind or second.start - first.end > FARTHEST:
            raise NotThere("far")
        before = items.content_of(seen.kind, first) | {"merged": items.content_of(seen.kind, second)}
        _take_over(first, second)
        review.record("merge", seen.kind, second, items.content_of(seen.kind, second), after={})
        second.delete()
        high = max(first.end, second.end)
        named = said(revision, first.start, high)
        values = {"end": high} if seen.kind in {"measure", "target"} else {"end": high, KINDS[seen.kind].name: named}
        write(first, values)
        review.record("merge", seen.kind, first, before)
    return first


def restore_item(*, correction: Correction, by: Account, at: datetime) -> Item:
    """Bring a struck row back as it was. Raises NotThere when its line stands again already."""
    revision, kind, was = correction.revision, correction.kind, dict(correction.before)
    with reviewing(revision, "restored", by=by, at=at) as review:
        line = was.get("line_id")
        if correction.operation != "strike" or (line and _stands(kind, revision, line)):
            raise NotThere("taken")
        content = {name: was[name] for name in (*KINDS[kind].fields, "certainty", "why", "added") if name in was}
        row = _made(kind, revision, was["start"], was["end"], content, {"line_id": line} if line else {})
        for unit in was.get("units", ()):
            names = (*KINDS["unit"].fields, "is_group", "certainty", "why", "added", "start", "end")
            MeasureUnit.objects.create(measure_id=row.pk, **{name: unit[name] for name in names})
        review.record("restore", kind, row, {})
    return row


def said(revision: Revision, start: int, end: int) -> str:
    """The words of a place, white space taken out."""
    return "".join(revision.text[max(start, 0) : max(end, 0)].split()).strip("、，；。：和与及")


def _trimmed(revision: Revision, start: int, end: int) -> int:
    """An end that leaves out what separates."""
    while end > start + 1 and revision.text[end - 1] in "、，；。：和与及 \t\n":
        end -= 1
    return end


def _stands(kind: str, revision: Revision, line: int) -> bool:
    return items.rows(kind, revision).filter(line=line).exists()


def _made(
    kind: str, revision: Revision, start: int, end: int, content: Mapping[str, Any], more: Mapping[str, Any]
) -> Item:
    values = {"start": start, "end": end} | dict(content) | dict(more)
    around = revision.measures.filter(start__lte=start, end__gt=start).order_by("-start").first()
    if kind == "unit":
        return _unit(around, values)
    provision = revision.provisions.filter(start__lte=start).order_by("-start").first()
    values |= {"revision": revision, "provision": provision}
    if "line_id" not in values:
        values["line"] = Line.objects.create(plan_id=revision.plan_id, kind=kind)
    if kind == "measure":
        values["path"] = provision.path if provision else ""
    else:
        values["measure"] = around
    if kind == "project":
        values["printed"] = said(revision, start, end)[:300]
    row: Item = KINDS[kind].model._default_manager.create(**values)
    return row


def _unit(measure: Measure | None, values: dict[str, Any]) -> MeasureUnit:
    if measure is None:
        raise NotThere("no_measure")
    if not values.get("unit_id") and not values.get("group_id"):
        meaning = resolve_names([values["printed"]])[values["printed"]]
        values |= {"unit_id": meaning.unit_id, "group_id": meaning.group_id}
    return MeasureUnit.objects.create(measure=measure, **values)


def _share_out(row: Item, other: Item) -> None:
    """What stands in the second half of a split measure belongs to it now."""
    if not isinstance(row, Measure):
        return
    for found in (row.units, row.targets, row.projects, row.mechanisms):
        found.filter(start__gte=other.start).update(measure=other)


def _take_over(first: Item, second: Item) -> None:
    """What belonged to the second of two merged measures belongs to the first now."""
    if isinstance(second, Measure):
        second.units.update(accountable=False)
        for found in (second.units, second.targets, second.projects, second.mechanisms):
            found.update(measure=first)
