"""Reading the record: events for a page, and whether the chain is whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from luoshi.audit.models import Event, Head, Witness
from luoshi.audit.rules import chain


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the record is not whole: `place` names it, `zh` and `en` say what is wrong."""

    place: str
    zh: str
    en: str


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


def verify() -> Verdict:
    """Walk the whole chain and the witnesses, in bounded memory."""
    head = Head.objects.first() or Head(sequence=0, hash=chain.GENESIS)
    walked, previous, broken = 0, chain.GENESIS, None
    for event in Event.objects.order_by("sequence").iterator(chunk_size=2000):
        broken = _broken(event, walked + 1, previous)
        if broken:
            break
        walked, previous = walked + 1, event.hash
    if not broken and (head.sequence, head.hash) != (walked, previous):
        broken = Break(
            "head", "链尾与最后一条记录不符，有记录被删除", "the head differs from the last event: events are missing"
        )
    return Verdict(walked, previous, broken or next(_unexplained(), None) or _unguarded())


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


def _unexplained() -> Iterator[Break]:
    explained = Event.objects.filter(change=OuterRef("change"))
    for witness in Witness.objects.exclude(Exists(explained)).order_by("id").iterator():
        place = f"{witness.table}:{witness.row}"
        yield Break(place, f"有一次 {witness.operation} 没有对应的记录", f"{witness.operation} without an event")


def _unguarded() -> Break | None:
    """Tables whose witness triggers were dropped; the migrations' ledger of them is the list of all tables."""
    missing = sorted(set(_witnessed_tables()) - set(_tables_with_triggers()))
    if not missing:
        return None
    return Break(missing[0], "缺少见证触发器", "its witness trigger is missing")


def _witnessed_tables() -> list[str]:
    return list(Witness.objects.values_list("table", flat=True).distinct())


def _tables_with_triggers() -> set[str]:
    catalogue = {
        "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%witness%'",
        "postgresql": "SELECT event_object_table FROM information_schema.triggers WHERE trigger_name LIKE '%witness%'",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        return {row[0] for row in cursor.fetchall()}
