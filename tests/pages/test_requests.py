"""Requests and settings in a real browser: a decision by keyboard, and every page at phone and desk width."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import expect

from luoshi.delivery.models import Task
from luoshi.duties.actions.requesting import ask
from luoshi.duties.actions.reviewing import decide_report
from luoshi.duties.actions.setting import set_setting
from luoshi.duties.models import Request
from luoshi.plans.models import Revision
from luoshi.web import clock
from tests.duties.making import canal, reservoir, unit
from tests.duties.sending import IN_TIME, LATER, People, sent
from tests.pages.browser import Visitor, axe, overflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def early_july(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages show 3 July 2026."""
    monkeypatch.setattr(clock, "now", lambda: LATER)


@pytest.fixture
def tasks(plan: Revision, account: People) -> list[Task]:
    """A canal with an accepted report, one in shares, and a reservoir; each has a request."""
    office, lead = account("计划管理员"), account("牵头单位")
    shares = [("永靖县政府", 80), ("州教育局", 40)]
    made = [canal(plan, office), canal(plan, office, shares=shares), reservoir(plan, office)]
    report = sent(made[0], lead, 120, at=IN_TIME)
    decide_report(report=report, stage="office", outcome="accepted", by=office, at=IN_TIME)
    one, two, three = (each.duty for each in made)
    changed = {"quantity": "100", "shares": {str(unit("永靖县政府").pk): "60", str(unit("州教育局").pk): "40"}}
    last = three.milestones.order_by("pk").last()
    assert last is not None
    moved = {"due": "2027-01-31", "milestones": {str(last.pk): ["2027-01-15", "30"]}}
    ask(duty=one, kind="close", content={"reports": [report.pk], "proof": "验收单 3 号"}, why="", by=lead, at=LATER)
    ask(duty=two, kind="target", content=changed, why="设计变更，少 20 公里。", by=lead, at=LATER)
    ask(duty=three, kind="due", content=moved, why="移民搬迁晚于计划三个月。", by=lead, at=LATER)
    set_setting(name="red", value="25", since=LATER.date(), why="州政府督查办法第 12 条", by=office, at=LATER)
    return made


def test_requests_are_decided_by_keyboard(visitor: Visitor, tasks: list[Task], sign_in: SignIn) -> None:
    page = visitor.open("/requests/", session=sign_in("计划管理员").cookies["sessionid"].value)
    place = page.locator(".queue__report .facts").first
    expect(place).to_contain_text("第 1 件，共 3 件")
    page.keyboard.press("j")
    expect(place).to_contain_text("第 2 件")
    page.keyboard.press("k")
    expect(place).to_contain_text("第 1 件")
    page.keyboard.press("a")
    expect(place).to_contain_text("共 2 件")
    page.keyboard.press("r")
    page.keyboard.type("按批复的数量办")
    page.keyboard.press("Control+Enter")
    expect(place).to_contain_text("共 1 件")
    assert list(Request.objects.order_by("pk").values_list("outcome", flat=True)) == ["accepted", "refused", ""]


@pytest.mark.parametrize(("width", "language"), [(1440, "zh-hans"), (360, "zh-hans"), (1440, "en"), (360, "en")])
def test_pages_are_sound(visitor: Visitor, tasks: list[Task], sign_in: SignIn, width: int, language: str) -> None:
    closed, shared, stepped = (each.pk for each in tasks)
    looked_at = {
        "计划管理员": ("/requests/", f"/duties/{shared}/ask/target/", "/settings/duties/", f"/tasks/{stepped}/"),
        "牵头单位": (f"/duties/{stepped}/ask/due/", f"/duties/{closed}/ask/close/", "/mine/"),
    }
    for who, addresses in looked_at.items():
        session = sign_in(who).cookies["sessionid"].value
        for address in addresses:
            page = visitor.open(address, width=width, language=language, session=session)
            assert axe(page) == [], address
            assert overflow(page) == [], address
