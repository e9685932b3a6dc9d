"""Reforms and handovers in a browser, in both languages, on a phone and on a screen."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from luoshi.duties.models import Term
from luoshi.plans.models import Revision
from luoshi.web import clock
from tests.duties.making import canal, reservoir, unit
from tests.duties.sending import LATER, People, sent
from tests.pages.browser import Visitor, axe, overflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def early_july(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages show 3 July 2026."""
    monkeypatch.setattr(clock, "now", lambda: LATER)


@pytest.fixture
def water(plan: Revision, account: People) -> None:
    """州水务局 owns a canal it has reported on and a reservoir, and has people."""
    office = account("计划管理员")
    for name in ("同事", "科长", "局长", "责任单位"):
        account(name)
    sent(canal(plan, office), account("牵头单位"), 40)
    reservoir(plan, office)


def window(visitor: Visitor, who: Client, address: str, width: int = 1440, language: str = "zh-hans") -> Page:
    return visitor.open(address, width=width, language=language, session=who.cookies["sessionid"].value)


def test_a_unit_is_split_by_hand(visitor: Visitor, water: None, sign_in: SignIn) -> None:
    page = window(visitor, sign_in("计划管理员"), "/reforms/")
    page.get_by_label("怎么改").select_option("split")
    page.get_by_label("州水务局", exact=True).check()
    page.get_by_label("新单位").fill("州供水局\n州河湖局 临夏州河湖管理局")
    page.get_by_label("依据").fill("州委编办〔2026〕7号")
    page.get_by_role("button", name="看会带来什么").click()
    page.get_by_label("转到 建设水库").select_option("州河湖局")
    page.get_by_role("button", name="登记").click()
    expect(page.locator("main")).to_contain_text("由州供水局、州河湖局承接")
    owners = Term.objects.filter(duty__title="建设水库").order_by("id").values_list("owner__name", flat=True)
    assert list(owners) == ["州水务局", "州河湖局"]


@pytest.mark.parametrize(("width", "language"), [(360, "zh-hans"), (1440, "en"), (360, "en"), (1440, "zh-hans")])
def test_the_pages_hold_in_every_width_and_language(
    width: int, language: str, visitor: Visitor, water: None, sign_in: SignIn, account: People
) -> None:
    office = sign_in("计划管理员")
    page = window(visitor, office, f"/reforms/?unit={unit('州水务局').pk}", width, language)
    assert axe(page) == []
    assert overflow(page) == []
    page.locator("textarea[name=names]").fill("州供水局\n州河湖局")
    page.locator("select[name=kind]").select_option("split")
    page.locator("input[name=why]").fill("州委编办〔2026〕7号")
    page.locator("main form button").click()
    expect(page.locator("input[name=seen]")).to_have_count(1)
    assert axe(page) == []
    assert overflow(page) == []
    page.goto(f"{visitor.host}/accounts/{account('牵头单位').pk}/handover/")
    assert axe(page) == []
    assert overflow(page) == []
    page.locator("select[name=taker]").select_option(label="同事")
    page.locator("main form button").click()
    expect(page).to_have_url(re.compile("/handovers/"))
    assert axe(page) == []
    assert overflow(page) == []
    page.goto(f"{visitor.host}/accounts/")
    assert axe(page) == []
    assert overflow(page) == []
