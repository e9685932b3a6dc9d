"""The pages of tasks, at phone and desk width, in both languages: accessible, in their window, and usable by hand."""

from collections.abc import Callable

import pytest
from django.test import Client

from luoshi.delivery.models import Task
from luoshi.orgs.models import Account
from luoshi.plans.models import Revision
from tests.duties.making import canal, reservoir, water_measure
from tests.pages.browser import Visitor, axe, overflow
from tests.pages.test_plans import session

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SignIn = Callable[[str], Client]


@pytest.fixture
def tasks(plan: Revision, account: Callable[[str], Account]) -> tuple[Task, Task]:
    office = account("计划管理员")
    return canal(plan, office, shares=[("永靖县政府", 80), ("州教育局", 40)]), reservoir(plan, office)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [360, 1440])
def test_pages_of_tasks_are_accessible_and_fit_their_window(
    visitor: Visitor, plan: Revision, tasks: tuple[Task, Task], sign_in: SignIn, width: int, language: str
) -> None:
    wrong: dict[str, list[str]] = {}
    one = f"/plans/{plan.pk}/tasks/"
    page = visitor.open("/web/gallery/", width=width, language=language, session=session(sign_in, "计划管理员"))
    for address in (
        f"{one}?year=2026",
        f"{one}?year=2026&text=没有这样的任务",
        f"{one}new/{water_measure(plan).pk}/?year=2026",
        f"{one}bring/?year=2027",
        f"{one}bring/?year=2027&mode=carry",
        f"{one}import/?year=2026",
        "/tasks/new/",
        f"/plans/{plan.pk}/",
        f"/tasks/{tasks[0].pk}/edit/",
        *(f"/tasks/{task.pk}/" for task in tasks),
        f"/tasks/{tasks[1].pk}/?on=2026-07-01",
    ):
        page.goto(visitor.host + address)
        found = axe(page) + overflow(page)
        if found:
            wrong[address] = found
    assert wrong == {}


def test_shares_are_summed_while_one_types_and_made_equal_by_a_button(
    visitor: Visitor, plan: Revision, sign_in: SignIn
) -> None:
    address = f"/plans/{plan.pk}/tasks/new/{water_measure(plan).pk}/?year=2026"
    page = visitor.open(address, session=session(sign_in, "计划管理员"))
    page.get_by_label("任务", exact=True).fill("修渠")
    page.locator("#id_quantity").fill("120")
    page.locator("#id_unit").fill("公里")
    page.locator("#id_parts-0-share").fill("80")
    assert page.locator("[data-sum-said]").inner_text() == "分量合计 80，数量 120，不一致"
    page.get_by_role("button", name="责任单位平均分配").click()
    page.locator("[data-sum-said]").wait_for()
    assert page.locator("[data-sum-said]").inner_text() == "分量合计 120，与数量一致"
    assert page.get_by_label("任务", exact=True).input_value() == "修渠"
    page.get_by_role("button", name="建立任务").click()
    page.get_by_role("heading", name="修渠", level=1).wait_for()
    assert axe(page) == []


def test_what_is_typed_waits_in_the_browser_until_the_task_is_made(
    visitor: Visitor, plan: Revision, sign_in: SignIn
) -> None:
    address = f"/plans/{plan.pk}/tasks/new/{water_measure(plan).pk}/?year=2026"
    page = visitor.open(address, session=session(sign_in, "计划管理员"))
    page.get_by_label("任务", exact=True).fill("写了一半")
    page.reload()
    assert page.get_by_label("任务", exact=True).input_value() == "写了一半"


def test_a_task_prints_on_a4_without_its_frame(visitor: Visitor, tasks: tuple[Task, Task], sign_in: SignIn) -> None:
    page = visitor.open(f"/tasks/{tasks[1].pk}/", session=session(sign_in, "领导"))
    page.emulate_media(media="print")
    assert not page.locator(".asof").is_visible()
    assert page.locator("#steps").is_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
