"""Every page of the register, at phone and desk width, in both languages: accessible, in its window, printable."""

from collections.abc import Callable

import pytest
from django.test import Client

from luoshi.orgs.models import Unit, UnitGroup
from luoshi.plans.models import Revision
from tests.pages.browser import Visitor, axe, overflow, unreachable

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SignIn = Callable[[str], Client]


@pytest.fixture
def addresses(plan: Revision, working_days: None) -> dict[str, list[str]]:
    """Who looks at what."""
    measure = plan.measures.select_related("provision").exclude(provision=None).first()
    assert measure is not None
    assert measure.provision is not None
    one = f"/plans/{plan.pk}/"
    unit, group = Unit.objects.get(name="州水务局"), UnitGroup.objects.first()
    assert group is not None
    register = [
        "/",
        "/plans/",
        one,
        *(f"{one}{kind}/" for kind in ("measures", "targets", "projects", "mechanisms", "units", "text")),
        f"{one}measures/?text=没有这样的举措",
        f"{one}text/{measure.provision.ordinal}/",
        f"/units/{unit.pk}/",
        f"/groups/{group.pk}/",
        "/search/?q=州水务局",
        "/search/?q=没有这样的词",
        "/roles/",
        "/regions/",
        "/calendar/",
        "/password/",
    ]
    return {
        "领导": register,
        "计划管理员": ["/", "/plans/new/", "/register/", f"/register/{unit.pk}/"],
        "审计员": ["/record/"],
        "系统管理员": ["/", "/accounts/", "/accounts/new/", "/calendar/?works=1"],
        "市民": ["/sign-in/", "/no/such/page/"],
    }


def session(sign_in: SignIn, name: str) -> str:
    cookies = sign_in(name).cookies
    return cookies["sessionid"].value if "sessionid" in cookies else ""


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [360, 1440])
def test_pages_are_accessible_and_fit_their_window(
    visitor: Visitor, addresses: dict[str, list[str]], sign_in: SignIn, width: int, language: str
) -> None:
    wrong: dict[str, list[str]] = {}
    for name, theirs in addresses.items():
        page = visitor.open("/web/gallery/", width=width, language=language, session=session(sign_in, name))
        for address in theirs:
            page.goto(visitor.host + address)
            found = axe(page) + overflow(page)
            if found:
                wrong[f"{name} {address}"] = found
    assert wrong == {}


def test_a_draft_waits_on_the_home_page_and_is_signed_on_its_own(
    visitor: Visitor, checked: Revision, sign_in: SignIn
) -> None:
    page = visitor.open("/", session=session(sign_in, "审定人"))
    page.get_by_role("link", name="签署采用").first.click()
    page.get_by_role("button", name="签署采用").click()
    assert page.url == f"{visitor.host}/plans/{checked.pk}/adopt/"
    page.get_by_label("采用依据").fill("州政府第 12 次常务会议")
    page.reload()
    assert page.get_by_label("采用依据").input_value() == "州政府第 12 次常务会议"
    page.get_by_label("我已核对读出的内容").check()
    page.get_by_role("button", name="签署采用").click()
    page.wait_for_url(f"{visitor.host}/plans/{checked.pk}/")
    assert page.evaluate(f"localStorage.getItem('luoshi-draft:adopt-{checked.pk}')") is None
    page.get_by_role("link", name="核对内容与签署时是否一致").click()
    assert page.locator(".banner--ok").inner_text().startswith("内容与签署时一致")


def test_every_link_and_field_of_a_list_is_reached_with_the_tab_key(
    visitor: Visitor, plan: Revision, sign_in: SignIn
) -> None:
    page = visitor.open(f"/plans/{plan.pk}/units/", session=session(sign_in, "领导"))
    assert unreachable(page) == []


def test_a_provision_prints_without_its_frame(visitor: Visitor, plan: Revision, sign_in: SignIn) -> None:
    page = visitor.open(f"/plans/{plan.pk}/measures/", session=session(sign_in, "领导"))
    page.emulate_media(media="print")
    assert not page.locator(".filters").is_visible()
    assert page.locator("main table").is_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
