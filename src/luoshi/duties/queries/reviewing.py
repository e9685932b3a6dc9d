"""The review queue: which reports wait for somebody, oldest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When, Window
from django.db.models.functions import RowNumber

from luoshi.duties.models import Claim, Report
from luoshi.duties.queries import access
from luoshi.duties.queries.windows import Windows
from luoshi.orgs.models import Account
from luoshi.plans.models import Revision
from luoshi.values.periods import Period
from luoshi.web.clock import day_of

KINDS = {
    "quantity": Q(quantity__isnull=False),
    "milestone": Q(claiming=True),
    "unchanged": Q(unchanged=True),
    "behalf": ~Q(said_by=""),
}
"""What a report can be, and how it is found. One report may be several."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A place in the queue: the report's key, how many days after its due day it was first sent (0: in time)."""

    key: int
    late: int
    unchanged: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A place in the queue with what a line of it shows."""

    report: Report
    late: int

    @property
    def kinds(self) -> tuple[str, ...]:
        """Which of KINDS it is."""
        report = self.report
        known = {
            "quantity": report.quantity is not None,
            "milestone": bool(getattr(report, "claiming", False)),
            "unchanged": report.unchanged,
            "behalf": bool(report.said_by),
        }
        return tuple(kind for kind, holds in known.items() if holds)


def waiting(account: Account, day: date, wanted: Mapping[str, str]) -> list[Waiting]:
    """What waits for an account and fits the filters (unit, plan, kind, late), oldest first; five statements.

    A report that the account has sent itself is left out: somebody else decides it.
    """
    rows = _annotated(access.awaiting(account, day).exclude(by=account))
    for name, path in (("unit", "unit"), ("plan", "duty__revision__plan")):
        if wanted.get(name, "").isdecimal():
            rows = rows.filter(**{path: wanted[name]})
    if wanted.get("kind") in KINDS:
        rows = rows.filter(KINDS[wanted["kind"]])
    names = ("pk", "period", "unit", "duty", "first_at", "unchanged")
    known = list(rows.order_by("at", "id").values_list(*names))
    windows = Windows({period for _, period, *_ in known}, day)
    found = [
        Waiting(key, days_late(first_at, windows.of(Period.parse(period), unit, duty).due), unchanged)
        for key, period, unit, duty, first_at, unchanged in known
    ]
    return [each for each in found if each.late] if wanted.get("late") else found


def lines(rows: Sequence[Waiting]) -> list[Line]:
    """What the lines of some places show, in their order; one statement."""
    keys = [row.key for row in rows]
    shown = _annotated(Report.objects.filter(pk__in=keys)).select_related("duty", "unit")
    reports = {report.pk: report for report in shown.defer("text", "difficulties", "requests")}
    return [Line(reports[row.key], row.late) for row in rows]


def _annotated(rows: QuerySet[Report]) -> QuerySet[Report]:
    """With `claiming`, and with `first_at`, when the first attempt was sent."""
    attempts = Report.objects.filter(duty=OuterRef("duty"), unit=OuterRef("unit"), period=OuterRef("period"))
    first = Subquery(attempts.order_by("attempt").values("at")[:1])
    claiming = Exists(Claim.objects.filter(report=OuterRef("pk")))
    return rows.annotate(claiming=claiming, first_at=Case(When(attempt=1, then=F("at")), default=first))


def days_late(sent: datetime, due: date) -> int:
    """Days between the due day of a report and the day it was first sent; 0 when in time."""
    return max((day_of(sent) - due).days, 0)


def to_review(account: Account, day: date) -> int:
    """How many wait for an account on a day: the figure in the navigation."""
    return access.awaiting(account, day).exclude(by=account).count()


def own_waiting(account: Account, day: date) -> int:
    """How many wait that the account has sent itself."""
    return access.awaiting(account, day).filter(by=account).count()


def units_waiting(account: Account, day: date) -> list[tuple[int, str]]:
    """Units that have something in the queue."""
    rows = access.awaiting(account, day).exclude(by=account).order_by("unit__id")
    return list(rows.values_list("unit", "unit__name").distinct())


def plans_waiting(account: Account, day: date) -> list[tuple[int, str]]:
    """Plans that something in the queue is of, by the title of their newest revision concerned."""
    rows = access.awaiting(account, day).exclude(by=account)
    newest = Window(RowNumber(), partition_by=[F("plan")], order_by=F("edition").desc())
    found = Revision.objects.filter(duties__reports__in=rows.values("pk")).annotate(place=newest).filter(place=1)
    return sorted(set(found.values_list("plan", "title")))
