"""Measures are broken down each January, and the units sign for their tasks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from luoshi.cli.demo.history.moments import Days, Step, moment
from luoshi.cli.demo.history.persons import Persons
from luoshi.cli.demo.history.rules.chance import choice
from luoshi.cli.demo.history.tables import Told
from luoshi.delivery.actions.breaking_down import Place, create_task
from luoshi.delivery.actions.copying import Choice, bring_tasks
from luoshi.delivery.actions.correcting import Shown, correct_task
from luoshi.delivery.actions.registering import Order, register_task
from luoshi.delivery.models import Task
from luoshi.delivery.queries.contents import contents
from luoshi.duties.actions.creating import DutyGiven, MilestoneGiven, PartGiven, TermGiven
from luoshi.duties.actions.receipts import sign_receipt
from luoshi.plans.models import Measure, Revision

OFFICE = "jihua"
SIGNED_WITHIN = 5


class Breaking:
    """Makes the tasks of the tables; `made` holds them by year and title."""

    def __init__(self, revision: Revision, persons: Persons, days: Days) -> None:
        self._revision, self._persons, self._days = revision, persons, days
        self._measures = list(revision.measures.prefetch_related("units"))
        self.made: dict[tuple[int, str], Task] = {}

    def steps(self, told: Sequence[Told]) -> Iterator[Step]:
        """What is done to make these tasks, all of one year, and to sign for them."""
        for carry in (False, True):
            brought = [each for each in told if each.bring == ("carried" if carry else "copied")]
            if brought:
                yield Step(moment(brought[0].on, int(carry), "bring", carry), partial(self._bring, brought, carry))
        for each in told:
            if not each.bring:
                yield Step(moment(each.on, 2, each.title), partial(self._make, each))
            elif each.shares:
                yield Step(moment(each.on, 3, each.title), partial(self._share, each))
            yield from self._receipts(each)

    def owner(self, told: Told) -> int:
        """The unit that owns a task when it is made."""
        return self._persons.units[told.owner].pk if told.owner else self._lead(told)

    def _lead(self, told: Told) -> int:
        leads = [each for each in self._measure(told).units.all() if each.role == "lead" and each.unit_id]
        found = next((each for each in leads if each.accountable), leads[0])
        assert found.unit_id is not None
        return found.unit_id

    def _measure(self, told: Told) -> Measure:
        return next(measure for measure in self._measures if told.measure in measure.title)

    def _before(self, told: Told) -> Task:
        return self.made[told.year - 1, told.title]

    def _bring(self, told: Sequence[Told], carry: bool, at: datetime) -> None:
        chosen = [Choice(self._before(each).pk, each.quantity) for each in told]
        year, by = told[0].year, self._persons.accounts[OFFICE]
        bring_tasks(revision=self._revision, year=year, carry=carry, chosen=chosen, by=by, at=at)
        for each in told:
            found = Task.objects.filter(plan=self._revision.plan_id, year=year, duty__title=each.title)
            self.made[year, each.title] = found.select_related("duty").get()

    def _share(self, told: Told, at: datetime) -> None:
        """Shares of last year that do not add up to the new quantity were left out: give the new ones."""
        task = self.made[told.year, told.title]
        now = contents([task])[task.pk]
        others = [part for part in now.given.parts if part.unit not in {each.unit for each in self._shares(told)}]
        given = replace(now.given, parts=[*self._shares(told), *others])
        by = self._persons.accounts[OFFICE]
        if given.parts != now.given.parts:
            correct_task(shown=Shown(task, now.version), given=given, weight=now.weight, by=by, at=at)

    def _make(self, told: Told, at: datetime) -> None:
        if told.order:
            self.made[told.year, told.title] = self._register(told, at)
            return
        place, by = Place(self._measure(told), told.year), self._persons.accounts[OFFICE]
        self.made[told.year, told.title] = create_task(place=place, given=self._given(told), by=by, at=at)

    def _register(self, told: Told, at: datetime) -> Task:
        said = told.order
        order = Order(said["kind"], said["who"], said["on"], said["text"])
        return register_task(order=order, given=self._given(told), by=self._persons.accounts[said["by"]], at=at)

    def _given(self, told: Told) -> DutyGiven:
        term = TermGiven(
            self.owner(told),
            told.begins,
            told.due,
            told.quantity,
            told.unit,
            told.deliverable,
            told.rhythm,
            told.office_reviews,
        )
        steps = [MilestoneGiven(each.title, each.due, each.weight) for each in told.steps]
        helping = [PartGiven(self._persons.units[name].pk, "supporting") for name in told.supporting]
        return DutyGiven(told.title, term, steps, [*self._shares(told), *helping], self._since(told))

    def _since(self, told: Told) -> date:
        """A task is known before it begins; nothing holds of the first year before the plan was broken down."""
        return told.on if told.year == self._revision.first_year else min(told.begins, told.on)

    def _shares(self, told: Told) -> list[PartGiven]:
        units = self._persons.units
        return [PartGiven(units[name].pk, "responsible", share) for name, share in told.shares.items()]

    def _receipts(self, told: Told) -> Iterator[Step]:
        """Everybody who has a part and an account signs within a week, other than the table says."""
        owner = self._persons.names[self.owner(told)]
        for name in dict.fromkeys((owner, *told.shares, *told.supporting)):
            day = self._days.after(told.on, 1 + choice(SIGNED_WITHIN, told.title, name))
            yield Step(moment(day, 0, told.title, name), partial(self._sign, told, name))

    def _sign(self, told: Told, name: str, at: datetime) -> None:
        task, by = self.made[told.year, told.title], self._persons.of(self._persons.units[name].pk)
        fate = told.signed.get(name)
        if by is None or (fate and fate.code == "none"):
            return
        if fate is None:
            sign_receipt(duty=task.duty, verdict="accepted", by=by, at=at)
        elif fate.code == "member":
            member = self._persons.accounts[fate.words]
            sign_receipt(duty=task.duty, verdict="passed_on", member=member, by=by, at=at)
        else:
            sign_receipt(duty=task.duty, verdict=fate.code, why=fate.words, by=by, at=at)
