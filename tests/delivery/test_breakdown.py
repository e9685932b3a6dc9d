"""The breakdown page: who sees which tasks, how they are filtered, sorted and exported."""

import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from luoshi.delivery.models import Task
from luoshi.delivery.rules.sheet_words import HEADS
from luoshi.orgs.models import Account
from luoshi.plans.models import Revision
from tests.duties.making import canal, reservoir, unit, water_measure

People = Callable[[str], Account]
SignIn = Callable[[str], Client]


@pytest.fixture
def tasks(plan: Revision, account: People) -> tuple[Task, Task]:
    office = account("计划管理员")
    return canal(plan, office, shares=[("永靖县政府", 80), ("州教育局", 40)]), reservoir(plan, office)


def page(browser: Client, plan: Revision, query: str = "") -> str:
    answer = browser.get(f"/plans/{plan.pk}/tasks/?year=2026{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_all_measures_with_their_tasks_are_there_for_the_office_and_the_leader(
    plan: Revision, tasks: tuple[Task, Task], sign_in: SignIn
) -> None:
    for name in ("计划管理员", "领导", "审计员"):
        said = page(sign_in(name), plan)
        assert "改造渠系 120 公里" in said
        assert "建设水库" in said
        assert "还没有任务" in said


def test_a_unit_sees_its_own_tasks_only_and_nothing_of_measures_without(
    plan: Revision, tasks: tuple[Task, Task], sign_in: SignIn
) -> None:
    said = page(sign_in("外单位"), plan)
    assert "改造渠系 120 公里" in said
    assert "建设水库" not in said
    assert "还没有任务</td>" not in said
    assert "加一项任务" not in said


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("&text=水库", "建设水库", "改造渠系"),
        ("&bare=1", "还没有任务", "建设水库"),
        ("&sort=due", "建设水库", "没有这样的任务"),
        ("&sort=-light", "建设水库", "没有这样的任务"),
        ("&unit={school}", "改造渠系", "建设水库"),
        ("&chapter={chapter}", "建设水库", "没有这样的任务"),
    ],
)
def test_filters_and_order_stand_in_the_address(
    plan: Revision, tasks: tuple[Task, Task], sign_in: SignIn, query: str, there: str, gone: str
) -> None:
    said = page(
        sign_in("计划管理员"),
        plan,
        query.format(school=unit("州教育局").pk, chapter=water_measure(plan).path.split(".")[0]),
    )
    table = said.partition("<tbody>")[2]
    assert there in table
    assert gone not in table


def test_another_year_has_no_tasks_yet(plan: Revision, tasks: tuple[Task, Task], sign_in: SignIn) -> None:
    assert "建设水库" not in sign_in("计划管理员").get(f"/plans/{plan.pk}/tasks/?year=2027").content.decode()


def test_a_draft_plan_has_no_breakdown(draft: Revision, sign_in: SignIn) -> None:
    assert sign_in("计划管理员").get(f"/plans/{draft.pk}/tasks/").status_code == 404


def test_the_exports_hold_what_the_page_shows(plan: Revision, tasks: tuple[Task, Task], sign_in: SignIn) -> None:
    browser = sign_in("计划管理员")
    book = b"".join(browser.get(f"/plans/{plan.pk}/tasks/?year=2026&format=xlsx"))
    grid = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    heads = next(at for at, row in enumerate(grid) if row[0] == HEADS[0])
    row = next(row for row in grid[heads + 1 :] if row[2] == "改造渠系 120 公里")
    assert row[4:8] == [120.0, "公里", "州水务局", "永靖县政府（80）、州教育局（40）"]
    assert row[10:12] == [date(2026, 1, 1), date(2026, 12, 31)]
    assert row[15] == str(tasks[0].pk)
    steps = next(row for row in grid[heads + 1 :] if row[2] == "建设水库")[9]
    assert steps.splitlines()[0] == "导流洞通水 2026-03-31 20"
    lines = b"".join(browser.get(f"/plans/{plan.pk}/tasks/?year=2026&format=csv")).decode()
    assert "编号" not in lines
    assert "永靖县政府（80）" in lines


def fields(plan: Revision, **more: str) -> dict[str, str]:
    given = {
        "title": "修渠 120 公里",
        "quantity": "120",
        "unit": "公里",
        "owner": str(unit("州水务局").pk),
        "begins": "2026-01-01",
        "due": "2026-12-31",
        "rhythm": "quarter",
        "weight": "1",
        "office_reviews": "on",
        "parts-TOTAL_FORMS": "3",
        "parts-INITIAL_FORMS": "0",
        "parts-0-who": f"u{unit('永靖县政府').pk}",
        "parts-0-role": "responsible",
        "parts-0-share": "80",
        "parts-1-who": f"u{unit('和政县政府').pk}",
        "parts-1-role": "responsible",
        "parts-1-share": "40",
        "parts-2-role": "responsible",
        "milestones-TOTAL_FORMS": "1",
        "milestones-INITIAL_FORMS": "0",
    }
    return given | more


def test_a_measure_becomes_a_task_in_one_form(plan: Revision, sign_in: SignIn) -> None:
    browser, measure = sign_in("计划管理员"), water_measure(plan)
    address = f"/plans/{plan.pk}/tasks/new/{measure.pk}/?year=2026"
    assert "州水务局" in browser.get(address).content.decode()
    answer = browser.post(address, fields(plan))
    made = Task.objects.get()
    assert answer.headers["Location"] == f"/tasks/{made.pk}/"
    assert made.line_id == measure.line_id
    assert sorted(made.duty.assignments.values_list("unit__name", "quantity")) == [
        ("和政县政府", Decimal(40)),
        ("永靖县政府", Decimal(80)),
    ]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"parts-1-share": "41"}, "各单位分量之和不等于数量"),
        ({"quantity": ""}, "没有写数量，也没有写节点"),
        ({"due": "2025-12-31"}, "截止日早于开始日"),
        ({"title": ""}, "请写明任务"),
        ({"unit": ""}, "请写数量的计量单位"),
        ({"milestones-0-name": "开工"}, "请写完成日期"),
        ({"milestones-0-name": "开工", "milestones-0-due": "2027-01-01"}, "有节点的日期不在"),
        ({"parts-2-who": "u0"}, "u0"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_made(
    plan: Revision, sign_in: SignIn, more: dict[str, str], said: str
) -> None:
    answer = sign_in("计划管理员").post(
        f"/plans/{plan.pk}/tasks/new/{water_measure(plan).pk}/?year=2026", fields(plan, **more)
    )
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not Task.objects.exists()


def test_rows_are_added_groups_opened_and_shares_made_equal_without_script(plan: Revision, sign_in: SignIn) -> None:
    browser, address = sign_in("计划管理员"), f"/plans/{plan.pk}/tasks/new/{water_measure(plan).pk}/?year=2026"
    group = "各县市政府"
    choice = browser.get(address).content.decode().partition(f">{group}（8 个单位）<")[0].rpartition('value="')[2]
    more = {"parts-0-who": choice.partition('"')[0], "parts-0-share": "", "parts-1-who": "", "parts-1-share": ""}
    said = browser.post(address, fields(plan, step="even", **more)).content.decode()
    assert len(re.findall(r'-share" value="15"', said)) == 8
    assert not Task.objects.exists()
    assert 'name="parts-9-who"' in said
    browser.post(address, fields(plan, **more))
    assert Task.objects.get().duty.assignments.count() == 8


def test_only_the_office_breaks_down(plan: Revision, sign_in: SignIn) -> None:
    address = f"/plans/{plan.pk}/tasks/new/{water_measure(plan).pk}/"
    assert sign_in("牵头单位").get(address).status_code == 403


def test_the_page_takes_as_many_statements_for_ten_tasks_as_for_one(
    plan: Revision, account: People, sign_in: SignIn
) -> None:
    browser, office, taken = sign_in("领导"), account("计划管理员"), []
    for count in (1, 9):
        for _each in range(count):
            canal(plan, office, shares=[("永靖县政府", 80), ("州教育局", 40)])
        with CaptureQueriesContext(connection) as captured:
            page(browser, plan)
        taken.append(len(captured))
    assert taken[0] == taken[1] <= 40
