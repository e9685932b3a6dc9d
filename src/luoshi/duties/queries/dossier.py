"""Everything a reviewer wants before their eyes to decide about one report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from luoshi.duties.models import (
    Assignment,
    Claim,
    Evidence,
    FieldCheck,
    MilestoneTerm,
    Report,
    Signature,
    Term,
    Verdict,
)
from luoshi.duties.queries import access
from luoshi.duties.queries.checks import checks_of
from luoshi.duties.queries.facts import facts_at, settings_at
from luoshi.duties.queries.origins import Last, family, last_figure
from luoshi.duties.queries.reviewing import Waiting
from luoshi.duties.queries.sources import Source, source_of
from luoshi.duties.queries.windows import Windows
from luoshi.duties.rules.calendar import Window
from luoshi.duties.rules.effect import with_accepted
from luoshi.duties.rules.lights import Facts, Standing, judge
from luoshi.values.periods import Period

EARLIER = 6


@dataclass(frozen=True, slots=True)
class Claimed:
    """A milestone that the report claims: when it was due, what it weighs, what shows it."""

    claim: Claim
    due: date | None
    weight: Decimal
    evidence: Sequence[Evidence]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A report, where it comes from, what its acceptance would do, and what was before it.

    `last` is the newest accepted quantity of the unit and `target` what it owes, both None for milestones.
    """

    report: Report
    source: Source
    term: Term
    window: Window
    late: int
    before: Standing
    after: Standing
    last: Decimal | None
    target: Decimal | None
    claims: Sequence[Claimed]
    evidence: Sequence[Evidence]
    verdicts: Sequence[Verdict]
    signatures: Sequence[Signature]
    earlier: Sequence[Report]
    checks: Sequence[FieldCheck]

    @property
    def added(self) -> Decimal | None:
        """What the report adds to the unit's last accepted quantity."""
        return None if self.report.quantity is None else self.report.quantity - (self.last or 0)


def dossier(waiting: Waiting, day: date) -> Dossier:
    """A report of the queue as it stands on a day; a fixed number of statements."""
    report = Report.objects.select_related("duty", "unit", "by").get(pk=waiting.key)
    duty = report.duty
    facts = facts_at(day, [duty.pk])[duty.pk]
    newest = last_figure(report.duty_id, report.unit_id)
    claims, evidence = _claims(report, day), list(Evidence.objects.filter(report=report).select_related("file"))
    thresholds = settings_at(day).thresholds
    term = access.term_of(duty, day)
    return Dossier(
        report=report,
        source=source_of(duty),
        term=term,
        window=Windows([report.period], day).of(Period.parse(report.period), report.unit_id, duty.pk),
        late=waiting.late,
        before=judge(facts, day, thresholds),
        after=judge(_once_accepted(report, facts, newest, claims, day), day, thresholds),
        last=newest.quantity if newest else None,
        target=_target(report, term, day),
        claims=[_claimed(claim, due, weight, evidence) for claim, due, weight in claims],
        evidence=[each for each in evidence if each.claim_id is None],
        verdicts=list(Verdict.objects.filter(report=report).select_related("by")),
        signatures=list(Signature.objects.filter(report=report).select_related("by").order_by("id")),
        earlier=_earlier(report),
        checks=list(checks_of(duty)[:EARLIER]),
    )


def _once_accepted(
    report: Report, facts: Facts, newest: Last | None, claims: Sequence[tuple[Claim, date | None, Decimal]], day: date
) -> Facts:
    """A report of an older period than the newest accepted one changes no quantity."""
    counts = report.quantity is not None and (newest is None or report.period_end >= newest.period_end)
    last = (newest.quantity if newest else None) or Decimal(0)
    added = report.quantity - last if counts and report.quantity is not None else Decimal(0)
    return with_accepted(facts, day, added=added, reached={claim.milestone.title for claim, _, _ in claims})


def _claims(report: Report, day: date) -> list[tuple[Claim, date | None, Decimal]]:
    """Claims with the day and weight of their milestones; two statements."""
    terms = MilestoneTerm.objects.filter(milestone__claims__report=report, since__lte=day).order_by("since", "id")
    held = {key: (due, weight) for key, due, weight in terms.values_list("milestone", "due", "weight")}
    claims = Claim.objects.filter(report=report).select_related("milestone").order_by("milestone")
    return [(claim, *held.get(claim.milestone_id, (None, Decimal(0)))) for claim in claims]


def _claimed(claim: Claim, due: date | None, weight: Decimal, evidence: Sequence[Evidence]) -> Claimed:
    return Claimed(claim, due, weight, [each for each in evidence if each.claim_id == claim.pk])


def _target(report: Report, term: Term, day: date) -> Decimal | None:
    """The unit's share, or the whole when it has none."""
    shares = Assignment.objects.filter(duty=report.duty_id, unit=report.unit_id, quantity__isnull=False)
    share = shares.filter(since__lte=day, until=None).values_list("quantity", flat=True).first()
    return share if share is not None else term.quantity


def _earlier(report: Report) -> list[Report]:
    """What the unit reported on the duty before, newest first, with what was said about it; two statements."""
    verdicts = Prefetch("verdicts", Verdict.objects.select_related("by"))
    rows = Report.objects.filter(duty=report.duty_id, unit__in=family(report.unit_id)).exclude(pk=report.pk)
    return list(rows.prefetch_related(verdicts).order_by("-at")[:EARLIER])
