"""A task with everything that has happened to it, as it was known on a day; some twenty statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet

from luoshi.audit.models import Event
from luoshi.delivery.models import Task
from luoshi.duties.models import (
    Assignment,
    Claim,
    Evidence,
    FieldCheck,
    FieldPhoto,
    MilestoneTerm,
    Receipt,
    Reminder,
    Report,
    Request,
    Term,
    Verdict,
)
from luoshi.duties.queries.facts import end_of, facts_at, settings_at
from luoshi.duties.rules.lights import Facts, Standing, judge
from luoshi.orgs.models import Account, Unit
from luoshi.orgs.queries import at_date

MOST = 200
"""Reports and events shown; the record holds all."""


@dataclass(frozen=True, slots=True)
class ReportThen:
    """A report as it stood on the day: `outcome` and `stage` of that day, its verdicts and evidence until then."""

    report: Report
    outcome: str
    stage: str
    verdicts: list[Verdict]


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone: its term of the day, its earlier ones, and how it was reached (None: not yet accepted)."""

    title: str
    term: MilestoneTerm
    earlier: list[MilestoneTerm]
    claim: Claim | None
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Share:
    """A unit's part, what of it is accepted, and its last receipt."""

    unit: Unit
    role: str
    quantity: Decimal | None
    accepted: Decimal | None
    receipt: Receipt | None


@dataclass(frozen=True, slots=True)
class History:
    """The task page. `term` is the one of the day, or the first one while it does not hold yet."""

    task: Task
    term: Term
    holds: bool
    standing: Standing | None
    facts: Facts | None
    terms: list[Term]
    steps: list[Step]
    shares: list[Share]
    receipts: list[Receipt]
    reports: list[ReportThen]
    requests: list[Request]
    reminders: list[Reminder]
    checks: list[FieldCheck]
    events: list[Event]
    people: dict[str, str]


def history(task: Task, day: date) -> History:
    """Everything about it as known at the end of a day. The task comes with its duty."""
    end = end_of(day)
    terms = list(Term.objects.filter(duty=task.pk).select_related("owner").order_by("since", "id"))
    held = [term for term in terms if term.since <= day]
    shown = held[-1] if held else terms[0]
    facts = facts_at(day, [task.pk]).get(task.pk)
    reports = [_then(report, end) for report in _reports(task, end)]
    receipts = list(Receipt.objects.filter(duty=task.pk, at__lte=end).select_related("unit", "to", "by"))
    events = _events(task, end)
    return History(
        task=task,
        term=shown,
        holds=bool(held),
        standing=judge(facts, day, settings_at(day).thresholds) if facts else None,
        facts=facts,
        terms=held[::-1],
        steps=_steps(task, day, end),
        shares=_shares(task, day, shown, reports, receipts),
        receipts=receipts[::-1],
        reports=reports,
        requests=[_request_then(row, end) for row in _requests(task, end)],
        reminders=list(Reminder.objects.filter(duty=task.pk, at__lte=end).select_related("unit", "by")),
        checks=_checks(task, day, end),
        events=events,
        people=dict(Account.objects.filter(username__in={row.by for row in events}).values_list("username", "name")),
    )


def _reports(task: Task, end: datetime) -> QuerySet[Report]:
    verdicts = Verdict.objects.select_related("by")
    return (
        Report.objects.filter(duty=task.pk, at__lte=end)
        .select_related("unit", "by", "confirmed_by")
        .prefetch_related(
            Prefetch("verdicts", verdicts),
            Prefetch("claims", Claim.objects.select_related("milestone")),
            Prefetch("evidence", Evidence.objects.select_related("file", "file__thumbnail", "claim__milestone")),
        )
        .order_by("-at", "-id")[:MOST]
    )


def _then(report: Report, end: datetime) -> ReportThen:
    """What was decided by then; a report decided later was still waiting for whoever decided next."""
    verdicts = list(report.verdicts.all())
    known, later = [row for row in verdicts if row.at <= end], [row for row in verdicts if row.at > end]
    if later:
        return ReportThen(report, "", later[0].stage, known)
    return ReportThen(report, report.outcome, report.stage, known)


def _steps(task: Task, day: date, end: datetime) -> list[Step]:
    rows = MilestoneTerm.objects.filter(milestone__duty=task.pk).select_related("milestone").order_by("since", "id")
    by_key: dict[int, list[MilestoneTerm]] = {}
    for row in rows:
        by_key.setdefault(row.milestone_id, []).append(row)
    claims = _claims(task, end)
    made = []
    for key, terms in by_key.items():
        held = [term for term in terms if term.since <= day] or terms[:1]
        claim = claims.get(key)
        if not held[-1].dropped:
            verdict = list(claim.report.verdicts.all())[-1] if claim else None
            made.append(Step(held[-1].milestone.title, held[-1], held[-2::-1], claim, verdict))
    return sorted(made, key=lambda step: (step.term.due, step.term.pk))


def _claims(task: Task, end: datetime) -> dict[int, Claim]:
    """The accepted claim of each milestone."""
    accepted = Claim.objects.filter(report__duty=task.pk, report__outcome="accepted", report__decided_at__lte=end)
    whole = accepted.select_related("report", "report__unit").prefetch_related(
        Prefetch("evidence", Evidence.objects.select_related("file", "file__thumbnail")),
        Prefetch("report__verdicts", Verdict.objects.select_related("by")),
    )
    return {claim.milestone_id: claim for claim in whole.order_by("-report__decided_at")}


def _shares(
    task: Task, day: date, term: Term, reports: Iterable[ReportThen], receipts: Iterable[Receipt]
) -> list[Share]:
    """The owner first, then the others in their order."""
    accepted: dict[int, Decimal] = {}
    newest = sorted(reports, key=lambda row: (row.report.period_end, row.report.attempt))
    for row in newest:
        if row.outcome == "accepted" and row.report.quantity is not None:
            accepted[row.report.unit_id] = row.report.quantity
    signed = {row.unit_id: row for row in receipts}
    parts = Assignment.objects.filter(at_date(day), duty=task.pk) if term.since <= day else task.duty.assignments.all()
    rows: list[tuple[Unit, str, Decimal | None]] = [
        (part.unit, part.role, part.quantity) for part in parts.select_related("unit").order_by("id")
    ]
    if all(unit.pk != term.owner_id for unit, _role, _quantity in rows):
        rows.insert(0, (term.owner, "owner", None))
    return [
        Share(
            unit,
            "owner" if unit.pk == term.owner_id else role,
            quantity,
            accepted.get(unit.pk),
            signed.get(unit.pk),
        )
        for unit, role, quantity in rows
    ]


def _requests(task: Task, end: datetime) -> QuerySet[Request]:
    return Request.objects.filter(duty=task.pk, at__lte=end).select_related("unit", "by", "decided_by")


def _request_then(row: Request, end: datetime) -> Request:
    """Without a decision that came later; the row is not saved."""
    if row.decided_at and row.decided_at > end:
        row.outcome, row.answer, row.decided_at, row.decided_by, row.counts_from = "", "", None, None, None
    return row


def _checks(task: Task, day: date, end: datetime) -> list[FieldCheck]:
    photos = Prefetch("photos", FieldPhoto.objects.select_related("file", "file__thumbnail"))
    found = FieldCheck.objects.filter(duty=task.pk, on__lte=day, at__lte=end)
    return list(found.select_related("by").prefetch_related(photos))


def _events(task: Task, end: datetime) -> list[Event]:
    of_task = Q(subject="duty", subject_id=str(task.pk)) | Q(subject="task", subject_id=str(task.pk))
    return list(Event.objects.filter(of_task, at__lte=end).order_by("-sequence")[:MOST])
