"""What the product promises first: from a document to who leads what, with the sentence, and nothing explained."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from luoshi.orgs.models import Account
from tests.cast import PASSWORD
from tests.pages.browser import Visitor
from tests.pages.texts import short_plan

SignIn = Callable[[str], Client]
pytestmark = [pytest.mark.browser, pytest.mark.django_db]
FILE = {"name": "河湖清洁行动.txt", "mimeType": "text/plain"}


@dataclass
class Hand:
    """Clicks as a person does, and counts."""

    page: Page
    clicks: int = 0

    def click(self, target: Locator) -> None:
        target.click()
        self.clicks += 1

    def write(self, label: str, text: str) -> None:
        """Click into a field and type."""
        self.click(self.page.get_by_label(label).first)
        self.page.keyboard.type(text)

    def press(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name, exact=True))

    def follow(self, name: str, within: str = "body") -> None:
        self.click(self.page.locator(within).get_by_role("link", name=name, exact=True).first)

    def upload(self, file: Any) -> None:
        """From the sign-in page to the review screen of a file."""
        self.page.keyboard.type("审定人")
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(PASSWORD)
        self.press("登录")
        self.follow("上传文件", within="main")
        with self.page.expect_file_chooser() as chooser:
            self.click(self.page.get_by_text("选择文件").first)
        chooser.value.set_files(file)
        self.press("上传并读取")

    def check(self, rest: str) -> None:
        """Confirm what is sure and the rest by the button that says so, and fill in what is open."""
        for deed in ("确认有把握的", rest, "按常规补齐"):
            self.click(self.page.get_by_role("button", name=deed))

    def adopt(self) -> None:
        self.follow("去采用")
        self.write("采用依据", "州政府第 12 次常务会议")
        self.click(self.page.get_by_label("我已核对读出的内容"))
        self.press("签署采用")


def test_from_sign_in_to_what_a_unit_leads_takes_at_most_twelve_clicks(
    visitor: Visitor, account: Callable[[str], Account]
) -> None:
    account("审定人")
    hand = Hand(visitor.open("/"))
    page = hand.page
    hand.upload(FILE | {"buffer": short_plan()})
    hand.check("看过了，确认本章其余")
    expect(page.locator("main")).to_contain_text("没有要办的了，可以采用")
    hand.adopt()
    expect(page.locator("main")).to_contain_text("签署人")
    hand.follow("州水务局", within="main")
    expect(page.locator("#lead + *, [aria-labelledby=lead]").first).to_contain_text("清理第一段河道")
    expect(page.locator("[aria-labelledby=lead] .quote").first).to_have_text("牵头单位：州水务局")
    assert hand.clicks <= 12

    hand.follow("清理第一段河道")
    expect(page.locator(":target")).to_contain_text("州水务局")


def test_the_real_plan_is_adopted_and_asked_in_twelve_clicks_too(
    visitor: Visitor, account: Callable[[str], Account], shared: Path
) -> None:
    account("审定人")
    hand = Hand(visitor.open("/"))
    page = hand.page
    hand.upload(shared / "seed" / "plan.txt")
    hand.check("各章都看过了，确认全文其余")
    hand.adopt()
    hand.follow("州水务局", within="main")
    expect(page.locator("[aria-labelledby=lead] .quote").first).to_contain_text("州水务局")
    assert hand.clicks <= 12


def test_what_is_wrong_with_a_file_is_said_on_the_page_and_a_better_one_can_follow(
    visitor: Visitor, sign_in: SignIn
) -> None:
    page = visitor.open("/plans/new/", session=sign_in("计划管理员").cookies["sessionid"].value)
    for data in (b"", b"PK\x03\x04 broken"):
        page.locator("#id_file").set_input_files({**FILE, "name": "坏.docx", "buffer": data})
        with page.expect_response(f"{visitor.host}/plans/new/"):
            page.get_by_role("button", name="上传并读取").click()
        expect(page.locator("[data-drop-name]").first).to_have_text("")
        expect(page.locator("main [role=alert]").first).to_contain_text("文件")
        expect(page).to_have_url(f"{visitor.host}/plans/new/")
    page.locator("#id_file").set_input_files({**FILE, "buffer": short_plan()})
    page.get_by_role("button", name="上传并读取").click()
    expect(page.locator(".crumbs")).to_contain_text("河湖清洁行动")
    expect(page.locator("main")).to_contain_text("已读入")


def test_a_mark_leads_to_its_row_and_the_row_back_to_its_words(visitor: Visitor, plan: object, sign_in: SignIn) -> None:
    session = sign_in("领导").cookies["sessionid"].value
    page = visitor.open("/plans/", session=session)
    page.locator("main tbody th a").first.click()
    page.get_by_label("方案内容").get_by_role("link", name="指标").click()
    page.locator("main tbody th a").first.click()
    words = page.locator(":target")
    assert "m-target" in (words.get_attribute("class") or "")
    words.click()
    row = page.locator("tr:target")
    expect(row).to_be_visible()
    row.locator(".ref").click()
    assert "m-target" in (page.locator(":target").get_attribute("class") or "")


def test_a_filter_stays_in_the_address_through_sorting_and_reload(
    visitor: Visitor, plan: object, sign_in: SignIn
) -> None:
    session = sign_in("领导").cookies["sessionid"].value
    page = visitor.open("/plans/", session=session)
    page.locator("main tbody th a").first.click()
    page.get_by_label("方案内容").get_by_role("link", name="举措").click()
    page.get_by_label("单位").select_option("州水务局")
    page.wait_for_url("**unit=*")
    led = page.locator("main tbody tr").count()
    page.locator("main thead a", has_text="举措").click()
    page.reload()
    assert page.get_by_label("单位").input_value() == "州水务局"
    assert page.locator("main tbody tr").count() == led > 0
    with page.expect_download() as download:
        page.get_by_role("link", name="导出 .csv").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert len(text.splitlines()) == led + 1


def test_search_finds_a_word_of_two_characters_and_leads_to_the_words(
    visitor: Visitor, plan: object, sign_in: SignIn
) -> None:
    page = visitor.open("/", session=sign_in("领导").cookies["sessionid"].value)
    page.keyboard.press("/")
    page.keyboard.type("供水")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_have_text("供水")
    page.locator(".hits a").first.click()
    expect(page.locator("main")).to_contain_text("供水")
