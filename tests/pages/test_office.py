"""The office at work: a queue cleared by keyboard or thumb, deadline day, the office desk, in both languages."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from luoshi.delivery.models import Task
from luoshi.duties.actions.checking import Seen, record_check
from luoshi.duties.actions.receipts import sign_receipt
from luoshi.duties.actions.reporting import OnBehalf, Proof, Told, submit_report
from luoshi.duties.actions.reviewing import decide_report
from luoshi.duties.models import Milestone, Report
from luoshi.plans.models import Revision
from luoshi.web import clock
from tests.duties.making import canal, reservoir, unit
from tests.duties.sending import IN_TIME, LATER, Q2, People, picture, sent
from tests.pages.browser import Visitor, axe, overflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def early_july(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages show 3 July 2026."""
    monkeypatch.setattr(clock, "now", lambda: LATER)


@pytest.fixture
def canals(plan: Revision, account: People) -> list[Task]:
    """Six canals of 州水务局, of which the last is not reported."""
    return [canal(plan, account("计划管理员")) for _each in range(6)]


@pytest.fixture
def five(canals: list[Task], account: People) -> list[Report]:
    """Five reports, two of them without news."""
    lead = account("牵头单位")
    quantities = [66, 70, None, 75, None]
    found = []
    for task, quantity in zip(canals, quantities, strict=False):
        proofs = (Proof(picture(), caption="渠首衬砌"),) if quantity else ()
        found.append(sent(task, lead, quantity, proofs=proofs))
    return found


@pytest.fixture
def full(five: list[Report], plan: Revision, account: People) -> None:
    """A milestone claimed with evidence, one report entered for a unit, one in shares, a check, an objection."""
    office, lead = account("计划管理员"), account("牵头单位")
    dam = reservoir(plan, office)
    first = Milestone.objects.get(title="导流洞通水").pk
    told = Told(
        text="已通水。",
        difficulties="库区还有 11 户没有签协议。",
        claims={first: date(2026, 3, 20)},
        proofs=[Proof(picture(), first, "通水照片")],
    )
    assert lead.unit is not None
    submit_report(duty=dam.duty, unit=lead.unit, period=Q2, told=told, by=lead, at=IN_TIME)
    record_check(
        duty=dam.duty, seen=Seen(date(2026, 7, 1), "已通水", agrees=True), photos=[picture()], by=lead, at=LATER
    )
    sign_receipt(duty=dam.duty, verdict="objected", why="没有移民任务", by=account("责任单位"), at=LATER)
    shares = canal(plan, office, shares=[("永靖县政府", 80), ("州教育局", 40)])
    county = sent(shares, account("责任单位"), 20)
    decide_report(report=county, stage="lead", outcome="accepted", why="已核对", by=lead, at=LATER)
    said = OnBehalf("马晓燕", date(2026, 7, 1))
    sent(shares, office, 10, unit=unit("州教育局"), on_behalf=said)
    decide_report(report=five[0], stage="office", outcome="returned", why="缺验收单", by=office, at=LATER)


def opened(visitor: Visitor, sign_in: SignIn, address: str, *, width: int = 1440, language: str = "zh-hans") -> Page:
    session = sign_in("计划管理员").cookies["sessionid"].value
    return visitor.open(address, width=width, language=language, session=session)


def outcomes() -> list[str]:
    return list(Report.objects.order_by("id").values_list("outcome", flat=True))


def test_a_queue_of_five_is_cleared_by_keyboard(visitor: Visitor, five: list[Report], sign_in: SignIn) -> None:
    page = opened(visitor, sign_in, "/reviews/")
    head = page.locator(".queue__report h2")
    place = page.locator(".queue__report .facts").first
    page.evaluate("window.stays = true")
    expect(place).to_contain_text("第 1 件，共 5 件")
    page.keyboard.press("j")
    expect(place).to_contain_text("第 2 件")
    page.keyboard.press("k")
    expect(place).to_contain_text("第 1 件")
    page.keyboard.press("e")
    expect(page.locator(".proofs a").first).to_be_focused()
    page.keyboard.press("a")
    expect(place).to_contain_text("共 4 件")
    expect(head).to_be_focused()
    page.keyboard.press("r")
    page.keyboard.type("验收单缺章")
    page.keyboard.press("Control+Enter")
    expect(place).to_contain_text("共 3 件")
    for left in ("共 2 件", "共 1 件"):
        page.keyboard.press("Enter")
        expect(place).to_contain_text(left)
    page.keyboard.press("a")
    expect(page.locator("main")).to_contain_text("没有等您审核的报告")
    assert outcomes() == ["accepted", "returned", "accepted", "accepted", "accepted"]
    assert page.evaluate("window.stays")


def test_a_reason_that_was_typed_is_never_lost(visitor: Visitor, five: list[Report], sign_in: SignIn) -> None:
    page = opened(visitor, sign_in, "/reviews/")
    page.get_by_role("button", name="佐证不够，请补验收单或照片。").click()
    page.keyboard.type(" 并写明桩号")
    said = page.get_by_label("退回理由").input_value()
    assert said == "佐证不够，请补验收单或照片。 并写明桩号"
    page.keyboard.press("Escape")
    page.get_by_role("link", name="下一件").click()
    expect(page.get_by_label("退回理由")).to_have_value("")
    page.get_by_role("button", name="退回").click()
    expect(page.locator(".error")).to_contain_text("退回要写理由")
    page.get_by_role("link", name="上一件").click()
    expect(page.get_by_label("退回理由")).to_have_value(said)
    page.reload()
    expect(page.get_by_label("退回理由")).to_have_value(said)
    page.get_by_role("button", name="退回").click()
    expect(page.locator("main")).to_contain_text("已退回：州水务局")
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('luoshi-draft:review'))") == []


def test_reports_without_change_are_accepted_together(visitor: Visitor, five: list[Report], sign_in: SignIn) -> None:
    page = opened(visitor, sign_in, "/reviews/")
    page.get_by_role("link", name="一并认定 2 件“无变化”").click()
    page.get_by_role("button", name="认定选中的").click()
    expect(page.locator("main")).to_contain_text("已认定 2 件“无变化”")
    expect(page.locator("main")).to_contain_text("3 件等您审核")


def test_the_queue_is_cleared_with_a_thumb(visitor: Visitor, five: list[Report], sign_in: SignIn) -> None:
    page = opened(visitor, sign_in, "/reviews/", width=360)
    page.locator(".queue__list a").first.click()
    accept = page.get_by_role("button", name="认定", exact=True)
    box = accept.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert box["y"] + box["height"] <= 900
    accept.click()
    expect(page.locator("main")).to_contain_text("已认定：州水务局")
    page.get_by_role("link", name="回到列表").click()
    expect(page.locator(".queue__list")).to_be_visible()
    expect(page.locator(".queue__report")).to_be_hidden()


def test_the_list_of_those_who_miss_is_copied(visitor: Visitor, five: list[Report], sign_in: SignIn) -> None:
    page = opened(visitor, sign_in, "/periods/2026Q2/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="复制名单").click()
    expect(page.locator("#copied")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.replace("\r", "") == page.locator("#missing-text").input_value()
    assert "1. 州水务局（牵头单位）1 件：改造渠系 120 公里" in copied


def test_figures_of_a_period_follow_without_a_page_load(
    visitor: Visitor, five: list[Report], canals: list[Task], sign_in: SignIn, account: People
) -> None:
    page = opened(visitor, sign_in, "/periods/2026Q2/")
    expect(page.locator("#live")).to_contain_text("未报 1 件")
    sent(canals[5], account("牵头单位"), 12)
    page.evaluate("document.querySelector('#live').setAttribute('hx-trigger', 'now')")
    page.evaluate("htmx.ajax('GET', '/periods/2026Q2/?part=live', {target: '#live'})")
    expect(page.locator("#live")).not_to_contain_text("未报送名单")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [360, 1440])
def test_the_offices_pages_are_accessible_and_fit_their_window(
    visitor: Visitor, full: None, canals: list[Task], sign_in: SignIn, width: int, language: str
) -> None:
    page = opened(visitor, sign_in, "/reviews/", width=width, language=language)
    waiting = Report.objects.filter(stage="office").values_list("pk", flat=True)
    addresses = [
        "/reviews/",
        *(f"/reviews/?report={pk}" for pk in waiting),
        "/reviews/?kind=milestone&late=1",
        "/reviews/unchanged/",
        f"/duties/{canals[0].pk}/checks/",
        "/periods/",
        "/periods/2026Q2/",
        "/periods/2026Q2/?on=2026-07-01",
        "/periods/2026Q2/remind/",
        "/periods/2026Q2/extend/",
        "/office/",
        "/office/tasks/?light=red",
        "/office/tasks/?light=green",
    ]
    wrong: dict[str, list[str]] = {}
    for address in addresses:
        page.goto(visitor.host + address)
        found = axe(page) + overflow(page)
        if found:
            wrong[address] = found
    assert wrong == {}
