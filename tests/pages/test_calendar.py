"""Entering holidays in a browser: the page that takes the file is the page one returns to."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import expect

from tests.pages.browser import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
FILE = {"name": "放假安排.csv", "mimeType": "text/csv"}


def test_a_wrong_table_is_explained_and_a_right_one_entered_on_the_same_page(
    visitor: Visitor, sign_in: Callable[[str], Client], working_days: None
) -> None:
    page = visitor.open("/calendar/", session=sign_in("系统管理员").cookies["sessionid"].value)
    for row, said in (("2026-10-12,1,国庆节", "第 2 行"), ("2026-10-11,1,国庆节", "录入或更正了 1 天")):
        table = f"day,works,name\n{row}\n".encode()
        page.locator("input[type=file]").set_input_files({**FILE, "buffer": table})
        page.get_by_role("button", name="录入", exact=True).click()
        expect(page.locator("main")).to_contain_text(said)
        expect(page).to_have_url(f"{visitor.host}/calendar/")
    page.get_by_role("link", name="2026", exact=True).click()
    page.get_by_role("button", name="删去2026年10月11日").click()
    expect(page.locator("main")).to_contain_text("2026年10月11日已删去")
