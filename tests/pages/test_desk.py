"""From the desk to a report that is sent, in a real browser, with the browser closed in between."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from luoshi.delivery.models import Task
from luoshi.duties.models import Draft, Milestone, Report
from luoshi.orgs.models import Account
from luoshi.plans.models import Revision
from tests.duties.desk import stand_at
from tests.duties.making import canal, reservoir
from tests.files.samples import photo
from tests.pages.browser import Visitor, axe, overflow, unreachable

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SignIn = Callable[[str], Client]
SAID = "渠系改造按期推进，两处渡槽已完工。"


@pytest.fixture
def tasks(plan: Revision, account: Callable[[str], Account], monkeypatch: pytest.MonkeyPatch) -> tuple[Task, Task]:
    """A quantity duty and one with milestones, on a morning when their reports are due."""
    stand_at(monkeypatch)
    office = account("计划管理员")
    return canal(plan, office), reservoir(plan, office)


def session(sign_in: SignIn, name: str = "牵头单位") -> str:
    return sign_in(name).cookies["sessionid"].value


def saved(page: Page, version: int) -> None:
    """Wait until the server has the draft."""
    expect(page.locator("form[data-report] [name=version]")).to_have_value(str(version))


def test_a_quantity_is_reported_from_the_desk_though_the_browser_was_closed(
    visitor: Visitor, tasks: tuple[Task, Task], sign_in: SignIn
) -> None:
    whole, _dam = tasks
    page = visitor.open("/mine/", session=session(sign_in))
    expect(page.locator(".nav__n")).to_have_text("4")
    page.get_by_role("link", name="填报 改造渠系 120 公里").click()
    form = page.locator(f"#report-{whole.pk}-2026Q2 form")
    expect(form.locator(".quote")).to_contain_text("看原文")
    form.get_by_label("完成数").fill("66")
    form.locator("[name=text]").fill(SAID)
    expect(form.locator("[data-part=missing]")).to_contain_text("可以报送")
    expect(form.locator(".sum")).to_contain_text("66")
    assert axe(page) == []
    visitor.close()

    page = visitor.open("/mine/", session=session(sign_in))
    page.get_by_role("link", name="接着填 改造渠系 120 公里").click()
    form = page.locator(f"#report-{whole.pk}-2026Q2 form")
    expect(form.get_by_label("完成数")).to_have_value("66")
    expect(form.locator("[name=text]")).to_have_value(SAID)
    form.locator("[name=text]").press("Control+Enter")
    expect(page.locator("main")).to_contain_text("现在由发展改革部门审核")
    expect(page.locator(f"#report-{whole.pk}-2026Q2")).to_have_count(0)
    expect(page.locator("[aria-labelledby=s-waiting]")).to_contain_text("改造渠系 120 公里")
    assert Report.objects.get().text == SAID


def test_a_milestone_is_claimed_with_a_photo_on_a_phone(
    visitor: Visitor, tasks: tuple[Task, Task], sign_in: SignIn
) -> None:
    _whole, dam = tasks
    step = Milestone.objects.get(title="导流洞通水")
    page = visitor.open("/mine/", width=360, session=session(sign_in))
    page.get_by_role("link", name="填报 建设水库").click()
    form = page.locator(f"#report-{dam.pk}-2026Q2 form")
    form.get_by_label("导流洞通水").check()
    expect(form.locator("[data-part=missing]")).to_contain_text("要附佐证")
    form.locator(f"[name=file-{step.pk}]").set_input_files(
        {"name": "通水.jpg", "mimeType": "image/jpeg", "buffer": photo("jpg")}
    )
    expect(form.locator(f"[data-part=files-{step.pk}] img")).to_be_visible()
    assert overflow(page) == []
    visitor.close()

    page = visitor.open(f"/duties/{dam.pk}/report/2026Q2/", width=360, session=session(sign_in))
    form = page.locator("form[data-report]")
    expect(form.get_by_label("导流洞通水")).to_be_checked()
    form.locator("[name=text]").fill("导流洞已通水。")
    expect(form.locator("[data-part=missing]")).to_contain_text("可以报送")
    assert axe(page) == []
    form.get_by_role("button", name="提交，送发展改革部门审核").click()
    expect(page.locator("main")).to_contain_text("已报送")
    assert Report.objects.get().claims.get().evidence.get().caption == "通水.jpg"


def test_what_did_not_reach_the_server_waits_in_the_browser(
    visitor: Visitor, tasks: tuple[Task, Task], sign_in: SignIn
) -> None:
    whole, _dam = tasks
    page = visitor.open(f"/duties/{whole.pk}/report/2026Q2/", session=session(sign_in))
    page.context.route("**/report/**", lambda route: route.abort() if route.request.method == "POST" else None)
    page.locator("[name=text]").fill(SAID)
    expect(page.locator("[data-unsaved]")).to_be_visible()
    page.context.unroute_all()
    visitor.troubles.clear()
    page.reload()
    expect(page.locator("[name=text]")).to_have_value(SAID)
    saved(page, 1)
    assert Draft.objects.get().content["text"] == SAID


def test_two_people_at_once_see_both_texts(visitor: Visitor, tasks: tuple[Task, Task], sign_in: SignIn) -> None:
    whole, _dam = tasks
    one = visitor.open(f"/duties/{whole.pk}/report/2026Q2/", session=session(sign_in))
    two = visitor.open(f"/duties/{whole.pk}/report/2026Q2/", session=session(sign_in, "同事"))
    one.locator("[name=text]").fill("甲写的")
    saved(one, 1)
    two.locator("[name=text]").fill("乙写的")
    clash = two.locator("[data-part=saved] [role=alert]")
    expect(clash).to_contain_text("甲写的")
    expect(two.locator("[name=text]")).to_have_value("乙写的")
    assert axe(two) == []
    clash.get_by_role("button", name="用我写的").click()
    saved(two, 2)
    assert Draft.objects.get().content["text"] == "乙写的"


def test_the_desk_is_worked_with_the_keyboard(visitor: Visitor, tasks: tuple[Task, Task], sign_in: SignIn) -> None:
    page = visitor.open("/mine/", session=session(sign_in))
    for key in ("j", "j", "k", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("article.duty--open")).to_have_count(1)
    page.locator("details.narrow summary").click()
    assert unreachable(page) == []


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [360, 1440])
def test_the_pages_of_the_desk_are_accessible_and_fit_their_window(
    visitor: Visitor, tasks: tuple[Task, Task], sign_in: SignIn, width: int, language: str
) -> None:
    whole, dam = tasks
    theirs = {
        "牵头单位": [
            "/mine/",
            "/mine/?kind=confirm",
            f"/duties/{whole.pk}/report/2026Q2/",
            f"/duties/{dam.pk}/report/2026Q2/",
            f"/duties/{dam.pk}/receipt/?verdict=passed_on",
        ],
        "局长": ["/mine/"],
        "计划管理员": ["/mine/", f"/duties/{whole.pk}/report/2026Q2/for/{whole.duty.terms.get().owner_id}/"],
    }
    wrong: dict[str, list[str]] = {}
    for name, addresses in theirs.items():
        page = visitor.open("/mine/", width=width, language=language, session=session(sign_in, name))
        for address in addresses:
            page.goto(visitor.host + address)
            found = axe(page) + overflow(page)
            if found:
                wrong[f"{name} {address}"] = found
    assert wrong == {}


def test_a_report_goes_out_without_any_script(visitor: Visitor, tasks: tuple[Task, Task], sign_in: SignIn) -> None:
    whole, _dam = tasks
    context = visitor.browser.new_context(java_script_enabled=False)
    visitor.contexts.append(context)
    context.add_cookies([{"name": "sessionid", "value": session(sign_in), "url": visitor.host}])
    page = context.new_page()
    page.goto(f"{visitor.host}/mine/")
    page.get_by_role("link", name="填报 改造渠系 120 公里").click()
    page.get_by_label("完成数").fill("66")
    page.locator("[name=text]").fill(SAID)
    page.locator("[name=file]").set_input_files({"name": "渠.jpg", "mimeType": "image/jpeg", "buffer": photo("jpg")})
    page.get_by_role("button", name="上传所选文件").click()
    expect(page.locator("main .files")).to_contain_text("渠.jpg")
    page.get_by_role("button", name="提交，送发展改革部门审核").click()
    expect(page.locator("main")).to_contain_text("已报送")
    assert Report.objects.get(duty=whole.pk).evidence.count() == 1
