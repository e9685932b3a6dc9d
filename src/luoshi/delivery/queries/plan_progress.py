"""How a plan's tasks stand on a day, each with everything it is grouped by; some twenty statements."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from luoshi.delivery.models import Task
from luoshi.delivery.queries.breakdown import sees_all
from luoshi.delivery.queries.counties import counties_taking_part, units_and_places
from luoshi.duties.queries import access
from luoshi.duties.queries.facts import Held, facts_at, settings_at, terms_at
from luoshi.duties.rules.lights import SEVERITY, Facts, Standing, judge
from luoshi.duties.rules.rollup import Child, Rollup, rolled_up
from luoshi.orgs.models import Account
from luoshi.plans.models import Measure, Plan, Provision, Revision
from luoshi.plans.queries.revisions import in_force, visible

NOWHERE = "none"
"""Filters by it: tasks of measures that the text in force has no more, tasks that no county has a part in."""


@dataclass(frozen=True, slots=True)
class PlanTask:
    """A task on a day. `measure` and `chapter` are None where the text in force has its measure no more."""

    task: Task
    term: Held
    facts: Facts
    standing: Standing
    owner: str
    counties: tuple[str, ...]
    measure: Measure | None
    chapter: Provision | None

    @property
    def key(self) -> int:
        """The duty's key."""
        return int(self.task.pk)

    @property
    def title(self) -> str:
        """What is to be done."""
        return self.task.duty.title


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """A plan on a day: the revision that counts, its chapters and measures, and tasks in the order of the text.

    `whole` is whether these are all tasks there are; else nothing can be said of measures without one.
    """

    revision: Revision
    day: date
    chapters: tuple[Provision, ...]
    measures: tuple[Measure, ...]
    tasks: tuple[PlanTask, ...]
    whole: bool

    @property
    def bare(self) -> list[Measure]:
        """Measures that are not broken down yet."""
        taken = {each.task.line_id for each in self.tasks}
        return [each for each in self.measures if each.line_id not in taken] if self.whole else []

    def chapter_of(self, measure: Measure) -> Provision | None:
        """The chapter a measure stands in."""
        return next((top for top in self.chapters if top.start <= measure.start < top.extent), None)


def counting_on(revision: Revision, account: Account, day: date) -> Revision:
    """The revision of the same plan that counts on a day and may be seen; before there was one, the given one."""
    found = in_force(day).filter(plan=revision.plan_id, pk__in=visible(account).values("pk"))
    return found.select_related("plan", "adoption").first() or revision


def progress_on(revision: Revision, year: int | None, account: Account, today: date, day: date) -> PlanProgress:
    """The tasks of a year, or of all years, that somebody may see today, with how they stood on a day.

    Who reads all duties sees all of them; others only those that their unit owns or has a part in today.
    """
    measures = tuple(revision.measures.select_related("provision").order_by("start"))
    tops = tuple(revision.provisions.filter(parent=None).order_by("start"))
    bare = PlanProgress(revision, day, tops, measures, (), sees_all(account))
    tasks = _tasks(revision.plan, year, account, today, day, bare)
    used = {each.pk for measure in measures if (each := bare.chapter_of(measure))}
    return PlanProgress(revision, day, tuple(top for top in tops if top.pk in used), measures, tasks, bare.whole)


def _tasks(
    plan: Plan, year: int | None, account: Account, today: date, day: date, text: PlanProgress
) -> tuple[PlanTask, ...]:
    seen = access.visible(account, today).values("pk")
    tasks = Task.objects.filter(plan=plan, duty__in=seen)
    tasks = tasks if year is None else tasks.filter(year=year)
    duties = tasks.values("duty")
    terms, facts, thresholds = terms_at(day, duties), facts_at(day, duties), settings_at(day).thresholds
    names, places = units_and_places()
    parts = counties_taking_part(day, tasks.values_list("duty", flat=True), places)
    lines = {each.line_id: each for each in text.measures}
    found = []
    for task in tasks.select_related("duty"):
        if task.pk not in facts:
            continue
        term, measure = terms[task.pk], lines.get(task.line_id)
        own = (places[term.owner],) if term.owner in places else ()
        found.append(
            PlanTask(
                task,
                term,
                facts[task.pk],
                judge(facts[task.pk], day, thresholds),
                names[term.owner],
                tuple(dict.fromkeys((*own, *parts.get(task.pk, ())))),
                measure,
                text.chapter_of(measure) if measure else None,
            )
        )
    return tuple(sorted(found, key=_in_text))


def _in_text(each: PlanTask) -> tuple[float, int, int]:
    return (each.measure.start if each.measure else float("inf"), each.task.year, each.task.number)


def urgency(each: PlanTask) -> tuple[int, object, int]:
    """The most urgent light first, then the farthest behind."""
    return (-SEVERITY[each.standing.light], -each.standing.behind, each.key)


TESTS: Mapping[str, Callable[[PlanTask, str], bool]] = {
    "chapter": lambda each, value: (each.chapter.path if each.chapter else NOWHERE) == value,
    "measure": lambda each, value: str(each.task.line_id) == value,
    "unit": lambda each, value: str(each.term.owner) == value,
    "county": lambda each, value: value in (each.counties or (NOWHERE,)),
    "light": lambda each, value: _light(each.standing) == value,
    "fresh": lambda each, _value: not each.standing.fresh and not each.standing.closed,
}


def _light(standing: Standing) -> str:
    return "closed" if standing.closed else standing.light


def chosen(tasks: Iterable[PlanTask], wanted: Mapping[str, str]) -> list[PlanTask]:
    """Tasks that fit every filter given."""
    asked = [(TESTS[name], value) for name, value in wanted.items() if name in TESTS]
    return [each for each in tasks if all(test(each, value) for test, value in asked)]


def together(tasks: Iterable[PlanTask]) -> Rollup:
    """Tasks rolled up by their weights."""
    return rolled_up(Child(each.key, each.standing, each.task.weight) for each in tasks)
