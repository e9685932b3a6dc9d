"""Deadline day: which reports of a period are owed on a day, and how each stands, whatever day is asked for."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import groupby

from django.db.models import Max, Min

from luoshi.duties.models import Assignment, Duty, Reminder, Report, Term
from luoshi.duties.queries.facts import Duties, Held, closed_at, end_of, within
from luoshi.duties.queries.kept import Kept
from luoshi.duties.queries.windows import Windows
from luoshi.duties.rules.calendar import Window, periods
from luoshi.duties.rules.taking import owing
from luoshi.orgs.models import Account, RoleGrant, Unit
from luoshi.orgs.queries import at_date, formers_at
from luoshi.orgs.rules.roles import ROLES
from luoshi.values.periods import Period
from luoshi.web.clock import day_of

STATES = ("missing", "returned", "waiting", "accepted")
"""How a report that is owed stands, the most urgent first."""


@dataclass(frozen=True, slots=True)
class Row:
    """A report that a unit owes: how it stands, when it came first, days of lateness so far, reminders so far."""

    duty: int
    title: str
    unit: int
    unit_name: str
    state: str
    due: date
    sent: datetime | None
    late: int
    reminded: datetime | None = None
    period: str = ""

    @property
    def is_in(self) -> bool:
        """Whether it is there and was not returned."""
        return self.state in {"waiting", "accepted"}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit's reports of the period: how many stand how, who is asked for them."""

    unit: int
    name: str
    counts: Mapping[str, int]
    rows: tuple[Row, ...]
    contacts: tuple[str, ...]

    @property
    def missing(self) -> tuple[Row, ...]:
        """What is not there: never sent, or returned."""
        return tuple(row for row in self.rows if not row.is_in)

    @property
    def total(self) -> int:
        """How many reports it owes."""
        return len(self.rows)


@dataclass(frozen=True)
class Deadline:
    """A period as it stands on a day."""

    period: Period
    window: Window
    rows: tuple[Row, ...]

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many reports stand how; every state is there."""
        return counted(self.rows)

    @property
    def came(self) -> int:
        """How many are in."""
        return self.counts["waiting"] + self.counts["accepted"]

    @cached_property
    def by_unit(self) -> list[tuple[Row, ...]]:
        """Rows of each unit, those with most missing first."""
        ordered = sorted(self.rows, key=lambda row: row.unit)
        found = [tuple(rows) for _unit, rows in groupby(ordered, key=lambda row: row.unit)]
        return sorted(found, key=lambda rows: sum(row.is_in for row in rows) - len(rows))

    @cached_property
    def late(self) -> tuple[Row, ...]:
        """Reports that came after their due day, the latest first."""
        return tuple(sorted((row for row in self.rows if row.sent and row.late), key=lambda row: -row.late))


def counted(rows: Iterable[Row]) -> dict[str, int]:
    """How many rows stand how."""
    found = Counter(row.state for row in rows)
    return {state: found[state] for state in STATES}


def deadlines(codes: Iterable[Period], day: date) -> list[Deadline]:
    """Periods as they stand on a day; one statement while nothing has happened since they were last asked for."""
    wanted = tuple(codes)
    now = _KEPT.now((wanted, day))
    return now.made("deadlines", lambda: _deadlines(wanted, day, now.values.values()))


def _deadlines(wanted: Sequence[Period], day: date, rows: Iterable[tuple[Row, ...]]) -> list[Deadline]:
    windows = Windows(map(str, wanted), day)
    found: dict[str, list[Row]] = {str(period): [] for period in wanted}
    for each in rows:
        for row in each:
            found[row.period].append(row)
    return [Deadline(period, windows.plain(period), tuple(found[str(period)])) for period in wanted]


def _rows(key: tuple[Sequence[Period], date], duties: Sequence[int] | None) -> dict[int, tuple[Row, ...]]:
    """Reports owed on some periods, by duty; eight statements."""
    wanted, day = key
    known = _Known(wanted, day, duties)
    return {duty: found for duty, terms in known.terms.items() if (found := tuple(known.rows(duty, terms)))}


_KEPT = Kept(_rows)


def by_unit(deadline: Deadline, day: date) -> list[UnitRow]:
    """Units that owe reports, those with most missing first; one statement."""
    contacts = contacts_of((rows[0].unit for rows in deadline.by_unit), day)
    return [
        UnitRow(rows[0].unit, rows[0].unit_name, counted(rows), rows, contacts.get(rows[0].unit, ()))
        for rows in deadline.by_unit
    ]


def contacts_of(units: Iterable[int], day: date) -> dict[int, tuple[str, ...]]:
    """Names of those who report for each unit on a day; one statement."""
    roles = [code for code, role in ROLES.items() if "duties.report" in role.permissions]
    held = RoleGrant.objects.filter(at_date(day), role__in=roles).values("account")
    people = Account.objects.filter(unit__in=set(units), is_active=True, pk__in=held).order_by("name")
    found: dict[int, tuple[str, ...]] = {}
    for unit, name in people.values_list("unit", "name"):
        found[unit] = (*found.get(unit, ()), name)
    return found


def years() -> range:
    """Years in which any duty reports; one statement."""
    ends = Term.objects.exclude(rhythm="none").aggregate(first=Min("begins"), last=Max("due"))
    return range(ends["first"].year, ends["last"].year + 1) if ends["first"] else range(0)


def periods_of(year: int) -> list[Period]:
    """Periods of a year that any duty reports on, the newest first; one statement."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    rows = Term.objects.filter(begins__lte=last, due__gte=first).order_by()
    spans = rows.values_list("rhythm").annotate(begins=Min("begins"), due=Max("due"))
    found = {period for rhythm, begins, due in spans for period in periods(rhythm, max(begins, first), min(due, last))}
    return sorted(found, key=lambda period: (period.last_day, period.kind), reverse=True)


class _Known:
    """What is known on a day, gathered once for several periods."""

    def __init__(self, wanted: Sequence[Period], day: date, duties: Duties) -> None:
        codes = [str(period) for period in wanted]
        end = end_of(day)
        self._wanted, self._day = wanted, day
        self._windows = Windows(codes, day)
        self.terms = _terms(wanted, day, duties)
        self._shares = _shares(day, duties)
        self._closed = closed_at(day, duties)
        self._origins = formers_at(day)
        self._titles = dict(within(Duty.objects.all(), duties, "pk").values_list("pk", "title"))
        self._names = dict(Unit.objects.values_list("pk", "name"))
        reminders = within(Reminder.objects.filter(period__in=codes, at__lte=end), duties).order_by("at")
        self._reminded = {
            (period, unit, duty): at for period, unit, duty, at in reminders.values_list("period", "unit", "duty", "at")
        }
        self._reports: dict[tuple[str, int, int], list[tuple[datetime, str, datetime | None]]] = {}
        sent = within(Report.objects.filter(period__in=codes, at__lte=end), duties).order_by("attempt")
        names = ("period", "unit", "duty", "at", "outcome", "decided_at")
        for period, unit, duty, at, outcome, decided in sent.values_list(*names):
            self._reports.setdefault((period, unit, duty), []).append((at, outcome, decided))

    def rows(self, duty: int, terms: list[Held]) -> Iterator[Row]:
        """A duty's. Who owed is judged on the due day of a period, or on the day asked for if that is earlier."""
        for period in self._wanted:
            on = min(self._windows.plain(period).due, self._day)
            for unit in self._owing(period, duty, _held(terms, on), on):
                yield self._row(period, unit, duty)

    def _owing(self, period: Period, duty: int, term: Held | None, on: date) -> tuple[int, ...]:
        """Units that owe a report of a duty on a period."""
        if term is None or not owing(term, period, self._closed.get(duty)):
            return ()
        held = (unit for unit, since, until in self._shares.get(duty, ()) if since <= on and (not until or until > on))
        return tuple(held) or (term.owner,)

    def _row(self, period: Period, unit: int, duty: int) -> Row:
        key = (str(period), unit, duty)
        attempts = self._attempts(period, unit, duty)
        due = self._windows.of(period, unit, duty).due
        sent = attempts[0][0] if attempts else None
        came = day_of(sent) if sent else self._day
        late = max((came - due).days, 0)
        state = self._state(attempts)
        told = self._reminded.get(key)
        return Row(duty, self._titles[duty], unit, self._names[unit], state, due, sent, late, told, key[0])

    def _attempts(self, period: Period, unit: int, duty: int) -> list[tuple[datetime, str, datetime | None]]:
        """What came, also from units that this one continues, in the order of its coming."""
        senders = (unit, *self._origins.get(unit, ()))
        return sorted(each for sender in senders for each in self._reports.get((str(period), sender, duty), []))

    def _state(self, attempts: list[tuple[datetime, str, datetime | None]]) -> str:
        """How the last attempt stood on the day: what was decided later was not decided yet."""
        if not attempts:
            return "missing"
        _, outcome, decided = attempts[-1]
        return outcome if decided is not None and decided <= end_of(self._day) else "waiting"


def _terms(wanted: Sequence[Period], day: date, duties: Duties) -> dict[int, list[Held]]:
    """All terms known on a day of duties that may report on a period, by duty, the oldest first."""
    if not wanted:
        return {}
    first, last = min(period.first_day for period in wanted), max(period.last_day for period in wanted)
    overlapping = Term.objects.filter(begins__lte=last, due__gte=first).order_by().values("duty")
    rows = within(Term.objects.filter(since__lte=day, duty__in=overlapping), duties).order_by("since", "id")
    names = ("owner", "begins", "due", "quantity", "unit", "rhythm", "since")
    found: dict[int, list[Held]] = {}
    for duty, *values in rows.values_list("duty", *names):
        found.setdefault(duty, []).append(Held(*values))
    return found


def _held(terms: list[Held], on: date) -> Held | None:
    """The term that held on a day."""
    return next((term for term in reversed(terms) if term.since <= on), None)


def _shares(day: date, duties: Duties) -> dict[int, list[tuple[int, date, date | None]]]:
    """Units with shares of their own to report, by duty, with the time each had it."""
    rows = within(Assignment.objects.filter(quantity__isnull=False, since__lte=day), duties).order_by("id")
    found: dict[int, list[tuple[int, date, date | None]]] = {}
    for duty, unit, since, until in rows.values_list("duty", "unit", "since", "until"):
        found.setdefault(duty, []).append((unit, since, until))
    return found
