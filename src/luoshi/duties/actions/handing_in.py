"""Workbooks are handed in, looked at, and taken: their rows become reports and drafts by the actions of the room."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from luoshi.audit.actions import change
from luoshi.duties.actions.drafting import attach_file
from luoshi.duties.actions.reporting import (
    DraftConflict,
    Entry,
    OnBehalf,
    Proof,
    Told,
    enter_reports,
    save_draft,
    summary_of,
)
from luoshi.duties.models import Draft, HandIn, HandInFile, HandInProof, Milestone, Report
from luoshi.duties.queries.handing_in import TAKEN, Line, lines_of
from luoshi.duties.rules.sent_files import Came
from luoshi.duties.rules.taking import stages_under
from luoshi.files.models import StoredFile
from luoshi.orgs.models import Account
from luoshi.orgs.queries import permissions
from luoshi.orgs.rules.roles import PERMISSIONS
from luoshi.web.clock import day_of

KEPT = timedelta(days=60)
"""What nobody confirms for so long is thrown away when the same person hands in again."""


class AlreadyTaken(ValueError):
    """The file has been taken before."""


def hand_in(*, files: Sequence[Came], on_behalf: OnBehalf | None, by: Account, at: datetime) -> HandIn:
    """Keep what came until somebody confirms it. Not audited: nothing counts yet. Raises PermissionDenied."""
    if {"duties.report", "duties.report_for"}.isdisjoint(permissions(by, day_of(at))):
        raise PermissionDenied(PERMISSIONS["duties.report"])
    with transaction.atomic():
        HandIn.objects.filter(by=by, at__lt=at - KEPT, files__taken_at=None).delete()
        said_by, said_on = (on_behalf.said_by, on_behalf.said_on) if on_behalf else ("", None)
        made = HandIn.objects.create(by=by, at=at, said_by=said_by, said_on=said_on)
        HandInFile.objects.bulk_create(
            HandInFile(
                handin=made,
                name=each.name[:240],
                code=each.code,
                what=each.what[:300],
                rows=[list(asdict(row).values()) for row in each.rows],
            )
            for each in files
        )
    return made


def choose(*, file: HandInFile, marks: Sequence[str], choice: str, by: Account) -> None:
    """Of rows that somebody changed meanwhile take the workbook's words (take), or what is there (keep)."""
    _check_own(file, by)
    with transaction.atomic():
        held = HandInFile.objects.select_for_update().get(pk=file.pk)
        held.choices |= dict.fromkeys(marks, choice)
        held.save(update_fields=["choices"])


def add_proof(
    *, file: HandInFile, unit: int, milestone: Milestone, stored: StoredFile, name: str, by: Account
) -> HandInProof:
    """Add a file that shows a milestone which the workbook claims."""
    _check_own(file, by)
    found, _made = HandInProof.objects.get_or_create(
        source=file, unit=unit, milestone=milestone, file=stored, defaults={"name": name[:240]}
    )
    return found


def take_file(*, file: HandInFile, by: Account, at: datetime) -> HandInFile:
    """Make reports and drafts of all rows of a file that can be taken now. Others stay as they are, and are told.

    Raises PermissionDenied, or AlreadyTaken.
    """
    _check_own(file, by)
    with change(action="duties.workbook.taken", subject="unit", by=by.username, at=at) as made:
        held = HandInFile.objects.select_for_update().select_related("handin").get(pk=file.pk)
        if held.taken_at is not None:
            raise AlreadyTaken(held.pk)
        lines = lines_of([held], by, day_of(at))[held.pk]
        entries = {line.of: _entry(line, held.handin) for line in lines if line.state == "ready"}
        reports = enter_reports(entries=list(entries.values()), by=by, at=at) if entries else []
        known = dict(zip(entries, reports, strict=True))
        held.results = [_result(line, known.get(line.of), by=by, at=at) for line in lines]
        held.taken_at = at
        held.save(update_fields=["results", "taken_at"])
        made.subject_id = ",".join(sorted({str(line.owed.unit.pk) for line in lines if line.owed})[:3])
        sent = [summary_of(known[of], entry.told) | {"duty": entry.duty.pk} for of, entry in entries.items()]
        made.after = {"file": held.name, "rows": held.counts(), "reports": sent}
    return held


def _check_own(file: HandInFile, by: Account) -> None:
    """Whoever handed it in, and colleagues who stand in for them."""
    if file.handin.by_id != by.pk and (by.unit_id is None or file.handin.by.unit_id != by.unit_id):
        raise PermissionDenied(PERMISSIONS["duties.report"])


def _result(line: Line, report: Report | None, *, by: Account, at: datetime) -> dict[str, Any]:
    """What became of a line: its state, and the report or draft that it is now."""
    told: dict[str, Any] = {"title": line.title, "unit": line.unit_name, "state": line.state, "of": line.of}
    told["problems"] = [asdict(each) for each in line.problems]
    if report is not None:
        return told | {"report": report.pk}
    if line.owed is None or line.state not in TAKEN:
        return told
    try:
        return told | {"draft": _drafted(line, by=by, at=at).pk}
    except DraftConflict:
        return told | {"state": "conflict"}


def _entry(line: Line, handin: HandIn) -> Entry:
    owed, meant = line.owed, line.meant
    assert owed is not None
    assert meant is not None
    files: list[tuple[StoredFile, int | None, str]] = []
    files += [(each.file, each.milestone_id, each.name) for each in line.proofs]
    files += [(each.file, each.milestone_id, each.name) for each in line.kept_files]
    told = Told(
        quantity=meant.quantity,
        text=meant.text,
        difficulties=meant.difficulties,
        requests=meant.requests,
        unchanged=meant.unchanged,
        claims=meant.claims,
        proofs=[Proof(file, step if step in meant.claims else None, name) for file, step, name in files],
    )
    return Entry(
        duty=owed.duty,
        unit=owed.unit,
        period=owed.period,
        told=told,
        stage=stages_under(owed.unit.pk, owed.term.owner_id, office_reviews=owed.term.office_reviews)[0],
        attempt=owed.current.attempt + 1 if owed.current else 1,
        on_behalf=None if line.own else OnBehalf(handin.said_by, handin.said_on or day_of(handin.at)),
    )


def _drafted(line: Line, *, by: Account, at: datetime) -> Draft:
    """A draft that waits for evidence or signatures, with the files that came with it."""
    owed = line.owed
    assert owed is not None
    draft = save_draft(
        duty=owed.duty,
        unit=owed.unit,
        period=owed.period,
        content=line.content,
        version=owed.draft.version if owed.draft else 0,
        by=by,
        at=at,
    )
    for each in line.proofs:
        attach_file(draft=draft, file=each.file, name=each.name, milestone=each.milestone, by=by, at=at)
    return draft
