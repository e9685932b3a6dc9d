"""What the plan office looks at: tasks of a year with how each stands, and everything that waits for it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import is_

from django.db.models import QuerySet

from luoshi.delivery.models import Task
from luoshi.delivery.queries.counties import counties_taking_part, county_names, units_and_places
from luoshi.delivery.queries.progress import TaskStanding, tasks_on
from luoshi.duties.models import Report, Request
from luoshi.duties.queries.deadlines import Deadline, deadlines
from luoshi.duties.queries.facts import end_of, within
from luoshi.duties.queries.kept import Kept, Now
from luoshi.duties.queries.receipts import Unsigned, unsigned
from luoshi.duties.rules.lights import SEVERITY
from luoshi.duties.rules.rollup import Rollup, rolled_up
from luoshi.plans.models import Measure, Provision
from luoshi.plans.queries.revisions import in_force
from luoshi.values.periods import Period, PeriodKind
from luoshi.web.clock import SHANGHAI

MOST = 5000
"""So many headings are remembered."""
_LAST: "dict[tuple[str, str], Group]" = {}
REPORTING: tuple[PeriodKind, ...] = ("month", "quarter")


@dataclass(frozen=True, slots=True)
class Row:
    """A task with everything it is grouped by. `chapter` is "plan path" of the chapter, "" where there is none;
    `counties` are codes of the regions below the government's own that have a part in it; `missing` and `objected`
    are receipts."""

    task: TaskStanding
    plan: int
    plan_title: str
    chapter: str
    chapter_title: str
    owner: str
    counties: tuple[str, ...]
    missing: tuple[Unsigned, ...] = ()
    objected: tuple[Unsigned, ...] = ()

    @property
    def key(self) -> int:
        """The duty's key."""
        return self.task.task


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks under one heading: `key` filters by it, `rows` with the most urgent first."""

    key: str
    name: str
    rollup: Rollup
    rows: tuple[Row, ...]

    @property
    def worst(self) -> Row | None:
        """The task that stands worst, if any has a light that asks for something."""
        return self.rows[0] if self.rows and self.rollup.light in {"red", "yellow"} else None


@dataclass(frozen=True, slots=True)
class Overview:
    """What fits some filters on a day: all of it, what is red, and tables by name of the filter their figures set."""

    rows: Sequence[Row]
    rollup: Rollup
    red: Sequence[Row]
    tables: Sequence[tuple[str, Sequence[Group]]]
    missing: Sequence[Unsigned]
    objected: Sequence[Unsigned]


def overview(day: date, wanted: Mapping[str, str]) -> Overview:
    """The desk's own part. One statement while nothing has happened since the last time."""
    now = _KEPT.now((day, day.year))
    return now.made(("overview", *sorted(wanted.items())), lambda: _overview(ordered(now), wanted))


def _overview(every: Sequence[Row], wanted: Mapping[str, str]) -> Overview:
    rows = chosen(every, wanted)
    counties = county_names()
    several = len({row.plan for row in rows}) > 1
    return Overview(
        rows=rows,
        rollup=together(rows),
        red=[row for row in rows if row.task.standing.light == "red"],
        tables=(
            ("plan", groups(rows, by_plan)) if several else ("chapter", groups(rows, by_chapter)),
            ("unit", groups(rows, by_owner)),
            ("county", groups(rows, lambda row: [(code, counties[code]) for code in row.counties])),
        ),
        missing=[each for row in rows for each in row.missing],
        objected=[each for row in rows for each in row.objected],
    )


def rows_on(day: date, year: int) -> Sequence[Row]:
    """All tasks of a year as they stand on a day. One statement while nothing has happened since the last time."""
    return ordered(_KEPT.now((day, year)))


def offered_on(day: date, year: int, plan: str) -> Mapping[str, list[tuple[object, str]]]:
    """What filters can choose: what the tasks really have. Chapters are those of one plan: others have the same."""
    now = _KEPT.now((day, year))
    return now.made(("offered", plan), lambda: _offered(now.values.values(), plan))


def _offered(rows: Iterable[Row], plan: str) -> Mapping[str, list[tuple[object, str]]]:
    plans, units, chapters = set(), set(), set()
    codes: set[str] = set()
    for row in rows:
        plans.add((row.plan, row.plan_title))
        units.add((row.task.term.owner, row.owner))
        chapters.add((row.plan, row.chapter, row.chapter_title))
        codes.update(row.counties)
    names = county_names()
    one = len(plans) == 1
    found: dict[str, list[tuple[object, str]]] = {
        "plan": sorted(plans),
        "chapter": sorted((key, text) for of, key, text in chapters if key and (one or str(of) == plan)),
        "unit": sorted(units),
        "county": sorted((code, names[code]) for code in codes),
    }
    return {name: rows for name, rows in found.items() if rows or name != "chapter"}


def periods_on(day: date) -> list[Deadline]:
    """The month and the quarter that are being reported on a day, those that somebody reports on."""
    ended = [Period.of(kind, day).previous for kind in REPORTING]
    coming = [period.next for period in ended]
    found = deadlines([*ended, *coming], day)
    return [each for each in found if each.window.opens <= day and each.rows]


def _rows(key: tuple[date, int], duties: Sequence[int] | None) -> dict[int, Row]:
    """Tasks of a year on a day, by duty; some twenty statements."""
    day, year = key
    tasks = within(Task.objects.filter(year=year), duties)
    standing = tasks_on(day, tasks)
    sources = list(tasks.values_list("duty", "plan", "duty__revision__title"))
    plans = {duty: plan for duty, plan, _title in sources}
    as_made = {plan: title for _duty, plan, title in sources}  # orders need not be adopted
    titles = as_made | dict(in_force(day).values_list("plan", "title"))
    chapters = _chapters(day, tasks.values_list("line", flat=True))
    names, places = units_and_places()
    parts = counties_taking_part(day, tasks.values_list("duty", flat=True), places)
    missing, objected = map(_by_duty, unsigned(day, tasks.values("duty")))
    found = {}
    for each in standing:
        plan, duty = plans[each.task], each.task
        own = (places[each.term.owner],) if each.term.owner in places else ()
        found[duty] = Row(
            each,
            plan,
            titles.get(plan, ""),
            *chapters.get(each.line, ("", "")),
            names[each.term.owner],
            tuple(dict.fromkeys((*own, *parts.get(duty, ())))),
            missing.get(duty, ()),
            objected.get(duty, ()),
        )
    return found


_KEPT = Kept(_rows)


def _by_duty(rows: Iterable[Unsigned]) -> dict[int, tuple[Unsigned, ...]]:
    found: dict[int, tuple[Unsigned, ...]] = {}
    for row in rows:
        found[row.duty] = (*found.get(row.duty, ()), row)
    return found


def ordered(now: Now[Row]) -> Sequence[Row]:
    """The most urgent first."""
    return now.made("ordered", lambda: tuple(sorted(now.values.values(), key=urgency)))


def urgency(row: Row) -> tuple[int, object, int]:
    """The most urgent light first, then the farthest behind."""
    standing = row.task.standing
    return (-SEVERITY[standing.light], -standing.behind, row.key)


def _chapters(day: date, lines: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Key and title of the chapter each line's measure stands in; two statements."""
    current = in_force(day).values("pk")
    heads = Provision.objects.filter(revision__in=current, parent=None).order_by("revision", "ordinal")
    titles = {
        (revision, path): (f"{plan} {path}", f"{number}{title}".strip() or path)
        for revision, plan, path, number, title in heads.values_list(
            "revision", "revision__plan", "path", "number", "title"
        )
    }
    measures = Measure.objects.filter(revision__in=current, line__in=lines)
    return {
        line: titles[revision, path.split(".")[0]]
        for line, revision, path in measures.values_list("line", "revision", "path")
        if (revision, path.split(".")[0]) in titles
    }


def chosen(rows: Iterable[Row], wanted: Mapping[str, str]) -> list[Row]:
    """Rows that fit every filter given."""
    tests: dict[str, Callable[[Row, str], bool]] = {
        "plan": lambda row, value: str(row.plan) == value,
        "chapter": lambda row, value: row.chapter == value,
        "unit": lambda row, value: str(row.task.term.owner) == value,
        "county": lambda row, value: value in row.counties,
        "light": lambda row, value: row.task.standing.light == value,
        "fresh": lambda row, _value: not row.task.standing.fresh and not row.task.standing.closed,
    }
    asked = [(tests[name], value) for name, value in wanted.items() if name in tests]
    return [row for row in rows if all(test(row, value) for test, value in asked)]


def groups(rows: Iterable[Row], keys: Callable[[Row], Iterable[tuple[str, str]]]) -> list[Group]:
    """Rows under headings (key and name; a row may stand under several), the most urgent heading first."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        for heading in keys(row):
            found.setdefault(heading, []).append(row)
    made = [_group(heading, tuple(theirs)) for heading, theirs in found.items()]
    return sorted(made, key=lambda group: (-SEVERITY[group.rollup.light], -group.rollup.counts["red"], group.key))


def _group(heading: tuple[str, str], rows: tuple[Row, ...]) -> Group:
    """A heading is rolled up anew only when one of its rows is another one than the last time."""
    last = _LAST.get(heading)
    if last is None or len(last.rows) != len(rows) or not all(map(is_, last.rows, rows)):
        if len(_LAST) >= MOST:
            _LAST.clear()
        last = _LAST[heading] = Group(*heading, together(rows), rows)
    return last


def together(rows: Iterable[Row]) -> Rollup:
    """Rows rolled up by their weights."""
    return rolled_up(row.task.child for row in rows)


def by_plan(row: Row) -> list[tuple[str, str]]:
    """Its plan."""
    return [(str(row.plan), row.plan_title)]


def by_chapter(row: Row) -> list[tuple[str, str]]:
    """Its chapter."""
    return [(row.chapter, row.chapter_title)] if row.chapter else []


def by_owner(row: Row) -> list[tuple[str, str]]:
    """The unit that answers for it."""
    return [(str(row.task.term.owner), row.owner)]


def came_in(day: date) -> QuerySet[Report]:
    """Reports sent since the beginning of the day before, newest first."""
    since = datetime.combine(day - timedelta(days=1), time.min, tzinfo=SHANGHAI)
    rows = Report.objects.filter(at__gte=since, at__lte=end_of(day)).select_related("duty", "unit")
    return rows.defer("text", "difficulties", "requests").order_by("-at", "-id")


def open_requests() -> QuerySet[Request]:
    """Requests that nobody has decided, oldest first."""
    return Request.objects.filter(outcome="").select_related("duty", "unit", "by").order_by("at", "id")
