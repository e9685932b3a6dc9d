"""Reading the record: events for a page, and whether the chain is whole."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import QuerySet

from luoshi.audit.checks import witnesses
from luoshi.audit.checks.guards import unguarded
from luoshi.audit.checks.heads import missing
from luoshi.audit.checks.snapshot import snapshot
from luoshi.audit.models import Event, Head
from luoshi.audit.rules import chain
from luoshi.audit.rules.breaks import Break
from luoshi.audit.rules.heads import Noted


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify` found: how many events, the head's hash, and the first break (None when all is whole)."""

    events: int
    head: str
    first_break: Break | None


def events(
    *, by: str = "", action: str = "", subject: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[Event]:
    """Events, newest first, that fit every filter given."""
    found = Event.objects.all()
    for name, value in (
        ("by", by),
        ("action__startswith", action),
        ("subject", subject),
        ("at__date__gte", since),
        ("at__date__lte", until),
    ):
        if value:
            found = found.filter(**{name: value})
    return found


def signature(*, action: str, subject: str, subject_id: str) -> Event | None:
    """The last event of that action on that subject: where in the chain a decision stands."""
    return Event.objects.filter(action=action, subject=subject, subject_id=subject_id).order_by("-sequence").first()


def is_unaltered(event: Event) -> bool:
    """Whether an event's content still fits its own hash. Whether the chain around it is whole, `verify` says."""
    try:
        return event.hash == chain.digest(event.algorithm, event.previous, chain.sealed(event))
    except ValueError:
        return False


def verify(noted: Sequence[Noted] = ()) -> Verdict:
    """Walk the whole chain, the witnesses, the guards and heads noted elsewhere, at one moment, in bounded memory."""
    with snapshot():
        walked, previous, broken = 0, chain.GENESIS, None
        for events in _chunks():
            walked, previous, broken = _walk(events, walked, previous)
            if broken:
                break
        return Verdict(walked, previous, broken or _elsewhere(walked, previous, noted))


def _elsewhere(walked: int, last: str, noted: Sequence[Noted]) -> Break | None:
    """The first break that the chain itself does not show; what is looked at last takes longest."""
    return (
        _head(walked, last)
        or missing(noted)
        or unguarded()
        or next(witnesses.unexplained(), None)
        or next(witnesses.unaccounted(), None)
    )


def _chunks() -> Iterator[list[Event]]:
    events = Event.objects.order_by("sequence").iterator(chunk_size=2000)
    while chunk := list(islice(events, 2000)):
        yield chunk


def _walk(events: Sequence[Event], walked: int, previous: str) -> tuple[int, str, Break | None]:
    """Go on over these events; returns how far one came, the hash there, and what stopped one."""
    rows = witnesses.of_changes([event.change for event in events])
    for event in events:
        broken = _broken(event, walked + 1, previous) or _unwitnessed(event, rows[event.change])
        if broken:
            return walked, previous, broken
        walked, previous = walked + 1, event.hash
    return walked, previous, None


def _head(walked: int, last: str) -> Break | None:
    heads = list(Head.objects.all())
    known = [(head.sequence, head.hash, head.change) for head in heads]
    if known == [(walked, last, "")] or (not known and walked == 0):
        return None
    if [head[:2] for head in known] == [(walked, last)]:
        return Break("head", "有一次改动没有结束，链尾被人动过", "a change stands open in it: somebody has touched it")
    return Break(
        "head", "链尾与最后一条记录不符，有记录被删除", "the head differs from the last event: events are missing"
    )


def _broken(event: Event, expected: int, previous: str) -> Break | None:
    place = f"#{event.sequence}"
    if event.sequence != expected:
        return Break(place, f"缺少第{expected}条记录", f"event {expected} is missing")
    if event.previous != previous:
        return Break(place, "与前一条记录接不上", "it does not continue the event before it")
    try:
        fits = event.hash == chain.digest(event.algorithm, event.previous, chain.sealed(event))
    except ValueError:
        return Break(place, f"不认识的摘要算法 {event.algorithm}", f"unknown digest {event.algorithm}")
    return (
        None if fits else Break(place, "内容与摘要不符，被改动过", "its content does not fit its hash: it was altered")
    )


def _unwitnessed(event: Event, rows: list[tuple[str, str, str]]) -> Break | None:
    return witnesses.fit(event, json.loads(event.content).get("witness"), rows)
