"""People correct which line a row of a draft goes on with."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from luoshi.orgs.models import Account
from luoshi.plans.actions.carrying import MENTIONS, Carrying, forget
from luoshi.plans.actions.indexing import index_item
from luoshi.plans.actions.reshaping import NotThere
from luoshi.plans.actions.reviewing import Conflict, Review, reviewing
from luoshi.plans.models import Correction, Line, Revision
from luoshi.plans.queries.comparing import compared
from luoshi.plans.queries.revisions import predecessor


@dataclass(frozen=True, slots=True)
class Matched:
    """A row, of a kind of rules.kinds.LINES, with the line and the version at which somebody saw it.

    A provision has no version: what can be changed of it is its line.
    """

    kind: str
    pk: int
    line: int
    version: int = 0


def rematch(*, revision: Revision, seen: Matched, line: int | None, by: Account, at: datetime, why: str = "") -> Any:
    """Let a row go on with a line of the revision before, or, with None, with one of its own; returns the row.

    What was settled of the line is taken over, and what was taken over from the wrong one is asked again. Raises
    Conflict when the row has changed meanwhile, and NotThere when the line is none of the revision before ("empty")
    or goes on in another row ("taken").
    """
    with reviewing(revision, "matched", by=by, at=at, why=why) as review:
        before = predecessor(revision)
        if before is None:
            raise NotThere("empty")
        carrying = Carrying(compared(before), compared(revision), by, at)
        row = _taken(carrying, seen)
        was = {"line_id": row.line_id, "name": str(row)}
        if line is None:
            line = Line.objects.create(plan_id=revision.plan_id, kind=seen.kind).pk
        else:
            _check_free(carrying, seen, line)
        row.line_id = line
        row.save(update_fields=["line"])
        _settle_again(Carrying(carrying.old, carrying.new, by, at), seen.kind, row)
        _record(review, seen.kind, row, was)
    return row


def _taken(carrying: Carrying, seen: Matched) -> Any:
    """The row as it was seen, inside the change."""
    row = next((row for row in carrying.new.found.get(seen.kind, ()) if row.pk == seen.pk), None)
    if row is None or row.line_id != seen.line or getattr(row, "version", 0) != seen.version:
        raise Conflict(row)
    return row


def _check_free(carrying: Carrying, seen: Matched, line: int) -> None:
    if all(row.line_id != line for row in carrying.old.found[seen.kind]):
        raise NotThere("empty")
    if any(row.line_id == line for row in carrying.new.found[seen.kind]):
        raise NotThere("taken")


def _settle_again(carrying: Carrying, kind: str, row: Any) -> None:
    """The row, and with a provision or a measure what hangs on it, by the lines they are on now."""
    rows = [(kind, row)] if kind != "provision" else _inside(carrying, row)
    for its_kind, each in rows:
        was = next((old for old in carrying.old.found[its_kind] if old.line_id == each.line_id), None)
        _settle(carrying, its_kind, was, each)
        if its_kind == "measure":
            olds = {(unit.printed, unit.role): unit for unit in was.units.all()} if was else {}
            for unit in each.units.all():
                _settle(carrying, "unit", olds.get((unit.printed, unit.role)), unit)
    carrying.write()
    for its_kind, each in rows:
        index_item(carrying.new.revision, its_kind, each)


def _inside(carrying: Carrying, provision: Any) -> list[tuple[str, Any]]:
    found = carrying.new.found
    return [(kind, row) for kind in ("measure", *MENTIONS) for row in found[kind] if row.provision_id == provision.pk]


def _settle(carrying: Carrying, kind: str, was: Any, row: Any) -> None:
    """Settle a row anew, unless somebody has checked it in this draft: then it stays as they left it."""
    row.version += 1
    carrying.keep(kind, row)
    if row.checked_at is not None and row.checked_at > carrying.new.revision.created_at:
        return
    forget(row)
    if was is not None:
        carrying.settle(kind, was, row)


def _record(review: Review, kind: str, row: Any, was: dict[str, Any]) -> None:
    """What goes on where, before and after."""
    now = {"line_id": row.line_id, "name": str(row)}
    about: dict[str, Any] = {"operation": "match", "kind": kind, "item": row.pk}
    review.made.before, review.made.after = was, about | now
    Correction.objects.create(
        **about, revision=review.revision, before=was, after=now, by=review.by, at=review.at, why=review.why
    )
