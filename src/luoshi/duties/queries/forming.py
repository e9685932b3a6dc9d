"""What a person needs before their eyes while they write a report of a duty."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import F, QuerySet
from django.db.models.functions import Substr

from luoshi.duties.models import Assignment, Claim, Draft, Duty, MilestoneTerm, Report, Term, Verdict
from luoshi.duties.queries import access
from luoshi.duties.queries.facts import Duties, facts_at, is_in, settings_at, within
from luoshi.duties.queries.origins import Last, family, last_figure
from luoshi.duties.queries.signing import asked_of, missing_step, standing_signatures, with_files
from luoshi.duties.queries.sources import place_of
from luoshi.duties.queries.windows import window_of
from luoshi.duties.rules.calendar import Window
from luoshi.duties.rules.effect import with_accepted
from luoshi.duties.rules.lights import Facts, Standing, done_share, judge, points
from luoshi.orgs.models import Unit
from luoshi.values.periods import Period
from luoshi.web.clock import SHANGHAI

QUOTED = 160
"""So much of the sentence stands above a form; the rest is one click away."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a duty comes from: its words, where they stand, and the provision to look them up in."""

    text: str
    where: str
    revision: int
    ordinal: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone: when due, what it weighs, since when its claim is accepted."""

    key: int
    title: str
    due: date
    weight: Decimal
    accepted_on: date | None


@dataclass(frozen=True, slots=True)
class About:
    """A duty as whoever reports on it sees it. `target` is what the unit owes, `last` its last accepted report."""

    duty: Duty
    unit: Unit
    period: Period
    term: Term
    window: Window
    sentence: Sentence
    facts: Facts
    standing: Standing
    steps: tuple[Step, ...]
    target: Decimal | None
    last: Last | None
    current: Report | None
    returned: Verdict | None
    draft: Draft | None
    asked: tuple[str, ...]
    missing: str
    next_reader: str

    @property
    def signed(self) -> list[tuple[str, str]]:
        """Who has signed what the draft says now: step and name."""
        return [(each.step, each.by.name) for each in standing_signatures(self.draft)] if self.draft else []


def about(unit: Unit, duty: int, period: Period, day: date) -> About | None:
    """Everything about one report; None for a duty that is not the unit's, or does not report on the period."""
    found = access.of_unit(unit.pk, day).filter(pk=duty).select_related("revision").defer("revision__text").first()
    window = window_of(found, unit, period, day) if found else None
    if found is None or window is None:
        return None
    facts = facts_at(day, [duty]).get(duty)
    if facts is None:
        return None
    term, reports = access.term_of(found, day), Report.objects.filter(duty=found, unit__in=family(unit.pk))
    draft = (
        with_files(Draft.objects.filter(duty=found, unit=unit, period=str(period))).select_related("saved_by").first()
    )
    asked = asked_of(unit.pk, day)
    return About(
        duty=found,
        unit=unit,
        period=period,
        term=term,
        window=window,
        sentence=sentence_of(found),
        facts=facts,
        standing=judge(facts, day, settings_at(day).thresholds),
        steps=steps_of(found, day),
        target=_target(found, unit, term, day),
        last=last_figure(found.pk, unit.pk),
        current=reports.filter(is_in(day), period=str(period)).first(),
        returned=_returned(reports, period),
        draft=draft,
        asked=asked,
        missing=missing_step(draft, asked),
        next_reader=_next_reader(term, unit),
    )


def after(facts: Facts, day: date, *, added: Decimal = Decimal(0), reached: frozenset[str] = frozenset()) -> Fraction:
    """The share done once a report is accepted that adds a quantity or reaches milestones (by title), from 0 to 1."""
    return done_share(with_accepted(facts, day, added=added, reached=reached), day)


def percent(share: Fraction) -> Decimal:
    """A share as whole points, for a bar and a sentence."""
    return round(points(share), 0)


def sentence_of(duty: Duty) -> Sentence:
    """The start of the sentence a duty comes from, and where it stands; two statements."""
    length = min(duty.end - duty.start, QUOTED)
    text = Duty.objects.filter(pk=duty.pk).annotate(said=Substr("revision__text", F("start") + 1, length or 1))
    said = "".join(str(text.values_list("said", flat=True)[0]).split())
    place = place_of(duty)
    more = "……" if duty.end - duty.start > QUOTED else ""
    where = f"{place.path} {place.title}".strip() if place else ""
    return Sentence(said + more, where, duty.revision_id, place.ordinal if place else None)


def steps_of(duty: Duty, day: date) -> tuple[Step, ...]:
    """Milestones as they stand on a day, in the order of their days; two statements."""
    return steps_at(day, Duty.objects.filter(pk=duty.pk).values("pk")).get(duty.pk, ())


def steps_at(day: date, duties: Duties = None) -> dict[int, tuple[Step, ...]]:
    """The same by duty, for all of them or for some; two statements."""
    claims = within(Claim.objects.filter(report__outcome="accepted"), duties, "report__duty")
    reached = dict(claims.order_by("-report__decided_at").values_list("milestone", "report__decided_at"))
    held: dict[int, MilestoneTerm] = {}
    rows = within(MilestoneTerm.objects.filter(since__lte=day), duties, "milestone__duty")
    for row in rows.select_related("milestone").order_by("since", "id"):
        held[row.milestone_id] = row
    found: dict[int, list[Step]] = {}
    for key, row in sorted(held.items(), key=lambda each: (each[1].due, each[0])):
        if not row.dropped:
            step = Step(key, row.milestone.title, row.due, row.weight, _day_in_shanghai(reached.get(key)))
            found.setdefault(row.milestone.duty_id, []).append(step)
    return {duty: tuple(steps) for duty, steps in found.items()}


def _day_in_shanghai(moment: object) -> date | None:
    return moment.astimezone(SHANGHAI).date() if hasattr(moment, "astimezone") else None


def _target(duty: Duty, unit: Unit, term: Term, day: date) -> Decimal | None:
    """The unit's share, or the whole when it has none."""
    own = Assignment.objects.filter(duty=duty, unit=unit, quantity__isnull=False, since__lte=day, until=None).first()
    return own.quantity if own else term.quantity


def _returned(reports: QuerySet[Report], period: Period) -> Verdict | None:
    """Why the last attempt of the period came back, if it did."""
    last = reports.filter(period=str(period)).order_by("-at").first()
    if last is None or last.outcome != "returned":
        return None
    return Verdict.objects.filter(report=last, outcome="returned").select_related("by").last()


def _next_reader(term: Term, unit: Unit) -> str:
    """The name of the unit that looks at the report next; "" for the office."""
    return term.owner.name if term.owner_id != unit.pk else ""
