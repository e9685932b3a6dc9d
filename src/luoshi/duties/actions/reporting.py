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
from luoshi.duties.models import Claim, Draft, Duty, Evidence, Milestone, Report, Signature
from luoshi.duties.queries import access
from luoshi.duties.queries.facts import is_in
from luoshi.duties.queries.signing import asked_of, missing_step, standing_signatures, with_files
from luoshi.duties.queries.windows import window_of
from luoshi.duties.rules.drafts import Content, content, total
from luoshi.files.models import StoredFile
from luoshi.orgs.models import Account, Unit
from luoshi.orgs.queries import permissions
from luoshi.orgs.rules.roles import PERMISSIONS
from luoshi.values.periods import Period
from luoshi.web.clock import day_of


class NotTaken(ValueError):
    """A report that cannot be sent: `code` says why.

    closed: its window is not open; already: one is in and not returned; quantity: a figure is missing, or given where
    milestones count; less: fewer than accepted before, without a word why; evidence: a claim without evidence (`what`
    names the milestone); unknown: a milestone of another duty or one that was claimed before; words: nothing is said;
    signatures: somebody of the unit has to sign it first (`what` names the step).
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


def save_draft(
    *, duty: Duty, unit: Unit, period: Period, content: Mapping[str, Any], version: int, by: Account, at: datetime
) -> Draft:
    """Keep what is typed so far; version 0 starts a draft. Not audited. Raises PermissionDenied or DraftConflict."""
    if not may_report(duty, unit, by, at):
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
    _check_right(duty, unit, on_behalf, by, at)
    with change(action="duties.report.sent", subject="duty", by=by.username, at=at) as made:
        for objection in objections(duty, unit, period, told, day_of(at), on_behalf):
            raise objection
        earlier = Report.objects.filter(duty=duty, unit=unit, period=str(period))
        report = Report.objects.create(
            duty=duty,
            unit=unit,
            period=str(period),
            period_end=period.last_day,
            attempt=(earlier.aggregate(last=Max("attempt"))["last"] or 0) + 1,
            quantity=told.quantity,
            text=told.text,
            difficulties=told.difficulties,
            requests=told.requests,
            unchanged=told.unchanged,
            by=by,
            at=at,
            said_by=on_behalf.said_by if on_behalf else "",
            said_on=on_behalf.said_on if on_behalf else None,
            stage=stages(duty, unit, day_of(at))[0],
        )
        _attach(report, told)
        _take_over(report)
        made.subject_id, made.after = str(duty.pk), _summary(report, told)
    return report


def confirm_report(*, report: Report, by: Account, at: datetime) -> None:
    """The unit says that what was entered for it is right. Raises PermissionDenied."""
    if not report.said_by or not may_report(report.duty, report.unit, by, at):
        raise PermissionDenied(PERMISSIONS["duties.report"])
    with change(action="duties.report.confirmed", subject="duty", by=by.username, at=at) as made:
        Report.objects.filter(pk=report.pk, confirmed_at=None).update(confirmed_by=by, confirmed_at=at)
        made.subject_id, made.after = str(report.duty_id), {"report": report.pk, "unit": report.unit.name}


def stages(duty: Duty, unit: Unit, day: date) -> tuple[str, ...]:
    """Who looks at a report of the unit, in order. Somebody always does: nobody accepts a report of their own."""
    term = access.term_of(duty, day)
    lead = ("lead",) if term.owner_id != unit.pk else ()
    return (*lead, "office") if term.office_reviews or not lead else lead


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
    found = window_of(duty, unit, period, day)
    earlier = Report.objects.filter(duty=duty, unit=unit, period=str(period))
    again = earlier.filter(outcome="returned").exists()  # what was returned late is mended all the same
    if found is None or not (found.is_open(day) or (again and found.opens <= day)):
        yield NotTaken("closed")
    if earlier.filter(is_in(day)).exists():
        yield NotTaken("already")
    if not told.unchanged:
        if (told.quantity is None) == (duty.measured == "quantity"):
            yield NotTaken("quantity")
        if not told.text.strip():
            yield NotTaken("words")
    yield from _check_quantity(duty, unit, told)
    yield from _check_claims(duty, told)
    if on_behalf is None and not told.unchanged:
        yield from _check_signatures(duty, unit, period, told, day)


def _check_quantity(duty: Duty, unit: Unit, told: Told) -> Iterator[NotTaken]:
    last = access.last_accepted(duty, unit)
    known = last.quantity if last else None
    if told.quantity is not None and known is not None and told.quantity < known and not told.difficulties.strip():
        yield NotTaken("less")


def _check_claims(duty: Duty, told: Told) -> Iterator[NotTaken]:
    titles = dict(Milestone.objects.filter(duty=duty).values_list("pk", "title"))
    settled = set(
        Claim.objects.filter(report__duty=duty, report__outcome="accepted").values_list("milestone", flat=True)
    )
    shown = {proof.milestone for proof in told.proofs}
    for milestone in told.claims:
        if milestone not in titles or milestone in settled:
            yield NotTaken("unknown")
        elif milestone not in shown:
            yield NotTaken("evidence", titles[milestone])


def _check_signatures(duty: Duty, unit: Unit, period: Period, told: Told, day: date) -> Iterator[NotTaken]:
    """What leaves a unit that signs first is the draft that was signed, and nothing else."""
    asked = asked_of(unit.pk, day)
    if not asked:
        return
    draft = with_files(Draft.objects.filter(duty=duty, unit=unit, period=str(period))).first()
    step = missing_step(draft, asked)
    if step:
        yield NotTaken("signatures", step)
    elif draft and not _is_what_was_signed(content(draft.content), told, access.last_accepted(duty, unit)):
        yield NotTaken("signatures", asked[0])


def _is_what_was_signed(said: Content, told: Told, last: Report | None) -> bool:
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


def _take_over(report: Report) -> None:
    """The signatures of the draft become the report's, and the draft is gone."""
    drafts = Draft.objects.filter(duty=report.duty, unit=report.unit, period=report.period)
    for draft in with_files(drafts):
        Signature.objects.bulk_create(
            Signature(report=report, step=each.step, by=each.by, at=each.at) for each in standing_signatures(draft)
        )
    drafts.delete()


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


def _summary(report: Report, told: Told) -> dict[str, Any]:
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
