"""From the desk to a workbook, back, and to reports, in a real browser."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import expect

from luoshi.delivery.models import Task
from luoshi.duties.models import Report
from luoshi.orgs.models import Account
from luoshi.plans.models import Revision
from tests.duties.desk import stand_at
from tests.duties.filling import filled
from tests.duties.making import canal, reservoir
from tests.files.samples import photo
from tests.pages.browser import Visitor, axe, overflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SignIn = Callable[[str], Client]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def tasks(plan: Revision, account: Callable[[str], Account], monkeypatch: pytest.MonkeyPatch) -> tuple[Task, Task]:
    stand_at(monkeypatch)
    office = account("计划管理员")
    return canal(plan, office), reservoir(plan, office)


def test_a_workbook_is_downloaded_filled_in_handed_in_and_confirmed(
    visitor: Visitor, tasks: tuple[Task, Task], sign_in: SignIn
) -> None:
    session = sign_in("牵头单位").cookies["sessionid"].value
    page = visitor.open("/mine/", session=session)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载台账").click()
    assert download.value.suggested_filename == "州水务局-2026年二季度台账.xlsx"
    rows = {"改造渠系 120 公里": {"累计完成": "６６", "进展情况": "按期推进。"}}
    book = filled(download.value.path().read_bytes(), rows, {"导流洞通水": {"是否完成": "已完成"}})

    page.get_by_role("link", name="交回台账").click()
    assert axe(page) == []
    files = [("填好的.xlsx", book), ("别的.xlsx", b"x")]
    page.get_by_label("填好的台账").set_input_files(
        [{"name": name, "mimeType": XLSX, "buffer": data} for name, data in files]
    )
    page.get_by_role("button", name="看差异").click()
    expect(page.get_by_role("button", name="确认：报送 1 件，存草稿 1 件")).to_be_visible()
    expect(page.locator("main")).to_contain_text("另存为 .xlsx 再传")
    page.get_by_label("“导流洞通水”的佐证").set_input_files(
        {"name": "通水.jpg", "mimeType": "image/jpeg", "buffer": photo("jpg")}
    )
    page.get_by_role("button", name="添加佐证").click()
    expect(page.get_by_role("button", name="确认报送：2 件")).to_be_visible()
    address = page.url.removeprefix(visitor.host)
    page.get_by_role("button", name="确认报送：2 件").click()
    expect(page.locator("main")).to_contain_text("报送 2 件，等审核")
    assert Report.objects.count() == 2
    assert axe(page) == []
    for width, language in ((360, "zh-hans"), (360, "en"), (1440, "en")):
        shown = visitor.open(address, width=width, language=language, session=session)
        assert overflow(shown) == []
        assert axe(shown) == []


def test_a_row_that_changed_meanwhile_is_chosen_on_a_phone(
    visitor: Visitor, tasks: tuple[Task, Task], sign_in: SignIn
) -> None:
    browser = sign_in("牵头单位")
    session = browser.cookies["sessionid"].value
    data = filled(browser.get("/mine/workbook/?period=2026Q2").content, {"建设水库": {"进展情况": "坝体填筑过半。"}})
    typed = {"do": "save", "text": "先写的", "version": "0"}
    assert browser.post(f"/duties/{tasks[1].duty.pk}/report/2026Q2/", typed).status_code == 302
    page = visitor.open("/mine/handin/", width=360, session=session)
    page.get_by_label("填好的台账").set_input_files({"name": "台账.xlsx", "mimeType": XLSX, "buffer": data})
    page.get_by_role("button", name="看差异").click()
    expect(page.locator("main")).to_contain_text("先写的")
    assert overflow(page) == []
    assert axe(page) == []
    page.get_by_role("button", name="用表里的", exact=True).click()
    page.get_by_role("button", name="确认报送：1 件").click()
    expect(page.locator("main")).to_contain_text("报送 1 件")
    assert Report.objects.get().text == "坝体填筑过半。"
