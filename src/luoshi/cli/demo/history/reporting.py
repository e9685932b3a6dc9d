"""Units report, and what they report is reviewed: the usual run, and what the tables say went otherwise."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from luoshi.cli.demo.history import evidence, sayings
from luoshi.cli.demo.history.moments import Days, Step, moment
from luoshi.cli.demo.history.persons import Persons
from luoshi.cli.demo.history.rules.chance import choice
from luoshi.cli.demo.history.signing import sign_first
from luoshi.cli.demo.history.tables import Fate, Told
from luoshi.cli.demo.history.tables import Step as Milestone
from luoshi.delivery.models import Task
from luoshi.duties.actions.reporting import OnBehalf, Proof, confirm_report, submit_report
from luoshi.duties.actions.reporting import Told as Content
from luoshi.duties.actions.reviewing import decide_report
from luoshi.duties.models import Report
from luoshi.duties.queries import access
from luoshi.duties.rules.calendar import periods
from luoshi.orgs.models import Account, Unit
from luoshi.values.periods import Period
from luoshi.web.clock import day_of

OFFICE, ENTERING = "jihua", "ducha"
"""Who reviews for the office, and who enters what others have told it."""

REVIEWS = ("lead", "office")
RUN: Mapping[str, tuple[str, ...]] = {
    "": ("send", *REVIEWS),
    "late": ("send", *REVIEWS),
    "unchanged": ("send", *REVIEWS),
    "returned-lead": ("send", "return-lead", "again", *REVIEWS),
    "returned": ("send", "lead", "return-office", "again", *REVIEWS),
    "bounced-lead": ("send", "return-lead"),
    "bounced": ("send", "lead", "return-office"),
    "lead": ("send",),
    "office": ("send", "lead"),
    "behalf": ("enter", "confirm", *REVIEWS),
    "behalf-open": ("enter", "lead"),
    "signing": ("sign",),
    "missing": (),
}
"""What is done about a report, by its fate."""

COUNTED = ("个", "座", "所", "处", "次", "支", "份")
LATE_DAYS = 2


@dataclass(frozen=True, slots=True)
class Owed:
    """A report to be made: by which unit, for which period, and what it has reached by then."""

    told: Told
    unit: str
    period: Period
    total: Decimal | None
    reached: tuple[Milestone, ...]
    ahead: tuple[Milestone, ...]

    @property
    def fate(self) -> Fate:
        """What becomes of it."""
        return self.told.fate(str(self.period), self.unit)


class Reporting:
    """The run of reports over the tasks that have been made."""

    def __init__(self, made: Mapping[tuple[int, str], Task], persons: Persons, days: Days) -> None:
        self._made, self._persons, self._days = made, persons, days

    def steps(self, told: Told, owner: str) -> Iterator[Step]:
        """Everything about the reports of a task."""
        for unit in told.shares or (owner,):
            for owed in _owed(told, unit, self._days.last):
                yield from self._run(owed)

    def _run(self, owed: Owed) -> Iterator[Step]:
        acts: Mapping[str, Callable[..., None]] = {
            "send": self._send,
            "again": partial(self._send, again=True),
            "enter": self._enter,
            "sign": partial(self._send, stop=True),
            "confirm": self._confirm,
            "lead": partial(self._decide, stage="lead"),
            "office": partial(self._decide, stage="office"),
            "return-lead": partial(self._decide, stage="lead", back=True),
            "return-office": partial(self._decide, stage="office", back=True),
        }
        day = self._first_day(owed)
        for turn, name in enumerate(RUN[owed.fate.code]):
            at = moment(self._days.after(day, turn), turn, owed.told.title, owed.unit, owed.period)
            yield Step(at, partial(acts[name], owed))

    def _first_day(self, owed: Owed) -> date:
        """In the week after the period; of the period that runs out when the history ends, in its last days."""
        end = owed.period.last_day
        if end > self._days.last:
            return self._days.at_work(end - timedelta(days=5))
        if owed.fate.code == "late":
            return self._days.after(end, 5 + LATE_DAYS)
        return self._days.after(end, 1 + choice(4, owed.told.title, owed.unit, owed.period))

    def _task(self, owed: Owed) -> Task:
        return self._made[owed.told.year, owed.told.title]

    def _unit(self, owed: Owed) -> Unit:
        return self._persons.units[owed.unit]

    def _officer(self, owed: Owed) -> Account:
        signed = owed.told.signed.get(owed.unit)
        if signed and signed.code == "member":
            return self._persons.accounts[signed.words]
        found = self._persons.of(self._unit(owed).pk)
        assert found is not None, owed.unit
        return found

    def _send(self, owed: Owed, at: datetime, *, again: bool = False, stop: bool = False) -> None:
        by, task, unit = self._officer(owed), self._task(owed), self._unit(owed)
        content = self._content(owed, by, at, again=again)
        sign_first(task.duty, unit, owed.period, content, self._persons, stop=stop, by=by, at=at)
        if not stop:
            submit_report(duty=task.duty, unit=unit, period=owed.period, told=content, by=by, at=at)

    def _enter(self, owed: Owed, at: datetime) -> None:
        by = self._persons.accounts[ENTERING]
        said = OnBehalf(owed.fate.words, day_of(at))
        content = self._content(owed, by, at)
        submit_report(
            duty=self._task(owed).duty,
            unit=self._unit(owed),
            period=owed.period,
            told=content,
            on_behalf=said,
            by=by,
            at=at,
        )

    def _content(self, owed: Owed, by: Account, at: datetime, *, again: bool = False) -> Content:
        told, period = owed.told, str(owed.period)
        if owed.fate.code == "unchanged":
            return Content(unchanged=True)
        month = owed.period.last_day
        said = told.says.get(period) or (
            sayings.of_quantity(told, owed.unit, period, month, owed.total)
            if owed.total is not None
            else sayings.of_steps(told, period, owed.reached, owed.ahead)
        )
        keys = dict(self._task(owed).duty.milestones.values_list("title", "pk"))
        return Content(
            quantity=owed.total,
            text=f"已按退回意见核对补充。{said}" if again else said,
            difficulties=told.difficulties.get(period, ""),
            requests=told.requests.get(period, ""),
            claims={keys[each.title]: each.reached for each in owed.reached if each.reached},
            proofs=list(self._proofs(owed, keys, by.username, at)),
        )

    def _proofs(self, owed: Owed, keys: Mapping[str, int], by: str, at: datetime) -> Iterator[Proof]:
        """A paper for each milestone; a picture now and then."""
        for each in owed.reached:
            name, day = f"{each.title}证明（{owed.told.title}）", each.reached or day_of(at)
            paper = evidence.certificate(name=name, unit=owed.unit, day=day, by=by, at=at)
            yield Proof(paper, keys[each.title], each.title)
        if owed.total and not choice(4, owed.told.title, owed.unit, owed.period):
            name = f"{owed.unit}{owed.told.title}{owed.period}现场"
            yield Proof(evidence.photo(name=name, by=by, at=at), caption="现场照片")

    def _report(self, owed: Owed) -> Report:
        found = Report.objects.filter(duty=self._task(owed).duty, unit=self._unit(owed), period=str(owed.period))
        return found.latest("attempt")

    def _confirm(self, owed: Owed, at: datetime) -> None:
        confirm_report(report=self._report(owed), by=self._officer(owed), at=at)

    def _decide(self, owed: Owed, at: datetime, *, stage: str, back: bool = False) -> None:
        report = self._report(owed)
        if report.stage != stage:
            return
        owner = access.owner_of(report.duty, day_of(at))
        by = self._persons.accounts[OFFICE] if stage == "office" else self._persons.of(owner)
        assert by is not None
        outcome, why = ("returned", owed.fate.words) if back else ("accepted", "")
        decide_report(report=report, stage=stage, outcome=outcome, why=why, by=by, at=at)


def _owed(told: Told, unit: str, last: date) -> Iterator[Owed]:
    """Reports of a unit, up to the last the table knows of."""
    claimed: set[str] = set()
    for number, period in enumerate(periods(told.rhythm, told.begins, told.due)):
        if _is_beyond(told, number, period, last):
            return
        missing = told.fate(str(period), unit).code == "missing"
        reached = tuple(
            each
            for each in told.steps
            if each.reached and each.reached <= period.last_day and each.title not in claimed and not missing
        )
        claimed |= {each.title for each in reached}
        ahead = tuple(each for each in told.steps if each.title not in claimed)
        total = _total(told, unit, told.done[number]) if told.done else None
        yield Owed(told, unit, period, total, reached, ahead)


def _is_beyond(told: Told, number: int, period: Period, last: date) -> bool:
    if told.done:
        return number >= len(told.done)
    return period.last_day > last if not told.last else str(period) > told.last


def _total(told: Told, unit: str, done: Decimal) -> Decimal:
    """A unit's figure when all together have done so much: some are quicker than others, all arrive together."""
    if not told.shares or not told.quantity:
        return done
    pace = Decimal(85 + choice(31, told.title, unit)) / 100
    part = done / told.quantity
    share = told.shares[unit]
    exact = share * part if part >= 1 else share * min(part * pace, Decimal(1))
    step = Decimal(1) if told.unit in COUNTED else Decimal("0.01")
    return exact.quantize(step, ROUND_HALF_UP)
