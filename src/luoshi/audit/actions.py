"""The one way to change accountable rows: inside `change`, which writes the event beside them."""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from luoshi.audit.models import Event, Head, Witness
from luoshi.audit.rules import chain


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


def _append(made: Change, token: str, *, action: str, by: str, at: datetime, why: str) -> None:
    head, algorithm = Head.objects.get(), chain.preferred_algorithm()
    rows = Witness.objects.filter(change=token).order_by("id").values_list("table", "row", "operation")
    seen = chain.witnessed(algorithm, rows.iterator(chunk_size=2000))
    event = Event(
        sequence=head.sequence + 1,
        change=token,
        at=at,
        by=by,
        action=action,
        subject=made.subject,
        subject_id=str(made.subject_id),
        content=chain.canonical({"before": made.before, "after": made.after, "why": why, "witness": seen}),
        algorithm=algorithm,
        previous=head.hash,
    )
    event.hash = chain.digest(event.algorithm, event.previous, chain.sealed(event))
    event.save(force_insert=True)
    Head.objects.update(sequence=event.sequence, hash=event.hash)
