"""Exports as a person gets them: one click, a file with a name one can read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page

from luoshi.plans.models import Revision
from tests.pages.browser import Visitor, axe, overflow
from tests.plans.exports.making import lines

SignIn = Callable[[str], Client]
pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def saved(page: Page, name: str, within: str) -> tuple[str, bytes]:
    """Name and bytes of what a link downloads."""
    with page.expect_download() as download:
        page.locator(within).get_by_role("link", name=name, exact=True).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("width", [360, 1440])
def test_the_lists_the_sheet_and_the_register_are_one_click_from_the_plan(
    visitor: Visitor, plan: Revision, sign_in: SignIn, width: int
) -> None:
    session = sign_in("领导").cookies["sessionid"].value
    page = visitor.open(f"/plans/{plan.pk}/", width=width, session=session)
    expected = {"任务清单": ".xlsx", "责任清单": ".xlsx", "项目清单": ".xlsx", "指标清单": ".xlsx", "机制清单": ".xlsx"}
    for name, suffix in (expected | {"采用清单": ".docx", "登记册": ".json"}).items():
        file, data = saved(page, name, "[aria-labelledby=exports]")
        assert file == f"{plan.title}{name}{suffix}"
        assert data.startswith(b"{" if suffix == ".json" else b"PK")
    assert axe(page) + overflow(page) == []


@pytest.mark.parametrize("width", [360, 1440])
def test_a_filtered_list_is_saved_as_it_is_shown(visitor: Visitor, plan: Revision, sign_in: SignIn, width: int) -> None:
    session = sign_in("领导").cookies["sessionid"].value
    page = visitor.open(f"/plans/{plan.pk}/measures/", width=width, session=session)
    page.get_by_label("单位").select_option("州水务局")
    page.wait_for_url("**unit=*")
    shown = page.locator("main tbody tr").count()
    _, data = saved(page, "任务清单 .xlsx", "main")
    assert len(lines(data)) == shown > 0
    assert overflow(page) == []
