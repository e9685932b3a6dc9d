"""A plan's progress: who sees what of it, how it rolls up, what leaders read, how it leaves the house."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from luoshi.delivery.models import Task
from luoshi.delivery.queries.brief import brief
from luoshi.delivery.queries.headings import Heading, lines
from luoshi.delivery.queries.plan_progress import NOWHERE, PlanProgress, chosen, progress_on, together
from luoshi.duties.actions.reviewing import decide_report
from luoshi.plans.models import Revision
from luoshi.web import clock
from tests.duties.making import canal, reservoir, unit
from tests.duties.sending import LATER, People, sent

SignIn = Callable[[str], Client]
DAY = LATER.date()
VIEWS = ("?by=chapter&deep=1", "?by=unit&deep=1", "?by=county", "?by=task", "?view=page", "?view=print")


@pytest.fixture(autouse=True)
def early_july(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages show 3 July 2026."""
    monkeypatch.setattr(clock, "now", lambda: LATER)


@pytest.fixture
def tasks(plan: Revision, account: People) -> tuple[Task, Task]:
    """A canal in shares of 永靖县 and 州教育局, and a reservoir whose first milestones were missed."""
    by = account("计划管理员")
    return canal(plan, by, shares=[("永靖县政府", 80), ("州教育局", 40)]), reservoir(plan, by)


def page(browser: Client, plan: Revision, query: str = "", at: str = "progress") -> str:
    answer = browser.get(f"/plans/{plan.pk}/{at}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def on_day(plan: Revision, account: People, day: date = DAY, name: str = "领导") -> PlanProgress:
    return progress_on(plan, 2026, account(name), DAY, day)


def headings(found: PlanProgress, by: str, **wanted: str) -> list[Heading]:
    rows = chosen(found.tasks, wanted)
    return [line.heading for line in lines(found, wanted, rows, by, deep=False) if line.heading]


def test_each_level_has_its_counts_its_worst_and_what_is_not_broken_down(
    plan: Revision, tasks: tuple[Task, Task], account: People
) -> None:
    found = on_day(plan, account)
    made = headings(found, "chapter")
    chapter = next(each for each in made if each.tasks and each.kind == "chapter")
    measure = next(each for each in made if each.tasks and each.kind == "measure")
    for each in (chapter, measure):
        assert (each.rollup.total, each.rollup.counts["red"]) == (2, 2)
        assert each.worst
        assert each.worst.title == "建设水库"
    bare = [each for each in made if each.kind == "measure" and each.bare]
    assert len(bare) == plan.measures.count() - 1 == sum(each.bare for each in made if each.kind == "chapter")
    assert len(found.bare) == len(bare)


def test_one_red_is_not_hidden_by_an_average(
    sign_in: SignIn, plan: Revision, tasks: tuple[Task, Task], account: People
) -> None:
    by = account("计划管理员")
    for _each in range(4):
        decide_report(
            report=sent(canal(plan, by), account("牵头单位"), 120), stage="office", outcome="accepted", by=by, at=LATER
        )
    rollup = together(on_day(plan, account).tasks)
    assert (rollup.light, rollup.counts["green"], rollup.counts["red"]) == ("red", 4, 2)
    said = page(sign_in("领导"), plan)
    assert "节点“填筑到顶”应于2026年6月15日完成，已过 18 天" in said
    assert "建设水库" in said


def test_a_task_stands_under_its_owner_and_under_each_county_with_a_part(
    plan: Revision, tasks: tuple[Task, Task], account: People
) -> None:
    alone = canal(plan, account("计划管理员"))
    found = on_day(plan, account)
    assert [(each.name, each.rollup.total) for each in headings(found, "unit")] == [("州水务局", 3)]
    counties = {each.key: [task.key for task in each.tasks] for each in headings(found, "county")}
    assert {key: set(held) for key, held in counties.items()} == {
        "622923": {task.pk for task in tasks},
        NOWHERE: {alone.pk},
    }


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("&light=red", "建设水库", "没有符合"),
        ("&light=green", "没有符合条件的任务", "建设水库"),
        ("&county=622923", "建设水库", "没有符合"),
        ("&fresh=no", "建设水库", "没有符合"),
        ("&on=2026-02-01", "这是过去的一天", "填筑到顶"),
        ("&on=2099-01-01", "截至 2026年7月3日", "这是过去的一天"),
        ("&on=nonsense&year=x&unit=0&sort=x", "建设水库", "没有符合"),
    ],
)
def test_filters_stand_in_the_address(
    sign_in: SignIn, plan: Revision, tasks: tuple[Task, Task], query: str, there: str, gone: str
) -> None:
    said = page(sign_in("领导"), plan, f"?by=task{query}")
    assert there in said
    assert gone not in said


def test_every_figure_leads_to_as_many_tasks(sign_in: SignIn, plan: Revision, tasks: tuple[Task, Task]) -> None:
    browser, owner = sign_in("领导"), unit("州水务局").pk
    said = page(browser, plan, "?by=unit&on=2026-07-01")
    assert f"?by=task&amp;on=2026-07-01&amp;unit={owner}&amp;light=red" in said
    assert "共 2 条" in page(browser, plan, f"?by=task&on=2026-07-01&unit={owner}&light=red")
    measure = tasks[0].line_id
    assert f"&amp;measure={measure}&amp;light=red" in page(browser, plan)
    assert "共 2 条" in page(browser, plan, f"?by=task&measure={measure}&light=red")


@pytest.mark.parametrize("sort", ["title", "-title", "owner", "light", "-done", "due"])
def test_tasks_are_sorted(sign_in: SignIn, plan: Revision, tasks: tuple[Task, Task], sort: str) -> None:
    said = page(sign_in("领导"), plan, f"?by=task&sort={sort}")
    first_canal = said.index("改造渠系 120 公里") < said.index("建设水库")
    assert first_canal == {"title": False, "-title": True, "light": False}.get(sort, first_canal)


@pytest.mark.parametrize("query", VIEWS)
def test_a_unit_sees_its_own_tasks_only_and_nothing_of_measures_without(
    sign_in: SignIn, plan: Revision, tasks: tuple[Task, Task], query: str
) -> None:
    said = page(sign_in("外单位"), plan, query)
    assert "只显示本单位有份的任务" in said
    assert "改造渠系" in said or query == "?by=county"
    assert "建设水库" not in said
    assert "还没有" not in said
    assert "建设水库" not in page(sign_in("外单位"), plan, at="timeline")


def test_a_draft_and_a_stranger_get_nothing(sign_in: SignIn, draft: Revision) -> None:
    for at in ("progress", "timeline"):
        assert sign_in("计划管理员").get(f"/plans/{draft.pk}/{at}/").status_code == 404
        assert sign_in("外地联络员").get(f"/plans/{draft.pk}/{at}/").status_code in (403, 404)


def test_leaders_read_what_changed_within_a_month_and_what_is_due_soon(
    plan: Revision, tasks: tuple[Task, Task], account: People
) -> None:
    days = [date(2026, 6, 16), date(2026, 5, 16)]
    now, before = (on_day(plan, account, day) for day in days)
    found = brief(now, before)
    assert {each.key for each in found.red} >= {tasks[1].pk}
    assert found.before == days[1]
    assert [soon.step for soon in brief(on_day(plan, account, days[1]), before).soon] == ["填筑到顶"]
    assert brief(now, now).turns == []
    assert found.bare == plan.measures.count() - 1


def test_the_page_for_leaders_says_it_in_words(sign_in: SignIn, plan: Revision, tasks: tuple[Task, Task]) -> None:
    said = page(sign_in("领导"), plan, "?view=page&on=2026-05-20")
    assert "填筑到顶" in said[said.index("30 天内到期") :]
    assert "州水务局" in said
    assert "2026年4月20日以来的变化" in said
    assert "进展表" not in said.replace("连同进展表", "")
    assert "2026年进展表" in page(sign_in("领导"), plan, "?view=print")


def test_the_workbook_has_tasks_and_three_roll_ups(sign_in: SignIn, plan: Revision, tasks: tuple[Task, Task]) -> None:
    answer = sign_in("领导").get(f"/plans/{plan.pk}/progress/?format=xlsx&light=red")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.getvalue()))
    assert book.sheet_names == ["任务", "按章和举措", "按总牵头单位", "按县市"]
    rows = [[str(cell) for cell in row] for row in book.get_sheet_by_name("任务").to_python()]
    lines = [row for row in rows if "建设水库" in row]
    assert len(lines) == 1
    assert any("填筑到顶" in cell for cell in lines[0])
    assert any("永靖县" in str(row) for row in book.get_sheet_by_name("按县市").to_python())


def test_the_time_line_says_every_mark_in_words(sign_in: SignIn, plan: Revision, tasks: tuple[Task, Task]) -> None:
    for query in ("?year=2026", "?year=all"):
        said = page(sign_in("领导"), plan, query, at="timeline")
        assert "填筑到顶，2026年6月15日，逾期未达成" in said
        assert "蓄水，2026年11月20日，未到期" in said
        assert "竖线是2026年7月3日" in said
    assert "没有符合条件的任务" in page(sign_in("领导"), plan, "?year=2025", at="timeline")


def test_a_task_whose_measure_is_no_more_is_still_counted(
    plan: Revision, tasks: tuple[Task, Task], account: People
) -> None:
    found = on_day(plan, account)
    lost = PlanProgress(
        plan,
        DAY,
        found.chapters,
        (),
        tuple(
            type(each)(each.task, each.term, each.facts, each.standing, each.owner, each.counties, None, None)
            for each in found.tasks
        ),
        whole=True,
    )
    assert [(each.key, each.rollup.total) for each in headings(lost, "chapter")] == [(NOWHERE, 2)]


@pytest.mark.parametrize("query", [*VIEWS, "timeline"])
def test_more_tasks_take_no_more_statements(
    sign_in: SignIn, plan: Revision, tasks: tuple[Task, Task], account: People, query: str
) -> None:
    browser = sign_in("计划管理员")
    address = f"/plans/{plan.pk}/" + ("timeline/" if query == "timeline" else f"progress/{query}")

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200
        return len(captured)

    statements()
    few = statements()
    by = account("计划管理员")
    for _each in range(12):
        canal(plan, by, shares=[("永靖县政府", 80), ("州教育局", 40)])
        reservoir(plan, by)
    assert statements() == few
    assert few <= (65 if "view" in query else 45)
