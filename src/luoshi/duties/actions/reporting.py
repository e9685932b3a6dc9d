"""Reports are drafted, sent, and confirmed when somebody else has entered them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Max

from luoshi.audit.actions import change
from luoshi.duties.actions.receipts import may_report
from luoshi.duties.models import Claim, Draft, Duty, Evidence, Report, Signature
from luoshi.duties.queries import access
from luoshi.duties.queries.origins import Last, family, last_figure
from luoshi.duties.queries.signing import asked_of, missing_step, standing_signatures, with_files
from luoshi.duties.queries.taking import known_of
from luoshi.duties.rules.drafts import Content, content, total
from luoshi.duties.rules.taking import refusals, stages_under
from luoshi.files.models import StoredFile
from luoshi.orgs.models import Account, Unit
from luoshi.orgs.queries import permissions
from luoshi.orgs.rules.roles import PERMISSIONS
from luoshi.values.periods import Period
from luoshi.web.clock import day_of


class NotTaken(ValueError):
    """A report that cannot be sent: `code` says why.

    part: the unit has no share of its own and does not own the duty; closed: its window is not open; already: one
    is in and not returned; quantity: a figure is missing, or given where milestones count; less: fewer than
    accepted before, without a word why; evidence: a claim without evidence (`what` names the milestone); unknown: a
    milestone of another duty or one that was claimed before; words: nothing is said; signatures: somebody of the
    unit has to sign it first (`what` names the step).
    """

    def __init__(self, code: str, what: str = "") -> None:
        super().__init__(code)
        self.code, self.what = code, what


class DraftConflict(ValueError):
    """Somebody of the unit has saved the draft meanwhile; `draft` is theirs."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.pk)
        self.draft = draft


@dataclass(frozen=True, slots=True)
class Proof:
    """A file that shows something, and for which milestone (None: for the report as a whole)."""

    file: StoredFile
    milestone: int | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a report says. `quantity` is cumulative; `claims` are keys of milestones with the day each was reached."""

    quantity: Decimal | None = None
    text: str = ""
    difficulties: str = ""
    requests: str = ""
    unchanged: bool = False
    claims: Mapping[int, date] = field(default_factory=dict)
    proofs: Sequence[Proof] = ()


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """Who of a unit said what is entered for it (代填), and when."""

    said_by: str
    said_on: date


@dataclass(frozen=True, slots=True)
class Entry:
    """A report that may be written: `stage` looks at it first, `attempt` counts those on the period."""

    duty: Duty
    unit: Unit
    period: Period
    told: Told
    stage: str
    attempt: int
    on_behalf: OnBehalf | None = None


def save_draft(
    *, duty: Duty, unit: Unit, period: Period, content: Mapping[str, Any], version: int, by: Account, at: datetime
) -> Draft:
    """Keep what is typed so far; version 0 starts a draft. Not audited. Raises PermissionDenied or DraftConflict.

    The office, which reads no drafts, may start one for a unit: what a workbook claims and has no evidence for.
    """
    starts = version == 0 and "duties.report_for" in permissions(by, day_of(at))
    if not starts and not may_report(duty, unit, by, at):
        raise PermissionDenied(PERMISSIONS["duties.report"])
    values = {"content": dict(content), "saved_by": by, "saved_at": at}
    known = Draft.objects.filter(duty=duty, unit=unit, period=str(period))
    if known.filter(version=version).update(version=version + 1, **values):
        return known.get()
    draft, made = Draft.objects.get_or_create(duty=duty, unit=unit, period=str(period), defaults=values)
    if not made:
        raise DraftConflict(draft)
    return draft


def submit_report(
    *, duty: Duty, unit: Unit, period: Period, told: Told, on_behalf: OnBehalf | None = None, by: Account, at: datetime
) -> Report:
    """Send a report. It waits for the duty's owner, if another unit reports, then for the office. Raises NotTaken."""
    with change(action="duties.report.sent", subject="duty", by=by.username, at=at) as made:
        _check_right(duty, unit, on_behalf, by, at)
        for objection in objections(duty, unit, period, told, day_of(at), on_behalf):
            raise objection
        earlier = Report.objects.filter(duty=duty, unit=unit, period=str(period))
        attempt = (earlier.aggregate(last=Max("attempt"))["last"] or 0) + 1
        stage = stages(duty, unit, day_of(at))[0]
        (report,) = enter_reports(entries=[Entry(duty, unit, period, told, stage, attempt, on_behalf)], by=by, at=at)
        made.subject_id, made.after = str(duty.pk), summary_of(report, told)
    return report


def enter_reports(*, entries: Sequence[Entry], by: Account, at: datetime) -> list[Report]:
    """Write reports of which everything has been checked in the change that is open: they are that change's rows."""
    reports = Report.objects.bulk_create(
        Report(
            duty=each.duty,
            unit=each.unit,
            period=str(each.period),
            period_end=each.period.last_day,
            attempt=each.attempt,
            quantity=each.told.quantity,
            text=each.told.text,
            difficulties=each.told.difficulties,
            requests=each.told.requests,
            unchanged=each.told.unchanged,
            by=by,
            at=at,
            said_by=each.on_behalf.said_by if each.on_behalf else "",
            said_on=each.on_behalf.said_on if each.on_behalf else None,
            stage=each.stage,
        )
        for each in entries
    )
    for report, each in zip(reports, entries, strict=True):
        _attach(report, each.told)
    _take_over(reports)
    return reports


def confirm_report(*, report: Report, by: Account, at: datetime) -> None:
    """The unit says that what was entered for it is right. Raises PermissionDenied."""
    unit = by.unit
    own = unit is not None and report.unit_id in family(unit.pk) and may_report(report.duty, unit, by, at)
    if not report.said_by or not own:
        raise PermissionDenied(PERMISSIONS["duties.report"])
    with change(action="duties.report.confirmed", subject="duty", by=by.username, at=at) as made:
        Report.objects.filter(pk=report.pk, confirmed_at=None).update(confirmed_by=by, confirmed_at=at)
        made.subject_id, made.after = str(report.duty_id), {"report": report.pk, "unit": report.unit.name}


def stages(duty: Duty, unit: Unit, day: date) -> tuple[str, ...]:
    """Who looks at a report of the unit, in order. Somebody always does: nobody accepts a report of their own."""
    term = access.term_of(duty, day)
    owner = unit.pk if unit.pk in family(term.owner_id) else term.owner_id  # it goes on with what the unit has sent
    return stages_under(unit.pk, owner, office_reviews=term.office_reviews)


def _check_right(duty: Duty, unit: Unit, on_behalf: OnBehalf | None, by: Account, at: datetime) -> None:
    if on_behalf is None:
        allowed = may_report(duty, unit, by, at)
    else:
        allowed = "duties.report_for" in permissions(by, day_of(at))
    if not allowed:
        raise PermissionDenied(PERMISSIONS["duties.report"])


def objections(
    duty: Duty, unit: Unit, period: Period, told: Told, day: date, on_behalf: OnBehalf | None = None
) -> Iterator[NotTaken]:
    """Everything that stands in the way of a report, the gravest first; nothing when it can be sent."""
    known = known_of(duty, unit, period, day)
    for code, what in refusals(known, told, {proof.milestone for proof in told.proofs}):
        yield NotTaken(code, what)
    if on_behalf is None and not told.unchanged:
        yield from _check_signatures(duty, unit, period, told, day)


def _check_signatures(duty: Duty, unit: Unit, period: Period, told: Told, day: date) -> Iterator[NotTaken]:
    """What leaves a unit that signs first is the draft that was signed, and nothing else."""
    asked = asked_of(unit.pk, day)
    if not asked:
        return
    draft = with_files(Draft.objects.filter(duty=duty, unit=unit, period=str(period))).first()
    step = missing_step(draft, asked)
    if step:
        yield NotTaken("signatures", step)
    elif draft and not _is_what_was_signed(content(draft.content), told, last_figure(duty.pk, unit.pk)):
        yield NotTaken("signatures", asked[0])


def _is_what_was_signed(said: Content, told: Told, last: Last | None) -> bool:
    """Whether a report says what the draft says; claims may be left for another time."""
    texts = [(said["text"], told.text), (said["difficulties"], told.difficulties), (said["requests"], told.requests)]
    try:
        quantity = total(said, last.quantity if last else None)
    except InvalidOperation:
        return False
    return (
        all(typed.strip() == sent.strip() for typed, sent in texts)
        and quantity == told.quantity
        and {str(key) for key in told.claims} <= set(said["claims"])
    )


def _take_over(reports: Sequence[Report]) -> None:
    """The signatures of the drafts become the reports', and the drafts are gone."""
    sent = {(each.duty_id, each.unit_id, each.period): each for each in reports}
    duties, units, periods = (set(part) for part in zip(*sent, strict=True))
    drafts = Draft.objects.filter(duty__in=duties, unit__in=units, period__in=periods)
    pairs = ((draft, sent.get((draft.duty_id, draft.unit_id, draft.period))) for draft in with_files(drafts))
    ours = [(draft, report) for draft, report in pairs if report]
    for draft, report in ours:
        Signature.objects.bulk_create(
            Signature(report=report, step=each.step, by=each.by, at=each.at) for each in standing_signatures(draft)
        )
    Draft.objects.filter(pk__in=[draft.pk for draft, _ in ours]).delete()


def _attach(report: Report, told: Told) -> None:
    claims = {
        milestone: Claim.objects.create(report=report, milestone_id=milestone, reached_on=reached_on)
        for milestone, reached_on in told.claims.items()
    }
    Evidence.objects.bulk_create(
        Evidence(
            report=report,
            claim=claims.get(proof.milestone) if proof.milestone else None,
            file=proof.file,
            caption=proof.caption[:120],
        )
        for proof in told.proofs
    )


def summary_of(report: Report, told: Told) -> dict[str, Any]:
    """What an event says of a report."""
    return {
        "report": report.pk,
        "unit": report.unit.name,
        "period": report.period,
        "attempt": report.attempt,
        "quantity": str(told.quantity) if told.quantity is not None else None,
        "text": told.text,
        "claims": sorted(told.claims),
        "files": [proof.file.sha256 for proof in told.proofs],
        "said_by": report.said_by,
    }
