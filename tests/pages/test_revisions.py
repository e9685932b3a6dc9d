"""Pages of revisions in a browser, and how many statements they take."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from luoshi.cli import demo
from luoshi.orgs.models import Account
from luoshi.plans.actions import adopt_revision, import_document
from luoshi.plans.models import Revision
from tests.cast import AT
from tests.pages.browser import Visitor, axe, overflow, unreachable
from tests.pages.test_statements import LIMIT, statements
from tests.pages.texts import short_plan

SignIn = Callable[[str], Client]


def edition(of: Revision, data: bytes) -> Revision:
    return import_document(data=data, name="新版.txt", plan=of.plan, by="计划管理员", at=AT).revision


def revised(measures: int) -> bytes:
    """The short plan with every length raised and the last measure's unit changed."""
    text = short_plan(measures).decode().replace("公里以上", "公里").replace("州生态环境局", "州财政局")
    return text.encode()


@pytest.fixture
def draft_of(adopt: Callable[[Revision], Revision]) -> Callable[[int], Revision]:
    """A second edition of a plan of so many measures, as a draft."""

    def made(measures: int) -> Revision:
        data = short_plan(measures)
        first = import_document(data=data, name=f"{measures}.txt", by="计划管理员", at=AT).revision
        return edition(adopt(first), revised(measures))

    return made


@pytest.fixture
def third(draft_of: Callable[[int], Revision], account: Callable[[str], Account]) -> Revision:
    """A draft of a third edition; two before it are adopted."""
    second = draft_of(3)
    demo.settle(second, account("计划管理员"), AT)
    adopt_revision(revision=second, since=date(2026, 1, 1), why="州政府第 9 次常务会议", by=account("审定人"), at=AT)
    return edition(second, short_plan(4))


@pytest.mark.django_db
def test_revision_pages_take_as_many_statements_for_ten_measures_as_for_one(
    draft_of: Callable[[int], Revision], sign_in: SignIn
) -> None:
    office, taken = sign_in("计划管理员"), []
    for plan in map(draft_of, (1, 10)):
        target = plan.targets.select_related("line").order_by("-start").first()
        assert target is not None
        pages = (
            f"{plan.pk}/",
            f"{plan.pk}/changes/",
            f"{plan.pk}/changes/?view=all&change=same",
            f"lines/{target.line_id}/",
        )
        match = f"{plan.pk}/changes/target/{target.pk}/"
        taken.append([statements(office, f"/plans/{page}") for page in (*pages, match)])
    assert taken[0] == taken[1]
    assert max(taken[0][1:]) <= LIMIT + 2


@pytest.mark.browser
@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [360, 1440])
def test_revision_pages_are_accessible_and_fit_their_window(
    visitor: Visitor, third: Revision, sign_in: SignIn, width: int, language: str
) -> None:
    first = Revision.objects.get(plan=third.plan, edition=1)
    provision, target = first.provisions.all()[2], third.targets.first()
    assert target is not None
    addresses = [
        f"/plans/{third.pk}/",
        f"/plans/{third.pk}/changes/",
        f"/plans/{third.pk}/changes/?change=same&against={first.pk}",
        f"/plans/{third.pk}/changes/?text=没有这样的",
        f"/plans/{first.pk}/changes/",
        f"/plans/{third.pk}/changes/target/{target.pk}/",
        f"/plans/{first.pk}/",
        f"/plans/{first.pk}/revise/",
        f"/plans/{first.pk}/text/{provision.ordinal}/",
        f"/plans/lines/{target.line_id}/",
        f"/plans/lines/{provision.line_id}/",
    ]
    session = sign_in("计划管理员").cookies["sessionid"].value
    page = visitor.open("/web/gallery/", width=width, language=language, session=session)
    wrong: dict[str, list[str]] = {}
    for address in addresses:
        page.goto(visitor.host + address)
        if found := axe(page) + overflow(page):
            wrong[address] = found
    assert wrong == {}


@pytest.mark.browser
@pytest.mark.django_db
def test_a_match_is_corrected_with_the_keyboard_and_the_page_prints(
    visitor: Visitor, third: Revision, sign_in: SignIn
) -> None:
    session = sign_in("计划管理员").cookies["sessionid"].value
    page = visitor.open(f"/plans/{third.pk}/changes/", session=session)
    page.emulate_media(media="print")
    assert not page.locator(".filters").is_visible()
    assert page.locator("ins").first.is_visible()
    assert "underline" in page.locator("ins").first.evaluate("e => getComputedStyle(e).textDecorationLine")
    page.emulate_media(media="screen")
    assert unreachable(page) == []
    page.get_by_role("link", name="更正对应关系").first.focus()
    page.keyboard.press("Enter")
    page.get_by_label("这是新的").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/changes/#*")
    assert page.get_by_text("已更正对应关系").is_visible()
