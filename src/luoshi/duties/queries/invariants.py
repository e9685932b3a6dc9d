"""What must hold of duties and their reports."""

from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Sum

from luoshi.audit.rules.invariants import Invariant
from luoshi.duties.models import (
    Assignment,
    Claim,
    Duty,
    Evidence,
    Milestone,
    MilestoneTerm,
    Report,
    Request,
    Term,
    Verdict,
)
from luoshi.plans.queries.invariants import outside

Rows = QuerySet[Any, Any]
HAIR = Decimal("0.00005")
"""Half of the last digit that is stored."""


def _without_term() -> Rows:
    return Duty.objects.filter(~Exists(Term.objects.filter(duty=OuterRef("pk")))).values_list("pk", flat=True)


def _unmeasured() -> Rows:
    """Neither a quantity nor milestones, or not what it says it is measured by."""
    counted = Exists(Term.objects.filter(duty=OuterRef("pk"), quantity__isnull=False))
    stepped = Exists(Milestone.objects.filter(duty=OuterRef("pk")))
    wrong = (Q(measured="quantity") & ~counted) | (Q(measured="milestones") & ~stepped)
    return Duty.objects.filter(wrong).values_list("pk", flat=True)


def _timeless() -> Rows:
    terms = MilestoneTerm.objects.filter(milestone=OuterRef("pk"))
    return Milestone.objects.filter(~Exists(terms)).values_list("pk", flat=True)


def _uneven() -> Rows:
    """Shares that count now, beside the quantity of the newest term. SQLite adds decimals as floats."""
    newest = Term.objects.filter(duty=OuterRef("duty")).order_by("-since", "-id").values("quantity")[:1]
    shares = Assignment.objects.filter(quantity__isnull=False, until=None).order_by().values("duty")
    summed = shares.annotate(sum=Sum("quantity"), whole=Subquery(newest))
    off = Q(sum__gt=F("whole") + HAIR) | Q(sum__lt=F("whole") - HAIR) | Q(whole=None)
    return summed.filter(off).values_list("duty", flat=True)


def _undecided() -> Rows:
    """Decided, and yet nobody's verdict says so; or a verdict that the report does not know."""
    last = Verdict.objects.filter(report=OuterRef("pk"), outcome=OuterRef("outcome"), at=OuterRef("decided_at"))
    ended = Verdict.objects.filter(report=OuterRef("pk"), outcome="returned")
    wrong = (~Q(outcome="") & ~Exists(last)) | (~Q(outcome="returned") & Exists(ended))
    return Report.objects.filter(wrong).values_list("pk", flat=True)


def _own_judge() -> Rows:
    return Verdict.objects.filter(by=F("report__by")).values_list("report", flat=True)


def _nowhere() -> Rows:
    """It neither waits for anybody nor is decided."""
    return Report.objects.filter(outcome="", stage="").values_list("pk", flat=True)


def _several() -> Rows:
    """More than one report of a unit for a period that was not returned."""
    kept = Report.objects.exclude(outcome="returned").order_by().values("duty", "unit", "period")
    return kept.annotate(count=Count("pk"), key=Max("pk")).filter(count__gt=1).values_list("key", flat=True)


def _gaps() -> Rows:
    """Attempts are numbered from 1."""
    tried = Report.objects.order_by().values("duty", "unit", "period")
    counted = tried.annotate(count=Count("pk"), last=Max("attempt"), key=Max("pk"))
    return counted.exclude(count=F("last")).values_list("key", flat=True)


def _wrong_measure() -> Rows:
    """A quantity where milestones count, or none where one does (无变化 says none)."""
    wrong = Q(duty__measured="milestones", quantity__isnull=False)
    missing = Q(duty__measured="quantity", quantity=None, unchanged=False)
    return Report.objects.filter(wrong | missing).values_list("pk", flat=True)


def _foreign_claims() -> Rows:
    return Claim.objects.exclude(milestone__duty=F("report__duty")).values_list("pk", flat=True)


def _unproved() -> Rows:
    shown = Exists(Evidence.objects.filter(claim=OuterRef("pk")))
    return Claim.objects.filter(~shown, report__outcome="accepted").values_list("pk", flat=True)


def _reached_twice() -> Rows:
    accepted = Claim.objects.filter(report__outcome="accepted").order_by().values("milestone")
    return accepted.annotate(count=Count("pk")).filter(count__gt=1).values_list("milestone", flat=True)


def _stray_evidence() -> Rows:
    claimed = Evidence.objects.filter(claim__isnull=False)
    return claimed.exclude(claim__report=F("report")).values_list("pk", flat=True)


def _unsigned_requests() -> Rows:
    ending = Q(outcome="accepted", kind__in=("close", "void", "reopen"), counts_from=None)
    decided = ~Q(outcome="") & (Q(decided_by=None) | Q(decided_at=None))
    return Request.objects.filter(ending | decided).values_list("pk", flat=True)


INVARIANTS = [
    Invariant("duties_duty", "事项有生效的约定", "a duty has a term", _without_term),
    Invariant(
        "duties_duty", "事项的出处在文本之内", "a duty's sentence stands inside its text", partial(outside, Duty)
    ),
    Invariant("duties_duty", "事项有数量或节点可以衡量", "a duty can be measured as it says", _unmeasured),
    Invariant("duties_milestone", "节点有日期和权重", "a milestone has a day and a weight", _timeless),
    Invariant("duties_duty", "各单位分量之和等于数量", "shares add up to the quantity", _uneven),
    Invariant("duties_report", "认定和退回都有人签", "somebody's verdict stands behind every outcome", _undecided),
    Invariant("duties_report", "没有人审自己的报告", "nobody decides a report of their own", _own_judge),
    Invariant("duties_report", "没有裁定的报告等着某一级", "an undecided report waits for somebody", _nowhere),
    Invariant("duties_report", "一期只有一份没有退回的报告", "one report of a period stands at most", _several),
    Invariant("duties_report", "重报的次数连续", "attempts are numbered without gaps", _gaps),
    Invariant("duties_report", "报告按事项的衡量方式填写", "a report measures as its duty does", _wrong_measure),
    Invariant("duties_claim", "认领的是本事项的节点", "a claim is of the duty's own milestone", _foreign_claims),
    Invariant("duties_claim", "认定的节点有佐证", "an accepted claim has evidence", _unproved),
    Invariant("duties_milestone", "节点只认定一次", "a milestone is reached once", _reached_twice),
    Invariant("duties_evidence", "佐证和节点属于同一报告", "evidence belongs to its claim's report", _stray_evidence),
    Invariant(
        "duties_request", "裁定的请求有人签、有日期", "a decided request says who and from when", _unsigned_requests
    ),
]
"""Each is true after every action; `luoshi verify` looks for rows that break one."""
