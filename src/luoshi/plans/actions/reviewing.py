"""People check what was read: confirm, correct, fill in, strike out. Each names the version of the row it has seen."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from luoshi.audit.actions import Change, change
from luoshi.orgs.models import Account
from luoshi.orgs.queries import permissions
from luoshi.orgs.rules.roles import PERMISSIONS
from luoshi.plans.actions.indexing import index_item, unindex_item
from luoshi.plans.actions.meaning import meaning
from luoshi.plans.models import Correction, MeasureUnit, ReadingProblem, Revision
from luoshi.plans.queries import items
from luoshi.plans.queries.items import KINDS, Item
from luoshi.web.clock import day_of

UNCHECKED: dict[str, Any] = {"checked_by": None, "checked_at": None}


class Conflict(ValueError):
    """Somebody has changed or struck out the row meanwhile. `current` is what stands there now, None when nothing."""

    def __init__(self, current: Item | None) -> None:
        super().__init__(current)
        self.current = current


class Settled(ValueError):
    """The revision has been adopted, so that its rows stay as they are; `revision.adoption` says by whom and when."""

    def __init__(self, revision: Revision) -> None:
        super().__init__(revision.pk)
        self.revision = revision


@dataclass(frozen=True, slots=True)
class Seen:
    """A row as somebody saw it."""

    kind: str
    pk: int
    version: int


@dataclass(frozen=True, slots=True)
class Review:
    """A change to a draft that is being made."""

    made: Change
    revision: Revision
    by: Account
    at: datetime
    why: str

    def record(
        self,
        operation: str,
        kind: str,
        row: Item | None,
        before: Mapping[str, Any],
        after: Mapping[str, Any] | None = None,
        undoes: int | None = None,
    ) -> Correction:
        """Keep a correction beside the change. Without `after` the row stands, and is findable by its present name.

        `undoes` is the correction that this one takes back. Without a `row` it is about many, which `after` names.
        """
        if after is None and row is not None:
            after = items.content_of(kind, row)
            index_item(self.revision, kind, row)
        if undoes:
            after = dict(after or {}) | {"undoes": undoes}
        about = {"operation": operation, "kind": kind, "item": row.pk if row else 0}
        self.made.before, self.made.after = dict(before), about | dict(after or {})
        return Correction.objects.create(
            **about,
            revision=self.revision,
            before=dict(before),
            after=dict(after or {}),
            by=self.by,
            at=self.at,
            why=self.why,
        )


@contextmanager
def reviewing(revision: Revision, action: str, *, by: Account, at: datetime, why: str = "") -> Iterator[Review]:
    """A change to a draft by somebody who may make it. Raises PermissionDenied or Settled."""
    if "plans.review" not in permissions(by, day_of(at)):
        raise PermissionDenied(PERMISSIONS["plans.review"])
    with change(action=f"plans.review.{action}", subject="revision", by=by.username, at=at, why=why) as made:
        if Revision.objects.filter(pk=revision.pk, adoption__isnull=False).exists():
            raise Settled(revision)
        made.subject_id = str(revision.pk)
        yield Review(made, revision, by, at, why)


def taken(revision: Revision, seen: Seen) -> Item:
    """The row as it was seen, inside a change, where nobody else can write. Raises Conflict."""
    row = items.item(seen.kind, revision, seen.pk)
    if row is None or row.version != seen.version:
        raise Conflict(row)
    return row


def check_item(
    *, revision: Revision, seen: Seen, values: Mapping[str, Any] | None = None, by: Account, at: datetime, why: str = ""
) -> Item:
    """Confirm a row, with these values changed first. Raises Conflict.

    A confirmation alone changes nothing that others have seen, so that the version stays.
    """
    with reviewing(revision, "checked", by=by, at=at, why=why) as review:
        row = taken(revision, seen)
        changed = {name: value for name, value in (values or {}).items() if getattr(row, name) != value}
        if changed:
            _correct(review, seen.kind, row, changed)
        elif row.checked_at is None:
            mark(row, by=by, at=at)
            review.record("confirm", seen.kind, row, {}, after={"name": items.name_of(seen.kind, row)})
    return row


def _correct(review: Review, kind: str, row: Item, changed: dict[str, Any]) -> None:
    before = items.content_of(kind, row)
    if changed.get("role", "lead") != "lead":
        changed["accountable"] = False
    if changed.get("accountable"):
        _step_down(review, row)
    if isinstance(row, MeasureUnit) and "printed" in changed and not {"unit_id", "group_id"} & set(changed):
        changed |= _meant_anew(review, row, changed["printed"])
    write(row, changed | {"checked_by": review.by, "checked_at": review.at})
    review.record("correct", kind, row, before)


def _meant_anew(review: Review, row: MeasureUnit, printed: str) -> dict[str, Any]:
    """A name that was only proposed is looked up again when it is corrected."""
    known = (row.unit and row.unit.confirmed) or (row.group and row.group.confirmed)
    return {} if known else meaning(printed, by=review.by, at=review.at)


def confirm_rows(
    *,
    revision: Revision,
    certainties: tuple[str, ...],
    kinds: tuple[str, ...] = (),
    within: tuple[int, int] | None = None,
    by: Account,
    at: datetime,
) -> int:
    """Confirm all unchecked rows of which the reader is so sure, that start in low..high; returns how many.

    They are confirmed, and taken back, in one step.
    """
    low, high = within or (0, len(revision.text) + 1)
    with reviewing(revision, "confirmed", by=by, at=at) as review:
        confirmed = {}
        for kind, rows in items.unchecked(revision):
            wanted = rows.filter(certainty__in=certainties, start__gte=low, start__lt=high)
            wanted = wanted if not kinds or kind in kinds else rows.none()
            confirmed[kind] = list(wanted.values_list("pk", flat=True))
            model = KINDS[kind].model
            model._default_manager.filter(pk__in=confirmed[kind]).update(checked_by=by, checked_at=at)
        if any(confirmed.values()):
            review.record("confirm", "", None, {}, after={"rows": confirmed})
        review.made.after = {"certainties": list(certainties), "confirmed": confirmed}
    return sum(map(len, confirmed.values()))


def strike_item(*, revision: Revision, seen: Seen, by: Account, at: datetime, why: str = "") -> Correction:
    """Take a row away that the text does not promise; the correction keeps all of it. Raises Conflict."""
    with reviewing(revision, "struck", by=by, at=at, why=why) as review:
        row = taken(revision, seen)
        before = items.content_of(seen.kind, row)
        unindex_item(revision, seen.kind, row.pk)
        correction = review.record("strike", seen.kind, row, before, after={})
        row.delete()
    return correction


def fill_rows(
    *,
    revision: Revision,
    kind: str,
    pks: list[int],
    values: Mapping[str, Any],
    by: Account,
    at: datetime,
    why: str = "",
) -> int:
    """Give many rows the same values of KINDS[kind].fields, such as an owner; returns how many changed."""
    with reviewing(revision, "filled", by=by, at=at, why=why) as review:
        rows = [row for row in items.rows(kind, revision).filter(pk__in=pks) if _differs(row, values)]
        for row in rows:
            before = items.content_of(kind, row)
            write(row, values)
            review.record("correct", kind, row, before)
        filled = {name: items.plain(value) for name, value in values.items()}
        review.made.before, review.made.after = {}, {"kind": kind, "items": [row.pk for row in rows]} | filled
    return len(rows)


def _differs(row: Item, values: Mapping[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in values.items())


def first_accountable(*, revision: Revision, measures: list[int], by: Account, at: datetime) -> int:
    """Mark the first lead unit of each of these measures as 总牵头; returns how many."""
    with reviewing(revision, "accountable", by=by, at=at) as review:
        leads = MeasureUnit.objects.filter(measure__in=measures, measure__revision=revision, role="lead")
        firsts = {row.measure_id: row for row in leads.order_by("-start", "-id")}
        for row in firsts.values():
            before = items.content_of("unit", row)
            _step_down(review, row)
            write(row, {"accountable": True})
            review.record("correct", "unit", row, before)
        review.made.before, review.made.after = (
            {},
            {"accountable": {str(key): row.printed for key, row in firsts.items()}},
        )
    return len(firsts)


def see_problem(*, problem: ReadingProblem, by: Account, at: datetime) -> None:
    """Note that somebody has looked at what the reader could not read."""
    with reviewing(problem.revision, "problem_seen", by=by, at=at) as review:
        ReadingProblem.objects.filter(pk=problem.pk, seen_at=None).update(seen_by=by, seen_at=at)
        review.made.after = {"problem": problem.pk, "kind": problem.kind}


def _step_down(review: Review, row: Item) -> None:
    """Only one unit answers for the whole."""
    if not isinstance(row, MeasureUnit):
        return
    for other in MeasureUnit.objects.filter(measure=row.measure_id, accountable=True).exclude(pk=row.pk):
        before = items.content_of("unit", other)
        write(other, {"accountable": False})
        review.record("correct", "unit", other, before)


def mark(row: Item, *, by: Account | None, at: datetime | None) -> None:
    """Note who has checked the row and when, or that nobody has."""
    row.checked_by, row.checked_at = by, at
    row.save(update_fields=["checked_by", "checked_at"])


def write(row: Item, values: Mapping[str, Any]) -> None:
    """Save these values and count the change."""
    for name, value in (dict(values) | {"version": row.version + 1}).items():
        setattr(row, name, value)
    row.save(update_fields=[*values, "version"])
