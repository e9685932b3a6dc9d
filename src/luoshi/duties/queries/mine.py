"""My desk: what a unit owes by when, in a number of statements that does not grow with its duties."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Case, Max, Prefetch, Q, When

from luoshi.duties.models import Assignment, Draft, Extension, Receipt, Report, Verdict
from luoshi.duties.queries import access
from luoshi.duties.queries.facts import Held, closed_at, facts_at, first_terms, settings_at, terms_at
from luoshi.duties.queries.origins import family, last_figures
from luoshi.duties.queries.signing import STEP_OF, asked_of, missing_step, waiting_for, with_files
from luoshi.duties.rules.calendar import Owed, Window
from luoshi.duties.rules.lights import Facts, MilestoneFact, Standing, judge
from luoshi.orgs.models import Account
from luoshi.orgs.queries import permissions, work_calendar
from luoshi.orgs.rules.working_days import WorkCalendar, add_working_days

LOOK_BACK = timedelta(days=400)
"""Reports older than this neither wait to be mended nor fill a window that may still be open."""
LOOK_AHEAD = timedelta(days=31)
"""Milestones are on the desk so long before they are due."""
GROUPS = ("overdue", "week", "month", "later", "undated")


@dataclass(frozen=True, slots=True)
class Part:
    """What the unit is to a duty: owner, responsible or supporting; its own quantity if it has a share; since when."""

    role: str
    quantity: Decimal | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do. `kind` is report, milestone, receipt or confirm; `due` None where nothing says by when.

    `accepted` is the unit's own newest accepted quantity, `target` what it owes of it; `returned` the report that came
    back; `entered` one that somebody else entered; `missing` the step inside the unit that signs next.
    """

    kind: str
    duty: int
    title: str
    part: Part
    term: Held
    standing: Standing
    due: date | None = None
    period: str = ""
    accepted: Decimal | None = None
    target: Decimal | None = None
    draft: Draft | None = None
    returned: Report | None = None
    entered: Report | None = None
    milestones: tuple[MilestoneFact, ...] = ()
    missing: str = ""
    handler: Account | None = None
    passed_by: str = ""
    objected: bool = False

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return f"{self.kind}-{self.duty}-{self.period}" if self.period else f"{self.kind}-{self.duty}"

    def group(self, day: date) -> str:
        """Which heading it stands under."""
        if self.due is None:
            return "undated"
        if self.due < day:
            return "overdue"
        if self.due <= day + timedelta(days=6 - day.weekday()):
            return "week"
        return "month" if (self.due.year, self.due.month) == (day.year, day.month) else "later"


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the strip: how many things are due, and whether people work."""

    day: date
    count: int
    works: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything on somebody's desk. `waiting` are reports that somebody else looks at now."""

    items: list[Item] = field(default_factory=list)
    to_sign: list[Draft] = field(default_factory=list)
    waiting: list[Report] = field(default_factory=list)
    to_review: int = 0
    days: list[Day] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many things there are to do."""
        return len(self.items) + len(self.to_sign)

    def grouped(self, day: date, items: Iterable[Item] | None = None) -> list[tuple[str, list[Item]]]:
        """Items under their headings, those without any left out."""
        rows = list(self.items if items is None else items)
        found = [(name, [item for item in rows if item.group(day) == name]) for name in GROUPS]
        return [(name, group) for name, group in found if group]


def desk(account: Account, day: date) -> Desk:
    """What an account has to do on a day; nothing without a unit."""
    held = permissions(account, day)
    to_review = access.awaiting(account, day).count()
    if account.unit_id is None or "duties.read" not in held:
        return Desk(to_review=to_review)
    known = _Known(account.unit_id, day)
    reports = "duties.report" in held
    items = sorted(known.items(), key=_order) if reports else []
    steps = {step for permission, step in STEP_OF.items() if permission in held}
    to_sign = [each for each in waiting_for(known.drafts.values(), known.asked, steps) if _may_sign(each, account)]
    return Desk(items, to_sign, known.waiting(), to_review, _days(items, day, known.calendar))


def _may_sign(draft: Draft, account: Account) -> bool:
    """Whoever wrote a draft or has signed it does not sign it again."""
    return draft.saved_by_id != account.pk and all(each.by_id != account.pk for each in draft.signatures.all())


def _order(item: Item) -> tuple[bool, date, str]:
    return (item.due is None, item.due or date.max, item.title)


def _days(items: Iterable[Item], day: date, calendar: WorkCalendar) -> list[Day]:
    """Two weeks from today."""
    due = [item.due for item in items]
    coming = (day + timedelta(days=step) for step in range(14))
    return [Day(each, due.count(each), calendar.works(each)) for each in coming]


class _Known:
    """What is known of a unit's duties on a day, gathered once; of closed ones only what still waits."""

    def __init__(self, unit: int, day: date) -> None:
        self._unit, self._day = unit, day
        mine = dict(access.of_unit(unit, day).values_list("pk", "title"))
        closed = closed_at(day, list(mine))
        self._titles: dict[int, str] = {key: title for key, title in mine.items() if closed.get(key) is None}
        keys = list(self._titles)
        self._terms = terms_at(day, keys)
        self._settings = settings_at(day)
        self._facts = facts_at(day, keys)
        for duty, term in first_terms([key for key in keys if key not in self._terms]).items():
            self._terms[duty], self._facts[duty] = term, Facts(term.begins, term.due, term.quantity)
        self._assigned = _assignments(keys, day)
        self._receipts, self._passed = _receipts(unit, keys)
        self._in, self._reports = _reports(unit, day)
        self._accepted = {duty: last.quantity for duty, last in last_figures(unit, keys).items()}
        self._grace = _grace(unit, day)
        self.calendar = work_calendar()
        self.asked = asked_of(unit, day)
        drafts = with_files(Draft.objects.filter(unit=unit)).select_related("saved_by", "duty")
        self.drafts = {(each.duty_id, each.period): each for each in drafts}

    def items(self) -> list[Item]:
        """Things to do, in the order of duties."""
        owed = Owed(self._settings, lambda start, count: add_working_days(start, count, self.calendar).value)
        return [item for duty in self._titles if duty in self._facts for item in self._of(duty, owed)]

    def waiting(self) -> list[Report]:
        """Reports of the unit that wait for somebody, the oldest first."""
        return sorted((each for each in self._reports.values() if each.stage), key=lambda each: each.at)

    def _of(self, duty: int, owed: Owed) -> list[Item]:
        base = self._base(duty)
        found = [self._with_report(base, window) for window in self._open(duty, owed)]
        found = found or self._milestone(base)
        receipt = self._receipts.get(duty)
        entered = self._entered(duty)
        if receipt is None:
            found.append(replace(base, kind="receipt", passed_by=self._passed.get(duty, "")))
        return found + [replace(base, kind="confirm", period=each.period, entered=each) for each in entered]

    def _base(self, duty: int) -> Item:
        term, facts = self._terms[duty], self._facts[duty]
        part, receipt = self._part(duty), self._receipts.get(duty)
        return Item(
            kind="",
            duty=duty,
            title=self._titles[duty],
            part=part,
            term=term,
            standing=judge(facts, self._day, self._settings.thresholds),
            accepted=self._accepted.get(duty),
            target=part.quantity or term.quantity,
            milestones=self._steps(facts),
            handler=receipt.member if receipt else None,
            objected=receipt is not None and receipt.verdict == "objected",
        )

    def _steps(self, facts: Facts) -> tuple[MilestoneFact, ...]:
        """Milestones that are not accepted and due before long."""
        end = self._day + LOOK_AHEAD
        return tuple(each for each in facts.milestones if not each.accepted_on and each.due <= end)

    def _part(self, duty: int) -> Part:
        own = self._assigned.get(duty, {}).get(self._unit)
        term = self._terms[duty]
        if term.owner == self._unit:
            return Part("owner", own.quantity if own else None, term.since)
        return own or Part("responsible")

    def _reports_itself(self, duty: int) -> bool:
        """Whether the unit's reports make up the duty's progress."""
        assigned = self._assigned.get(duty, {})
        shares = {unit for unit, part in assigned.items() if part.quantity is not None}
        return self._unit in shares if shares else self._terms[duty].owner == self._unit

    def _open(self, duty: int, owed: Owed) -> list[Window]:
        """Windows in which a report of the unit is still to come, those whose report was returned included."""
        if not self._reports_itself(duty):
            return []
        term = self._terms[duty]
        last = min(term.due, self._day + timedelta(days=self._settings.opens_days))
        windows = [self._with_grace(duty, each) for each in owed.of(term.rhythm, term.begins, last)]
        return [each for each in windows if self._is_owed(duty, each)]

    def _is_owed(self, duty: int, window: Window) -> bool:
        key = (duty, str(window.period))
        report = self._reports.get(key)
        if report is not None:
            return report.outcome == "returned"
        return key not in self._in and window.is_open(self._day)

    def _with_grace(self, duty: int, window: Window) -> Window:
        code = str(window.period)
        given = [self._grace[key] for key in ((code, None), (code, duty)) if key in self._grace]
        if not given:
            return window
        due = max(window.due, *given)
        return Window(window.period, window.opens, due, max(window.closes, due))

    def _with_report(self, base: Item, window: Window) -> Item:
        period = str(window.period)
        draft = self.drafts.get((base.duty, period))
        missing = missing_step(draft, self.asked) if draft else ""
        returned = self._reports.get((base.duty, period))
        return replace(
            base, kind="report", due=window.due, period=period, draft=draft, returned=returned, missing=missing
        )

    def _milestone(self, base: Item) -> list[Item]:
        """The next step, where no report can be sent yet."""
        if not base.milestones or not self._reports_itself(base.duty):
            return []
        return [replace(base, kind="milestone", due=base.milestones[0].due)]

    def _entered(self, duty: int) -> list[Report]:
        """Reports that somebody else entered and the unit has not confirmed."""
        own = [each for (key, _period), each in self._reports.items() if key == duty]
        return [each for each in own if each.said_by and not each.confirmed_at and each.outcome != "returned"]


def _assignments(keys: Sequence[int], day: date) -> dict[int, dict[int, Part]]:
    """Duty -> unit -> its part."""
    held = Assignment.objects.filter(duty__in=keys, since__lte=day).filter(Q(until=None) | Q(until__gt=day))
    found: dict[int, dict[int, Part]] = {}
    for duty, unit, role, quantity, since in held.values_list("duty", "unit", "role", "quantity", "since"):
        found.setdefault(duty, {})[unit] = Part(role, quantity, since)
    return found


def _receipts(unit: int, keys: Sequence[int]) -> tuple[dict[int, Receipt], dict[int, str]]:
    """The unit's last receipt by duty, and by duty the unit that passed it on to this one."""
    found = Receipt.objects.filter(Q(unit=unit) | Q(to=unit), duty__in=keys)
    rows = found.select_related("unit", "member").order_by("id")
    own: dict[int, Receipt] = {}
    passed: dict[int, str] = {}
    for row in rows:
        if row.unit_id == unit:
            own[row.duty_id] = row
        else:
            passed[row.duty_id] = row.unit.name
    return own, passed


def _reports(unit: int, day: date) -> tuple[set[tuple[int, str]], dict[tuple[int, str], Report]]:
    """Duty and period of the last attempts that need nothing more, and the other last attempts; four statements.

    What a unit sent that this one continues is there too.
    """
    recent = Q(period_end__gte=day - LOOK_BACK) | ~Q(stage="")
    done = Q(outcome="accepted") & (Q(said_by="") | Q(confirmed_at__isnull=False))
    rows = Report.objects.filter(recent, unit__in=family(unit)).annotate(
        done=Case(When(done, then=True), default=False)
    )
    last = {row[:2]: row[2:] for row in rows.order_by("at", "id").values_list("duty", "period", "pk", "done")}
    open_ones = [key for key, done in last.values() if not done]
    verdicts = Prefetch("verdicts", Verdict.objects.select_related("by"))
    whole = Report.objects.filter(pk__in=open_ones).select_related("duty", "by").prefetch_related(verdicts)
    return (
        {place for place, (_key, done) in last.items() if done},
        {(row.duty_id, row.period): row for row in whole.order_by("at", "id")},
    )


def _grace(unit: int, day: date) -> dict[tuple[str, int | None], date]:
    """Days of grace still to come or not long past: (period, duty or None for all duties) -> until."""
    given = Extension.objects.filter(Q(unit=None, duty=None) | Q(unit=unit) | Q(duty__isnull=False))
    rows = given.filter(until__gte=day - LOOK_BACK).values_list("period", "duty").annotate(latest=Max("until"))
    return {(period, duty): latest for period, duty, latest in rows.order_by()}
