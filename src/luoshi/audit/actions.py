"""The one way to change accountable rows: inside `change`, which writes the event beside them."""

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Model

from luoshi.audit.models import Event, Head, Witness
from luoshi.audit.rules import chain

BATCH = 2000
"""So many rows go to the database at once."""


@dataclass
class Change:
    """What an action says about itself; it fills in the subject and the states as it learns them."""

    subject: str
    subject_id: str = ""
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


@contextmanager
def change(*, action: str, subject: str, by: str, at: datetime, why: str = "") -> Iterator[Change]:
    """Make a change: one transaction, its rows witnessed, one event at its end. Changes may nest.

    `by` is the account's user name, or the name of the command that acts without one. Writers wait for each other here.
    """
    with transaction.atomic():
        Head.objects.get_or_create(pk=1, defaults={"sequence": 0, "hash": chain.GENESIS})
        outer = Head.objects.select_for_update().get().change
        token = uuid.uuid4().hex
        Head.objects.update(change=token)
        made = Change(subject)
        yield made
        _append(made, token, action=action, by=by, at=at, why=why)
        Head.objects.update(change=outer)


@dataclass(frozen=True, slots=True)
class Past:
    """An event of a history that is written afterwards: who did what to what, when."""

    action: str
    subject: str
    subject_id: int
    by: str
    at: datetime
    after: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""


def write_rows(
    *, rows: Iterable[Sequence[Model]], past: Iterable[Past] = (), subject: str, subject_id: str, by: str, at: datetime
) -> None:
    """Write many rows at once, lists of one table each in the order of their references.

    One event holds them all: it says how many of each table, and signs their witness rows. `past` is read once the
    rows are there; each becomes an event of its own before that one, which signs no rows.
    """
    with change(action="audit.rows.written", subject=subject, by=by, at=at) as made:
        made.subject_id = subject_id
        written: Counter[str] = Counter()
        for each in filter(None, rows):
            table = type(each[0])
            table._default_manager.bulk_create(each, batch_size=BATCH)
            written[table._meta.db_table] += len(each)
        events = iter(past)
        while part := list(islice(events, BATCH)):
            _append_past(part)
        made.after = dict(written)


def _append_past(part: Sequence[Past]) -> None:
    head, algorithm = Head.objects.get(), chain.preferred_algorithm()
    last, nothing, events = head.hash, chain.witnessed(algorithm, ()), []
    for number, each in enumerate(part, head.sequence + 1):
        made = Change(each.subject, str(each.subject_id), after=each.after)
        event = _event(made, number, uuid.uuid4().hex, nothing, each.action, each.by, each.at, each.why)
        last = _seal(event, algorithm, last)
        events.append(event)
    Event.objects.bulk_create(events)
    Head.objects.update(sequence=events[-1].sequence, hash=last)


def _append(made: Change, token: str, *, action: str, by: str, at: datetime, why: str) -> None:
    head, algorithm = Head.objects.get(), chain.preferred_algorithm()
    rows = Witness.objects.filter(change=token).order_by("id").values_list("table", "row", "operation")
    seen = chain.witnessed(algorithm, rows.iterator(chunk_size=2000))
    event = _event(made, head.sequence + 1, token, seen, action, by, at, why)
    _seal(event, algorithm, head.hash)
    event.save(force_insert=True)
    Head.objects.update(sequence=event.sequence, hash=event.hash)


def _event(
    made: Change, sequence: int, token: str, seen: Mapping[str, Any], action: str, by: str, at: datetime, why: str
) -> Event:
    return Event(
        sequence=sequence,
        change=token,
        at=at,
        by=by,
        action=action,
        subject=made.subject,
        subject_id=str(made.subject_id),
        content=chain.canonical({"before": made.before, "after": made.after, "why": why, "witness": seen}),
    )


def _seal(event: Event, algorithm: str, previous: str) -> str:
    """Join an event to the one before it; returns its hash."""
    event.algorithm, event.previous = algorithm, previous
    event.hash = chain.digest(algorithm, previous, chain.sealed(event))
    return event.hash
