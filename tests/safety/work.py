"""What a child process does until it is killed: `python -m tests.safety.work TASK [ACKS]`.

prepare  make the database and what work needs
write    check what earlier children have acknowledged in the file ACKS, say so, then write for ever
check    check only, after writing one round more
die      write once and die by SIGKILL at the named point of it

Every committed action is acknowledged by one line of JSON on standard output, flushed after the commit.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

import django

django.setup()

from django.core.management import call_command  # noqa: E402  Django must be ready before its models are imported
from django.db import connection  # noqa: E402

from luoshi.audit import actions as audit  # noqa: E402
from luoshi.audit.models import Event, Head  # noqa: E402
from luoshi.audit.queries import verify  # noqa: E402
from luoshi.cli.demo import settle  # noqa: E402
from luoshi.delivery.actions.breaking_down import Place, create_task  # noqa: E402
from luoshi.delivery.models import Task  # noqa: E402
from luoshi.duties.actions.creating import DutyGiven, TermGiven  # noqa: E402
from luoshi.duties.actions.reporting import Proof, Told, submit_report  # noqa: E402
from luoshi.duties.actions.reviewing import decide_report  # noqa: E402
from luoshi.duties.models import Report, Term, Verdict  # noqa: E402
from luoshi.files import actions as files  # noqa: E402
from luoshi.files.models import StoredFile  # noqa: E402
from luoshi.files.queries import damages, is_whole, orphans  # noqa: E402
from luoshi.orgs.actions.accounts import create_account  # noqa: E402
from luoshi.orgs.actions.calendar import import_working_days  # noqa: E402
from luoshi.orgs.actions.regions import import_regions, import_units, shipped  # noqa: E402
from luoshi.orgs.models import Account, Unit  # noqa: E402
from luoshi.plans.actions import adopt_revision, check_item, import_document  # noqa: E402
from luoshi.plans.actions.reviewing import Seen  # noqa: E402
from luoshi.plans.models import Measure, Revision  # noqa: E402
from luoshi.values.periods import Period  # noqa: E402
from tests.pages.texts import short_plan  # noqa: E402

AT = datetime(2026, 7, 2, 2, 0, tzinfo=UTC)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
PEOPLE = {"office": ("州发展改革委", "plan_office"), "approver": ("", "approver"), "lead": ("州水务局", "liaison")}
Ack = dict[str, Any]


def prepare() -> None:
    """The register, three people, an adopted plan and a draft."""
    call_command("migrate", verbosity=0)
    import_regions(text=shipped("regions.csv"), by="test", at=AT)
    import_units(units=shipped("units.csv"), groups=shipped("groups.csv"), by="test", at=AT)
    import_working_days(text=shipped("working_days.csv"), by="test", at=AT)
    for name, (unit, role) in PEOPLE.items():
        own = Unit.objects.filter(name=unit).first()
        create_account(username=name, name=name, password="fixed-2026-x", roles=(role,), unit=own, by="test", at=AT)
    adopted = import_document(data=short_plan(3), name="a.txt", by="test", at=AT).revision
    settle(adopted, someone("office"), AT)
    adopt_revision(revision=adopted, since=date(2026, 1, 1), why="会议", by=someone("approver"), at=AT)
    import_document(data=short_plan(4).replace(b"\xe5\xae\x9e\xe6\x96\xbd", b""), name="b.txt", by="test", at=AT)


def someone(name: str) -> Account:
    return Account.objects.select_related("unit").get(username=name)


def rounds() -> Iterator[Ack]:
    """Write for ever; each acknowledgement stands for an action that has been committed."""
    measure = Measure.objects.filter(revision__adoption__isnull=False)[0]
    draft = Revision.objects.filter(adoption=None)[0]
    for number in count(StoredFile.objects.count()):
        task = made_task(measure, f"第{number}项")
        yield {"kind": "task", "pk": task.pk, "title": task.duty.title}
        file = files.store(data=os.urandom(3000).hex().encode(), name="单.txt", by="lead", at=AT)
        yield {"kind": "file", "pk": file.pk, "sha256": file.sha256}
        report = sent_report(task, file)
        yield {"kind": "report", "pk": report.pk, "quantity": str(report.quantity)}
        decide_report(report=report, stage="office", outcome="accepted", by=someone("office"), at=AT)
        yield {"kind": "verdict", "pk": report.pk}
        row = draft.measures.order_by("pk")[number % draft.measures.count()]
        seen = Seen("measure", row.pk, row.version)
        checked = check_item(revision=draft, seen=seen, values={"title": f"标题{number}"}, by=someone("office"), at=AT)
        yield {"kind": "row", "pk": checked.pk, "version": row.version}


def made_task(measure: Measure, title: str) -> Task:
    term = TermGiven(Unit.objects.get(name="州水务局").pk, *YEAR, Decimal(100), "公里")
    return create_task(place=Place(measure, 2026), given=DutyGiven(title, term), by=someone("office"), at=AT)


def sent_report(task: Task, file: StoredFile) -> Report:
    told = Told(Decimal(66), "按期推进", proofs=[Proof(file)])
    lead = someone("lead")
    assert lead.unit is not None
    return submit_report(duty=task.duty, unit=lead.unit, period=Period.parse("2026Q2"), told=told, by=lead, at=AT)


def acknowledged() -> Iterator[Ack]:
    """Rounds, each line with the end of the chain as it stood after the commit."""
    for ack in rounds():
        head = Head.objects.get()
        yield ack | {"sequence": head.sequence, "hash": head.hash}


def say(line: object) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


HELD: dict[str, Callable[[Ack], bool]] = {
    "task": lambda ack: Task.objects.filter(pk=ack["pk"], duty__title=ack["title"]).exists(),
    "file": lambda ack: is_whole(StoredFile.objects.get(pk=ack["pk"], sha256=ack["sha256"])),
    "report": lambda ack: Report.objects.filter(
        pk=ack["pk"], quantity=ack["quantity"], evidence__isnull=False
    ).exists(),
    "verdict": lambda ack: Report.objects.filter(
        pk=ack["pk"], outcome="accepted", verdicts__outcome="accepted"
    ).exists(),
    "row": lambda ack: Measure.objects.filter(pk=ack["pk"], version__gte=ack["version"]).exists(),
}
"""Whether what was acknowledged is there."""


def check(path: Path) -> None:
    """Ends with 1 and what is wrong."""
    acks = [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
    wrong = [*_lost(acks), *_halves(), *_broken()]
    if wrong:
        sys.exit("\n".join(wrong))
    say({"checked": len(acks)})


def _lost(acks: list[Ack]) -> Iterator[str]:
    hashes = dict(Event.objects.values_list("sequence", "hash"))
    for ack in acks:
        if hashes.get(ack["sequence"]) != ack["hash"] or not HELD[ack["kind"]](ack):
            yield f"acknowledged and lost: {ack}"


def _halves() -> Iterator[str]:
    """Rows that lack what the same action writes beside them."""
    explained = {name: set(_subjects(name)) for name in ("duties.report.sent", "delivery.task.created")}
    parts = {
        "report without event": Report.objects.exclude(duty__in=explained["duties.report.sent"]),
        "task without event": Task.objects.exclude(pk__in=explained["delivery.task.created"]),
        "task without term": Task.objects.filter(duty__terms=None),
        "term without task": Term.objects.filter(duty__task=None),
        "report without evidence": Report.objects.filter(evidence=None),
        "decision without verdict": Report.objects.exclude(outcome="").filter(verdicts=None),
        "verdict without decision": Verdict.objects.filter(report__outcome=""),
    }
    for name, rows in parts.items():
        if rows.exists():
            yield f"{name}: {list(rows.values_list('pk', flat=True)[:5])}"


def _subjects(action: str) -> Iterator[int]:
    return map(int, Event.objects.filter(action=action).values_list("subject_id", flat=True))


def _broken() -> Iterator[str]:
    found = verify().first_break
    if found:
        yield f"record broken at {found.place}: {found.en}"
    for damage in damages():
        yield f"file {damage.file.pk}: {damage.en}"
    for orphan in orphans():
        if not orphan.ours:
            yield f"what is {orphan.path}?"
    connection.check_constraints()


def write(path: Path) -> None:
    """Check, say so, write until killed."""
    check(path)
    for ack in acknowledged():
        say(ack)


def check_and_go_on(path: Path) -> None:
    """Check, write one round, check again."""
    check(path)
    for ack, _ in zip(acknowledged(), HELD, strict=False):
        say(ack)
    check(path)


def die(*_: object, **__: object) -> None:
    """What a crash is."""
    os.kill(os.getpid(), signal.SIGKILL)


def _append_and_die(*given: Any, **named: Any) -> None:
    _APPEND(*given, **named)
    die()


_APPEND = audit._append
POINTS: dict[str, tuple[object, str, Callable[..., None]]] = {
    "bytes are written, their name is not": (Path, "replace", die),
    "bytes have their name, their row is not begun": (files, "change", die),
    "the row is written, its event is not": (audit, "_append", die),
    "the event is written, nothing is committed": (audit, "_append", _append_and_die),
}
"""Where storing a file may be cut off."""


def die_at(point: Path) -> None:
    """Store a file and die at a key of POINTS."""
    where, name, instead = POINTS[str(point)]
    with patch.object(where, name, instead):
        files.store(data=f"留下的字节：{point}".encode(), name="留.txt", by="test", at=AT)


TASKS: dict[str, Callable[[Path], None]] = {
    "prepare": lambda _: prepare(),
    "write": write,
    "check": check_and_go_on,
    "die": die_at,
}

if __name__ == "__main__":
    TASKS[sys.argv[1]](Path(sys.argv[2] if len(sys.argv) > 2 else ""))
