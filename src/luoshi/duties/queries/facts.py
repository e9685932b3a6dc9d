"""What is known of duties on a day: eleven statements, however many duties there are.

A fact counts from its acceptance: a report accepted later is not there yet, a term that begins later does not hold yet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import F, Max, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from luoshi.duties.models import Assignment, Claim, Extension, MilestoneTerm, Report, Request, Setting, Term
from luoshi.duties.rules import calendar
from luoshi.duties.rules.lights import Facts, MilestoneFact, Standing, judge
from luoshi.duties.rules.settings import Settings, held, read
from luoshi.duties.rules.succession import Figure, folded, total_accepted, whole_accepted
from luoshi.orgs.queries import formers_at, working_days_adder
from luoshi.values.periods import Period
from luoshi.web.clock import SHANGHAI

Duties = QuerySet[Any, Any] | Sequence[int] | None
"""Which duties, as their keys or a query for them; None for all, which spares the database a condition."""
FEW = 1000
"""So many keys are asked for by themselves; a query that finds more stays a part of each statement."""


@dataclass(frozen=True, slots=True)
class Held:
    """The term that holds of a duty on a day, as plain values."""

    owner: int
    begins: date
    due: date
    quantity: Decimal | None
    unit: str
    rhythm: str
    since: date


TERM = ("owner", "begins", "due", "quantity", "unit", "rhythm", "since")
"""The columns of a term in the order of Held."""


def settings_at(day: date) -> Settings:
    """The settings that hold on a day for everybody; one statement."""
    return read(held_at(day))


def held_at(day: date) -> dict[str, str]:
    """The value of every setting of everybody on a day, by name; one statement."""
    rows = Setting.objects.filter(unit=None, since__lte=day).order_by("since", "id")
    return held(rows.values_list("name", "since", "value"), day)


def standings(day: date, duties: Duties = None) -> dict[int, Standing]:
    """How each duty stands on a day."""
    thresholds = settings_at(day).thresholds
    return {key: judge(facts, day, thresholds) for key, facts in facts_at(day, duties).items()}


def facts_at(day: date, duties: Duties = None) -> dict[int, Facts]:
    """Everything `rules.lights.judge` needs, by duty. Duties without a term on that day are not there yet,
    those that were taken back are not there any more."""
    duties = few(duties)
    terms = terms_at(day, duties)
    shares = shares_at(day, duties)
    accepted, news = accepted_at(day, duties), _news(day, duties)
    milestones, ended = _milestones(day, duties), _ended(day, duties)
    owed, grace = calendar.Owed(settings_at(day), working_days_adder()), running_grace(day)
    origins = formers_at(day)
    found = {}
    for key, term in terms.items():
        end, since = ended.get(key, ("", None))
        if end == "void":
            continue
        units = shares.get(key) or (term.owner,)
        last_in = _last_in(news.get(key, {}), units)
        spared = [ends for ends, whose in grace if _reaches(whose, key, units)]
        missed = owed.missed_running(term.rhythm, term.begins, term.due, last_in, day, spared)
        found[key] = Facts(
            begins=term.begins,
            due=term.due,
            quantity=term.quantity,
            accepted=_accepted(accepted.get(key, {}), term.owner, shares.get(key, ()), origins),
            milestones=milestones.get(key, ()),
            missed_running=missed,
            fresh=missed == 0,
            closed_on=since if end == "close" else None,
        )
    return found


def _accepted(
    figures: Mapping[int, Figure], owner: int, shares: Sequence[int], origins: Mapping[int, Mapping[int, date]]
) -> Decimal:
    """What is accepted of a duty: its shares together, or the newest figure of the whole."""
    if shares:
        return total_accepted(folded(figures, shares, origins), shares)
    newest = whole_accepted(figures, owner)
    return newest[0] if newest else Decimal(0)


def few(duties: Duties) -> Duties:
    """Duties by their keys, if they are few: a database finds rows by keys faster than by a query inside another."""
    if not isinstance(duties, QuerySet):
        return duties
    keys = [next(iter(row.values())) for row in duties[: FEW + 1]]
    return keys if len(keys) <= FEW else duties


def terms_at(day: date, duties: Duties = None) -> dict[int, Held]:
    """The term that holds on a day, by duty; one statement."""
    rows = within(Term.objects.filter(since__lte=day), duties).order_by("since", "id")
    return {row[0]: Held(*row[1:]) for row in rows.values_list("duty", *TERM)}


def first_terms(duties: Sequence[int]) -> dict[int, Held]:
    """The term that each of these duties begins with; one statement."""
    rows = Term.objects.filter(duty__in=duties).order_by("-since", "-id")
    return {row[0]: Held(*row[1:]) for row in rows.values_list("duty", *TERM)}


def within(rows: QuerySet[Any], duties: Duties, path: str = "duty") -> QuerySet[Any]:
    """Rows of some duties, or of all."""
    return rows if duties is None else rows.filter(**{f"{path}__in": duties})


def end_of(day: date) -> datetime:
    """The last moment of a day in Shanghai."""
    return datetime.combine(day, time.max, tzinfo=SHANGHAI)


def shares_at(day: date, duties: Duties = None) -> dict[int, tuple[int, ...]]:
    """Units that report shares of their own, by duty."""
    held = Assignment.objects.filter(quantity__isnull=False, since__lte=day).filter(Q(until=None) | Q(until__gt=day))
    found: dict[int, tuple[int, ...]] = {}
    for duty, unit in within(held, duties).order_by("id").values_list("duty", "unit"):
        found[duty] = (*found.get(duty, ()), unit)
    return found


def accepted_at(day: date, duties: Duties = None) -> dict[int, dict[int, Figure]]:
    """The newest accepted cumulative quantity of each unit and the end of its period, by duty."""
    rows = within(Report.objects.filter(outcome="accepted", decided_at__lte=end_of(day)), duties)
    newest = Window(
        RowNumber(),
        partition_by=[F("duty"), F("unit")],
        order_by=[F("period_end").desc(), F("attempt").desc()],
    )
    last = rows.exclude(quantity=None).order_by().annotate(place=newest).filter(place=1)
    found: dict[int, dict[int, Figure]] = {}
    for duty, unit, quantity, end in last.values_list("duty", "unit", "quantity", "period_end"):
        found.setdefault(duty, {})[unit] = (quantity, end)
    return found


Whose = tuple[int | None, int | None]
"""Unit and duty that have grace; both None for all."""


def running_grace(day: date) -> list[tuple[tuple[str, date], Whose]]:
    """Grace that is given by a day and has not run out: kind and last day of the period, and whose it is."""
    rows = Extension.objects.filter(until__gte=day, at__lte=end_of(day)).values_list("period", "unit", "duty")
    parsed = [(Period.parse(code), unit, duty) for code, unit, duty in rows]
    return [((period.kind, period.last_day), (unit, duty)) for period, unit, duty in parsed]


def _reaches(whose: Whose, duty: int, units: Sequence[int]) -> bool:
    unit, only = whose
    return only == duty if only is not None else unit is None or unit in units


def is_in(day: date) -> Q:
    """Reports that are in on a day: sent by then, and not returned by then."""
    end = end_of(day)
    return Q(at__lte=end) & ~Q(outcome="returned", decided_at__lte=end)


def _news(day: date, duties: Duties) -> dict[int, dict[int, date]]:
    """The last day of the newest period each unit has reported on, by duty."""
    rows = within(Report.objects.filter(is_in(day)), duties).order_by()
    found: dict[int, dict[int, date]] = {}
    for duty, unit, last in rows.values_list("duty", "unit").annotate(last=Max("period_end")):
        found.setdefault(duty, {})[unit] = last
    return found


def _last_in(news: Mapping[int, date], units: Sequence[int]) -> date | None:
    """The newest period on which every unit that has to has reported; what a former unit reported is not owed again."""
    former = max((end for unit, end in news.items() if unit not in units), default=None)
    ends = [max(filter(None, (news.get(unit), former)), default=None) for unit in units]
    known = [end for end in ends if end is not None]
    return min(known) if known and len(known) == len(ends) else None


def _milestones(day: date, duties: Duties) -> dict[int, list[MilestoneFact]]:
    """Milestones as they stood, by duty, in the order of their days; two statements."""
    reached = _reached(day, duties)
    held: dict[int, tuple[int, str, date, Decimal, bool]] = {}
    rows = within(MilestoneTerm.objects.filter(since__lte=day), duties, "milestone__duty").order_by("since", "id")
    names = ("milestone__duty", "milestone__title", "due", "weight", "dropped")
    for key, *term in rows.values_list("milestone", *names):
        held[key] = (term[0], term[1], term[2], term[3], term[4])
    found: dict[int, list[MilestoneFact]] = {}
    for key, (duty, title, due, weight, dropped) in sorted(held.items(), key=lambda each: (each[1][2], each[0])):
        if not dropped:
            found.setdefault(duty, []).append(MilestoneFact(title, due, weight, reached.get(key)))
    return found


def _reached(day: date, duties: Duties) -> dict[int, date]:
    """Since when each milestone's claim is accepted."""
    claims = Claim.objects.filter(report__outcome="accepted", report__decided_at__lte=end_of(day))
    rows = within(claims, duties, "report__duty").order_by("-report__decided_at")
    return {
        key: decided.astimezone(SHANGHAI).date() for key, decided in rows.values_list("milestone", "report__decided_at")
    }


def closed_at(day: date, duties: Duties = None) -> dict[int, date | None]:
    """Since when each duty that is closed or taken back on a day is so; reopening undoes it."""
    ended = _ended(day, duties)
    return {duty: None if kind == "reopen" else since for duty, (kind, since) in ended.items()}


def _ended(day: date, duties: Duties) -> dict[int, tuple[str, date]]:
    """The last that was decided of a duty's end by a day: close, void or reopen, and since when; one statement."""
    rows = Request.objects.filter(kind__in=("close", "void", "reopen"), outcome="accepted", counts_from__lte=day)
    found = within(rows, duties).order_by("counts_from", "id").values_list("duty", "kind", "counts_from")
    return {duty: (kind, since) for duty, kind, since in found if since is not None}
