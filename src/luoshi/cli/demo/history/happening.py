"""What happens besides reporting: requests, closings, field checks, reminders, days of grace, settings, a draft."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from luoshi.cli.demo.history import evidence
from luoshi.cli.demo.history.moments import Days, Step, moment
from luoshi.cli.demo.history.persons import Persons
from luoshi.cli.demo.history.rules.chance import choice
from luoshi.cli.demo.history.tables import Told, figure
from luoshi.delivery.models import Task
from luoshi.duties.actions.checking import Seen, record_check
from luoshi.duties.actions.extending import Grace, extend_period
from luoshi.duties.actions.reminding import Owed, remind
from luoshi.duties.actions.reporting import save_draft
from luoshi.duties.actions.requesting import ask, decide
from luoshi.duties.actions.setting import set_signatures
from luoshi.duties.models import Duty, Report, Request
from luoshi.duties.queries import access
from luoshi.duties.queries.holding import holding_of, is_complete
from luoshi.orgs.models import Account
from luoshi.values.periods import Period
from luoshi.web.clock import day_of

OFFICE = "jihua"
EVENING = 6
Event = Mapping[str, Any]


class Happening:
    """Does what the table of events says."""

    def __init__(self, made: Mapping[tuple[int, str], Task], persons: Persons, days: Days) -> None:
        self._made, self._persons, self._days = made, persons, days

    def steps(self, event: Event) -> Iterator[Step]:
        """What is done about one event: first itself, then perhaps a decision on it."""
        acts = {
            "ask": self._ask,
            "check": self._check,
            "remind": self._remind,
            "extend": self._extend,
            "signatures": self._signatures,
            "draft": self._draft,
        }
        yield Step(moment(event["on"], 3, event["kind"], event["by"]), partial(acts[event["kind"]], event))
        if "decided" in event:
            yield Step(moment(event["decided"], 4, event["task"]), partial(self._decide, event))

    def closing(self, told: Told) -> Iterator[Step]:
        """A task is closed once its year is over: its owner asks for it, the office decides the day after."""
        if told.closed:
            yield Step(moment(told.closed, 2, told.title), partial(self._close, told))
            day = self._days.after(told.closed, 1)
            yield Step(moment(day, 2 + choice(3, told.title), told.title), partial(self._strike_off, told))

    def _task(self, event: Event) -> Task:
        year, title = event["task"].split(" ", 1)
        return self._made[int(year), title]

    def _by(self, event: Event) -> Account:
        return self._persons.accounts[event["by"]]

    def _ask(self, event: Event, at: datetime) -> None:
        duty, kind = self._task(event).duty, event["change"]
        content = self._wanted(event, duty)
        ask(duty=duty, kind=kind, content=content, why=event["why"], by=self._by(event), at=at)

    def _wanted(self, event: Event, duty: Duty) -> dict[str, Any]:
        """The values asked for, as a request holds them."""
        wanted: dict[str, Any] = {}
        if "due" in event:
            wanted["due"] = event["due"].isoformat()
        if "steps" in event:
            held = holding_of(duty)["milestones"]
            keys = dict(duty.milestones.values_list("title", "pk"))
            wanted["milestones"] = {
                str(keys[title]): [day.isoformat(), held[str(keys[title])][1]] for title, day in event["steps"].items()
            }
        if "quantity" in event:
            amount, unit = figure(event["quantity"])
            wanted |= {"quantity": f"{amount:f}", "unit": unit}
        if "shares" in event:
            wanted["shares"] = {str(self._persons.units[name].pk): share for name, share in event["shares"].items()}
        if "owner" in event:
            wanted["owner"] = self._persons.units[event["owner"]].pk
        return wanted | {name: event[name] for name in ("proof",) if name in event}

    def _decide(self, event: Event, at: datetime) -> None:
        request = Request.objects.get(duty=self._task(event).duty, kind=event["change"], outcome="")
        by = self._persons.accounts[event.get("decided_by", OFFICE)]
        decide(request=request, outcome=event["outcome"], answer=event["answer"], by=by, at=at)

    def _close(self, told: Told, at: datetime) -> None:
        duty = self._made[told.year, told.title].duty
        day = day_of(at)
        why = "" if is_complete(duty, day) else "年度内未全部完成，剩余部分结转下一年继续实施。"
        reports = Report.objects.filter(duty=duty, outcome="accepted").values_list("pk", flat=True)
        content = {"proof": "成果已经验收，资料已归档。", "reports": list(reports[:8])}
        by = self._persons.of(access.owner_of(duty, day))
        assert by is not None
        ask(duty=duty, kind="close", content=content, why=why, by=by, at=at)

    def _strike_off(self, told: Told, at: datetime) -> None:
        request = Request.objects.get(duty=self._made[told.year, told.title].duty, kind="close", outcome="")
        answer = "同意结转，年度任务销号。" if request.why else ""
        decide(request=request, outcome="accepted", answer=answer, by=self._persons.accounts[OFFICE], at=at)

    def _check(self, event: Event, at: datetime) -> None:
        seen = Seen(event["on"], event["found"], event["agrees"], event["place"])
        picture = evidence.photo(name=f"{event['place']}核查", by=event["by"], at=at)
        record_check(duty=self._task(event).duty, seen=seen, photos=[picture], by=self._by(event), at=at)

    def _remind(self, event: Event, at: datetime) -> None:
        owed = [each for title in event["tasks"] for each in self._owed(title, day_of(at))]
        remind(period=Period.parse(event["period"]), owed=owed, text=event["text"], by=self._by(event), at=at)

    def _owed(self, title: str, day: date) -> list[Owed]:
        duty = self._task({"task": title}).duty
        return [Owed(unit, duty.pk) for unit in access.reporting_units(duty, day)]

    def _extend(self, event: Event, at: datetime) -> None:
        units = [self._persons.units[name] for name in event.get("units", ())]
        grace = Grace(event["until"], event["why"], units)
        extend_period(period=Period.parse(event["period"]), grace=grace, by=self._by(event), at=at)

    def _signatures(self, event: Event, at: datetime) -> None:
        set_signatures(count=event["count"], since=event["since"], by=self._by(event), at=at)

    def _draft(self, event: Event, at: datetime) -> None:
        by, duty = self._by(event), self._task(event).duty
        assert by.unit is not None
        content = {"quantity": event["quantity"], "basis": "total", "text": event["text"]}
        period = Period.parse(event["period"])
        save_draft(duty=duty, unit=by.unit, period=period, content=content, version=0, by=by, at=at)
