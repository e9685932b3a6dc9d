"""A plan's measures with their tasks of a year: one row for each task, and one for a measure that has none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from luoshi.delivery.models import Task
from luoshi.delivery.queries.contents import Content, contents
from luoshi.duties.models import Assignment, Duty, Term
from luoshi.duties.queries import access
from luoshi.duties.queries.facts import standings
from luoshi.duties.rules.lights import Standing
from luoshi.orgs.models import Account, Unit
from luoshi.plans.models import Measure, MeasureUnit, Provision, Revision


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task with what it says and how it stands; None before its first term holds."""

    task: Task
    content: Content
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Row:
    """A measure and one of its tasks; None for a measure without. `first` of its measure's rows; how many there are."""

    measure: Measure
    task: TaskRow | None
    first: bool = True
    count: int = 0


def tasks_of(revision: Revision, year: int, account: Account, day: date) -> QuerySet[Task]:
    """Tasks of the plan in a year that somebody may see."""
    seen = access.visible(account, day).values("pk")
    return Task.objects.filter(plan=revision.plan_id, year=year, duty__in=seen).select_related("duty")


def rows(
    revision: Revision, year: int, filters: Mapping[str, str], account: Account, day: date
) -> tuple[list[Row], dict[int, str]]:
    """Rows in the order of the text, and the names of the units they mention; a dozen statements.

    Filters: chapter (path), unit (key), bare ("1": measures without a task), text. Who does not see all tasks gets no
    rows of measures without one, since there may be tasks of others.
    """
    everything = sees_all(account)
    tasks = _chosen(tasks_of(revision, year, account, day), filters)
    found = _task_rows(tasks, day)
    wanted = _measures(revision, filters)
    made: list[Row] = []
    for measure in wanted:
        own = found.get(measure.line_id, [])
        if own and not filters.get("bare"):
            made += [Row(measure, task, at == 0, len(own)) for at, task in enumerate(own)]
        elif not own and everything and _may_be_bare(measure, filters):
            made.append(Row(measure, None))
    if filters.get("bare"):
        taken = set(tasks_of(revision, year, account, day).values_list("line", flat=True))
        made = [row for row in made if row.measure.line_id not in taken]
    return made, unit_names(row.task.content for row in made if row.task)


def sees_all(account: Account) -> bool:
    """Whether all tasks are there for this account."""
    return account.has_perm(access.ALL)


def unit_names(found: Iterable[Content]) -> dict[int, str]:
    """The names of the units that tasks mention; one statement."""
    keys = {key for each in found for key in (each.given.term.owner, *(part.unit for part in each.given.parts))}
    return dict(Unit.objects.filter(pk__in=keys).values_list("pk", "name"))


def chapters(revision: Revision) -> list[Provision]:
    """The chapters that hold measures, in order; two statements."""
    starts = list(revision.measures.values_list("start", flat=True))
    tops = revision.provisions.filter(parent=None)
    return [top for top in tops if any(top.start <= start < top.extent for start in starts)]


def units_involved(revision: Revision, year: int) -> list[tuple[int, str]]:
    """Units that own tasks of the year or have a part in them; one statement."""
    of_year = Duty.objects.filter(task__plan=revision.plan_id, task__year=year).values("pk")
    owning = Term.objects.filter(duty__in=of_year).values("owner")
    taking = Assignment.objects.filter(duty__in=of_year).values("unit")
    found = Unit.objects.filter(Q(pk__in=owning) | Q(pk__in=taking)).order_by("name")
    return list(found.values_list("pk", "name"))


def years(revision: Revision, now: int) -> list[int]:
    """Years of the plan, of its tasks, and this one; one statement."""
    known = set(Task.objects.filter(plan=revision.plan_id).order_by().values_list("year", flat=True).distinct())
    first, last = revision.first_year or now, revision.last_year or now
    return sorted(known | {now} | set(range(first, min(last, first + 20) + 1)))


def _chosen(tasks: QuerySet[Task], filters: Mapping[str, str]) -> QuerySet[Task]:
    if filters.get("text"):
        tasks = tasks.filter(duty__title__contains=filters["text"])
    if filters.get("unit"):
        newest = Term.objects.filter(duty=OuterRef("duty")).order_by("-since", "-id").values("owner")[:1]
        part = Assignment.objects.filter(duty=OuterRef("duty"), unit=int(filters["unit"]), until=None)
        tasks = tasks.annotate(owner=newest).filter(Q(owner=int(filters["unit"])) | Exists(part))
    return tasks


def _task_rows(tasks: QuerySet[Task], day: date) -> dict[int, list[TaskRow]]:
    """Tasks by the line of their measure."""
    held = list(tasks)
    said, found = contents(held), standings(day, tasks.values("duty"))
    made: dict[int, list[TaskRow]] = {}
    for task in held:
        made.setdefault(task.line_id, []).append(TaskRow(task, said[task.pk], found.get(task.pk)))
    return made


def _measures(revision: Revision, filters: Mapping[str, str]) -> QuerySet[Measure]:
    named = MeasureUnit.objects.select_related("unit", "group")
    found = revision.measures.select_related("provision").prefetch_related(Prefetch("units", named))
    if filters.get("chapter"):
        top = Provision.objects.filter(revision=revision, path=filters["chapter"]).first()
        found = found.filter(start__gte=top.start, start__lt=top.extent) if top else found.none()
    return found


def _may_be_bare(measure: Measure, filters: Mapping[str, str]) -> bool:
    """With a unit or text asked for, a measure without a task shows only if that fits it."""
    if filters.get("unit") and not any(each.unit_id == int(filters["unit"]) for each in measure.units.all()):
        return False
    return filters.get("text", "") in measure.title
