"""The office desk: what came in, what is late, what is red and why, by chapter, unit and county."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi.delivery.models import Task
from luoshi.desk.queries import office
from luoshi.duties.actions.receipts import sign_receipt
from luoshi.duties.actions.reviewing import decide_report
from luoshi.duties.queries.receipts import unsigned
from luoshi.plans.models import Revision
from luoshi.web import clock
from tests.duties.making import canal, reservoir, unit
from tests.duties.sending import IN_TIME, LATER, People, sent

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def early_july(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages show 3 July 2026."""
    monkeypatch.setattr(clock, "now", lambda: LATER)


@pytest.fixture
def tasks(plan: Revision, account: People) -> tuple[Task, Task]:
    """A canal in shares, and a reservoir whose first milestones were missed."""
    by = account("计划管理员")
    return canal(plan, by, shares=[("永靖县政府", 80), ("州教育局", 40)]), reservoir(plan, by)


def test_the_desk_says_what_is_red_and_why(sign_in: SignIn, tasks: tuple[Task, Task]) -> None:
    page = sign_in("计划管理员").get("/office/").content.decode()
    assert "节点“填筑到顶”应于2026年6月15日完成，已过 18 天" in page
    assert "落后序时" in page
    assert "永靖县" in page


def test_what_came_in_since_yesterday_is_there_and_leads_to_its_review(
    sign_in: SignIn, tasks: tuple[Task, Task], account: People
) -> None:
    report = sent(tasks[1], account("牵头单位"), None)
    assert f"/reviews/{report.pk}/" in sign_in("计划管理员").get("/office/").content.decode()
    assert f"/reviews/{report.pk}/" not in sign_in("领导").get("/office/").content.decode()
    assert list(office.came_in(date(2026, 7, 4))) == []
    assert list(office.came_in(IN_TIME.date())) == [report]


def test_a_change_is_seen_at_once(sign_in: SignIn, plan: Revision, account: People) -> None:
    by = account("计划管理员")
    task = canal(plan, by)
    day = LATER.date()
    assert [row.task.standing.light for row in office.rows_on(day, 2026)] == ["red"]
    report = sent(task, account("牵头单位"), 100)
    decide_report(report=report, stage="office", outcome="accepted", by=by, at=LATER)
    assert [row.task.standing.light for row in office.rows_on(day, 2026)] == ["green"]
    assert [row.task.standing.light for row in office.rows_on(IN_TIME.date(), 2026)] == ["red"]


def test_an_untouched_chain_answers_with_one_statement(tasks: tuple[Task, Task]) -> None:
    office.rows_on(LATER.date(), 2026)
    with CaptureQueriesContext(connection) as captured:
        office.rows_on(LATER.date(), 2026)
    assert len(captured) == 1


def test_every_figure_leads_to_a_list_with_as_many_rows(sign_in: SignIn, tasks: tuple[Task, Task]) -> None:
    browser = sign_in("领导")
    owner = unit("州水务局").pk
    page = browser.get("/office/").content.decode()
    assert f"/office/tasks/?light=red&amp;unit={owner}" in page or f"/office/tasks/?unit={owner}&amp;light=red" in page
    assert "共 2 项" in browser.get(f"/office/tasks/?unit={owner}&light=red").content.decode()
    assert "没有符合条件的任务" in browser.get(f"/office/tasks/?unit={owner}&light=green").content.decode()
    lines = b"".join(browser.get("/office/tasks/?county=622923&format=csv")).decode("utf-8-sig").splitlines()  # type: ignore[arg-type]
    assert len(lines) == 3


def test_a_task_stands_under_its_chapter_its_owner_and_each_county_with_a_part(
    tasks: tuple[Task, Task], plan: Revision
) -> None:
    rows = office.rows_on(LATER.date(), 2026)
    measure = tasks[0].line.measures.get(revision=plan)
    assert {row.chapter for row in rows} == {f"{plan.plan_id} {measure.path.split('.')[0]}"}
    assert {row.owner for row in rows} == {"州水务局"}
    assert [row.counties for row in rows] == [("622923",), ("622923",)]
    group = office.groups(rows, office.by_owner)[0]
    assert (group.rollup.counts["red"], group.rollup.total) == (2, 2)
    assert group.worst == rows[0]


def test_receipts_that_are_missing_or_object_are_told_apart(tasks: tuple[Task, Task], account: People) -> None:
    county = account("责任单位")
    sign_receipt(duty=tasks[0].duty, verdict="accepted", by=county, at=LATER)
    sign_receipt(duty=tasks[1].duty, verdict="objected", why="没有移民任务", by=county, at=LATER)
    missing, objected = unsigned(LATER.date())
    assert (objected[0].duty, objected[0].unit, objected[0].why) == (tasks[1].pk, county.unit_id, "没有移民任务")
    assert county.unit_id not in {each.unit for each in missing}
    assert len(missing) == 3


def test_a_past_day_is_shown_as_it_was(sign_in: SignIn, tasks: tuple[Task, Task]) -> None:
    page = sign_in("领导").get("/office/?on=2026-02-01").content.decode()
    assert "这是过去的一天" in page
    assert "填筑到顶”应于" not in page


@pytest.mark.parametrize(("name", "status"), [("牵头单位", 403), ("外地联络员", 403), ("领导", 200), ("审计员", 200)])
def test_who_sees_the_office_desk(sign_in: SignIn, tasks: tuple[Task, Task], name: str, status: int) -> None:
    browser = sign_in(name)
    assert [browser.get(address).status_code for address in ("/office/", "/office/tasks/")] == [status, status]


def test_the_desk_takes_no_more_statements_for_more_tasks(
    sign_in: SignIn, tasks: tuple[Task, Task], plan: Revision, account: People
) -> None:
    browser = sign_in("领导")

    def taken(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200
        return len(captured)

    def both() -> list[int]:
        return [taken("/office/"), taken("/office/tasks/")]

    before = both()
    for _more in range(3):
        canal(plan, account("计划管理员"))
    assert both() == before
    assert max(before) <= 58


def test_the_desk_leads_to_the_progress_of_its_plan(sign_in: SignIn, tasks: tuple[Task, Task], plan: Revision) -> None:
    browser = sign_in("领导")
    assert f'href="/plans/{plan.pk}/progress/?year=2026"' in browser.get("/office/").content.decode()
    past = browser.get("/office/?on=2026-06-01").content.decode()
    assert f'href="/plans/{plan.pk}/progress/?year=2026&amp;on=2026-06-01"' in past
