"""Rows of a task's reports, with what was decided about each until the demonstration's day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

from luoshi.cli.demo.scale.sizes import STANDS
from luoshi.cli.demo.scale.tasks import People, Sent, Work, moment
from luoshi.duties.models import Claim, Evidence, Milestone, Report, Verdict
from luoshi.duties.rules.calendar import periods
from luoshi.orgs.models import Unit
from luoshi.values.periods import Period

PACE = {"good": Fraction(1), "slow": Fraction(3, 4), "bad": Fraction(2, 5), "silent": Fraction(1)}
SAYS = "本期按计划推进，施工和验收资料齐全，现场已经核对。"
TROUBLE = "部分地块的手续没有办完，影响后续施工。"
WHY = "数字与佐证不一致，请核对。"


@dataclass(frozen=True, slots=True)
class Reporter:
    """A unit that reports on a task, and its share of the quantity (None where milestones count)."""

    unit: Unit
    quantity: Decimal | None


def reports_of(work: Work, people: People, rng: Random) -> Iterator[Sent]:
    """Every report of a task that was sent until the demonstration's day."""
    whole = [Reporter(work.term.owner, work.term.quantity)]
    for reporter in [Reporter(*share) for share in work.shares] or whole:
        left = list(work.milestones)
        stops = rng.randint(1, 3) if work.goes == "silent" else None
        for at, period in enumerate(periods(work.term.rhythm, work.term.begins, work.term.due)):
            sent = moment(period.last_day + timedelta(days=rng.randint(-4, 9)), rng)
            if sent > STANDS or at == stops:
                break
            yield from _attempts(_first(work, reporter, period, sent, people, rng), left, work, people, rng)


def _first(work: Work, reporter: Reporter, period: Period, at: datetime, people: People, rng: Random) -> Sent:
    """The first attempt: what it says."""
    unchanged = work.goes in {"slow", "bad"} and rng.random() < 0.08
    report = Report(
        duty=work.duty,
        unit=reporter.unit,
        period=str(period),
        period_end=period.last_day,
        quantity=None if unchanged else _reached(work, reporter, period),
        text="" if unchanged else SAYS,
        difficulties=TROUBLE if work.goes == "bad" else "",
        unchanged=unchanged,
        by=people.of_unit[reporter.unit.pk],
        at=at,
    )
    return Sent(report)


def _reached(work: Work, reporter: Reporter, period: Period) -> Decimal | None:
    """The cumulative quantity at the end of a period: it never falls, and whoever goes well reaches the whole."""
    if reporter.quantity is None:
        return None
    months = min(period.last_day, work.term.due).month
    share = Fraction(months, work.term.due.month) * PACE[work.goes]
    return (reporter.quantity * share.numerator / share.denominator).quantize(Decimal("0.01"))


def _attempts(
    sent: Sent, left: list[tuple[Milestone, date]], work: Work, people: People, rng: Random
) -> Iterator[Sent]:
    """A report as it was sent, and once more if it came back."""
    back = rng.random() < 0.06
    _show(sent, [] if back else left, work, people, rng)
    decided = _decide(sent, work, people, back, rng)
    yield sent
    if decided and back:
        first = sent.report
        again = Sent(
            Report(**{name: getattr(first, name) for name in _SAME}, attempt=2, at=decided + timedelta(days=2))
        )
        if again.report.at <= STANDS:
            _decide(again, work, people, False, rng)
            yield again


_SAME = ("duty", "unit", "period", "period_end", "quantity", "text", "difficulties", "unchanged", "by")


def _show(sent: Sent, left: list[tuple[Milestone, date]], work: Work, people: People, rng: Random) -> None:
    """Claims of milestones that are due, later where the task goes badly, and evidence."""
    report, late = sent.report, {"slow": 60, "bad": 200}.get(work.goes, 0)
    for step in [step for step in left if step[1] + timedelta(days=late) <= report.period_end and not report.unchanged]:
        left.remove(step)
        claim = Claim(report=report, milestone=step[0], reached_on=step[1])
        sent.claims.append(claim)
        sent.evidence.append(Evidence(report=report, claim=claim, file=rng.choice(people.files), caption="验收单"))
    if not report.unchanged and rng.random() < 0.25:
        sent.evidence.append(Evidence(report=report, file=rng.choice(people.files), caption="现场照片"))


def _decide(sent: Sent, work: Work, people: People, back: bool, rng: Random) -> datetime | None:
    """Let whoever has to look at it decide, as far as they came; returns when the report was decided."""
    report, at = sent.report, sent.report.at
    lead = ("lead",) if report.unit_id != work.term.owner_id else ()
    stages = (*lead, "office") if work.term.office_reviews or not lead else lead
    for stage in stages:
        at += timedelta(days=rng.randint(1, 4))
        if at > STANDS:
            report.stage = stage
            return None
        by = people.office if stage == "office" else people.of_unit[work.term.owner_id]
        outcome = "returned" if back else "accepted"
        sent.verdicts.append(
            Verdict(report=report, stage=stage, outcome=outcome, why=WHY if back else "", by=by, at=at)
        )
        if back:
            break
    report.outcome, report.decided_at = "returned" if back else "accepted", at
    return at
