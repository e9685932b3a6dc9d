"""Reports that units owe on a period, many at once, each with all it stands on: some thirty statements in all."""

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import F, Prefetch, Q, QuerySet, Window
from django.db.models.functions import RowNumber, Substr

from luoshi.duties.models import Assignment, Draft, Duty, Report, Setting, Term, Verdict
from luoshi.duties.queries.facts import Duties, accepted_at, closed_at, facts_at, settings_at, shares_at, within
from luoshi.duties.queries.forming import Step, steps_at
from luoshi.duties.queries.origins import last_of
from luoshi.duties.queries.signing import with_files
from luoshi.duties.queries.taking import takes
from luoshi.duties.queries.windows import Windows
from luoshi.duties.rules import calendar
from luoshi.duties.rules.drafts import steps as steps_for
from luoshi.duties.rules.lights import Standing, judge
from luoshi.duties.rules.settings import OF_UNITS
from luoshi.duties.rules.taking import Known, owing
from luoshi.orgs.models import Unit
from luoshi.orgs.queries import formers_at
from luoshi.values.periods import Period

QUOTED = 100
"""So much of the sentence a duty comes from stands in a workbook."""


@dataclass(frozen=True)
class Reportable:
    """A report that a unit owes. `target` is what the unit owes of the quantity, `last` its last accepted quantity,
    `before` its newest report of an earlier period, `current` the last attempt on this one."""

    duty: Duty
    unit: Unit
    period: Period
    term: Term
    sentence: str
    window: calendar.Window
    standing: Standing
    target: Decimal | None
    last: Decimal | None
    before: Report | None
    current: Report | None
    steps: tuple[Step, ...]
    draft: Draft | None
    asked: tuple[str, ...]

    @property
    def is_in(self) -> bool:
        """Whether a report on the period is there and was not returned."""
        return self.current is not None and self.current.outcome != "returned"

    @property
    def is_returned(self) -> bool:
        """Whether the last report on the period came back."""
        return self.current is not None and self.current.outcome == "returned"

    @property
    def returned_why(self) -> str:
        """Why it came back; "" when it did not."""
        verdicts = self.current.verdicts.all() if self.current and self.is_returned else ()
        return next((each.why for each in verdicts if each.outcome == "returned"), "")

    @property
    def claimed(self) -> dict[int, date]:
        """Milestones that the report on this period claims."""
        claims = self.current.claims.all() if self.current else ()
        return {each.milestone_id: each.reached_on for each in claims}

    @cached_property
    def version(self) -> str:
        """The mark of what somebody who fills in a row relies on: ten hex digits."""
        term, report = self.term, self.current
        steps = [(step.key, step.title, str(step.due), bool(step.accepted_on)) for step in self.steps]
        figures = [None if each is None else f"{each.normalize():f}" for each in (self.target, self.last)]
        said = (self.duty.title, term.deliverable, term.unit, str(term.due), figures, steps)
        standing = (report.attempt, report.outcome) if report else ()
        return hashlib.sha256(repr((said, standing)).encode()).hexdigest()[:10]

    def known(self, day: date) -> Known:
        """What is known of the report, for `rules.taking.refusals`."""
        return Known(
            owes=True,
            is_open=takes(self.window, day, again=self.is_returned),
            is_in=self.is_in,
            measured=self.duty.measured,
            last=self.last,
            milestones={step.key: step.title for step in self.steps},
            settled={step.key for step in self.steps if step.accepted_on},
        )


def reportables(period: Period, day: date, duties: Duties = None) -> list[Reportable]:
    """Every report owed on the period as things stand on a day, in the order of duties; `duties` as keys, None for
    all."""
    return _Known(period, day, duties).found()


class _Known:
    def __init__(self, period: Period, day: date, duties: Duties) -> None:
        self._period, self._day = period, day
        self._terms = _terms(day, duties)
        self._shares = shares_at(day, duties)
        self._closed = closed_at(day, duties)
        self._duties = {duty.pk: duty for duty in _duties(duties)}
        self._units = Unit.objects.in_bulk()
        self._windows = Windows([str(period)], day)
        self._thresholds = settings_at(day).thresholds
        self._facts = facts_at(day, duties)
        self._accepted = accepted_at(day, duties)
        self._targets = _targets(day, duties)
        verdicts = Prefetch("verdicts", Verdict.objects.order_by("-id"))
        sent = Report.objects.filter(period=str(period)).select_related("by").prefetch_related(verdicts, "claims")
        self._current = _newest(sent, duties)
        self._before = _newest(Report.objects.filter(period_end__lt=period.last_day).exclude(text=""), duties)
        self._steps = steps_at(day, duties)
        self._drafts = _drafts(period, duties)
        self._asked = _asked(day)
        self._formers = formers_at(date.max)

    def found(self) -> list[Reportable]:
        return [
            self._one(duty, unit)
            for duty, term in sorted(self._terms.items())
            if owing(term, self._period, self._closed.get(duty)) and duty in self._facts
            for unit in self._shares.get(duty) or (term.owner_id,)
        ]

    def _one(self, duty: int, unit: int) -> Reportable:
        term, key = self._terms[duty], (duty, unit)
        return Reportable(
            duty=self._duties[duty],
            unit=self._units[unit],
            period=self._period,
            term=term,
            sentence=_sentence(self._duties[duty]),
            window=self._windows.of(self._period, unit, duty),
            standing=judge(self._facts[duty], self._day, self._thresholds),
            target=self._targets.get(key, term.quantity),
            last=self._last(duty, unit),
            before=self._before.get(key),
            current=self._current_of(duty, unit),
            steps=self._steps.get(duty, ()),
            draft=self._drafts.get(key),
            asked=self._asked.get(unit, ()),
        )

    def _last(self, duty: int, unit: int) -> Decimal | None:
        last = last_of(self._accepted.get(duty, {}), unit, duty in self._shares, self._formers)
        return last.quantity if last else None

    def _current_of(self, duty: int, unit: int) -> Report | None:
        """The unit's report on the period, or that of a unit it continues."""
        keys = ((duty, each) for each in (unit, *self._formers.get(unit, ())))
        return next((self._current[key] for key in keys if key in self._current), None)


def _terms(day: date, duties: Duties) -> dict[int, Term]:
    rows = within(Term.objects.filter(since__lte=day), duties).order_by("since", "id")
    return {term.duty_id: term for term in rows}


def _duties(duties: Duties) -> QuerySet[Duty]:
    length = F("end") - F("start")
    return within(Duty.objects.annotate(said=Substr("revision__text", F("start") + 1, length)), duties, "pk")


def _sentence(duty: Duty) -> str:
    said = "".join(str(getattr(duty, "said", "") or "").split())
    return said if len(said) <= QUOTED else f"{said[:QUOTED]}……"


def _targets(day: date, duties: Duties) -> dict[tuple[int, int], Decimal]:
    held = Assignment.objects.filter(quantity__isnull=False, since__lte=day).filter(Q(until=None) | Q(until__gt=day))
    rows = within(held, duties).values_list("duty", "unit", "quantity")
    return {(duty, unit): quantity for duty, unit, quantity in rows if quantity is not None}


def _newest(rows: QuerySet[Report], duties: Duties) -> dict[tuple[int, int], Report]:
    """The last attempt by duty and unit; one statement."""
    order = [F("period_end").desc(), F("attempt").desc()]
    place = Window(RowNumber(), partition_by=[F("duty"), F("unit")], order_by=order)
    last = within(rows, duties).order_by().annotate(place=place).filter(place=1)
    return {(row.duty_id, row.unit_id): row for row in last}


def _drafts(period: Period, duties: Duties) -> dict[tuple[int, int], Draft]:
    rows = with_files(within(Draft.objects.filter(period=str(period)), duties)).select_related("saved_by")
    return {(row.duty_id, row.unit_id): row for row in rows}


def _asked(day: date) -> dict[int, tuple[str, ...]]:
    """The steps inside each unit that signs before a report leaves it."""
    rows = Setting.objects.filter(name="signatures", unit__isnull=False, since__lte=day).order_by("since", "id")
    values = dict(rows.values_list("unit", "value"))
    return {unit: steps_for(int(value or OF_UNITS["signatures"].default)) for unit, value in values.items()}
