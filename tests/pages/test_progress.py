"""A plan's progress in a real browser: in both languages, on a phone, on paper."""

from collections.abc import Callable

import pypdfium2
import pytest
from django.test import Client
from playwright.sync_api import expect

from luoshi.plans.models import Revision
from luoshi.web import clock
from tests.duties.making import canal, reservoir
from tests.duties.sending import LATER, People, sent
from tests.pages.browser import Visitor, axe, overflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def early_july(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages show 3 July 2026."""
    monkeypatch.setattr(clock, "now", lambda: LATER)


@pytest.fixture
def address(plan: Revision, account: People) -> str:
    """Where the plan's pages are; it has canals and reservoirs enough for several sheets of paper."""
    by = account("计划管理员")
    sent(canal(plan, by, shares=[("永靖县政府", 80), ("州教育局", 40)]), account("责任单位"), 20)
    for _each in range(9):
        canal(plan, by)
        reservoir(plan, by)
    return f"/plans/{plan.pk}"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [360, 1440])
def test_the_pages_are_accessible_and_fit_their_window(
    visitor: Visitor, address: str, sign_in: SignIn, width: int, language: str
) -> None:
    session = sign_in("领导").cookies["sessionid"].value
    page = visitor.open("/", width=width, language=language, session=session)
    wrong: dict[str, list[str]] = {}
    for query in (
        "progress/?deep=1",
        "progress/?by=unit",
        "progress/?by=county&deep=1&on=2026-06-30",
        "progress/?by=task&light=red",
        "progress/?light=green",
        "progress/?view=page",
        "progress/?view=print&on=2026-05-20",
        "timeline/?year=2026",
        "timeline/?year=all",
    ):
        page.goto(f"{visitor.host}{address}/{query}")
        found = axe(page) + overflow(page)
        if found:
            wrong[query] = found
    assert wrong == {}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_leaders_get_one_sheet_and_the_table_follows_on_others(
    visitor: Visitor, address: str, sign_in: SignIn, language: str
) -> None:
    session = sign_in("领导").cookies["sessionid"].value
    page = visitor.open(f"{address}/progress/?view=page", language=language, session=session)
    sheets = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    width, height = sheets[0].get_size()
    assert (len(sheets), round(width), round(height)) == (1, 842, 595)
    page.goto(f"{visitor.host}{address}/progress/?view=print")
    sheets = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    texts = [sheet.get_textpage().get_text_range() for sheet in sheets]
    head = {"zh-hans": "最要紧的和原因", "en": "Most urgent"}[language]
    assert [head in text for text in texts] == [False, *[True] * (len(texts) - 1)]
    assert len(texts) > 2


def test_from_a_red_light_to_its_tasks_to_the_sentence(visitor: Visitor, address: str, sign_in: SignIn) -> None:
    session = sign_in("领导").cookies["sessionid"].value
    page = visitor.open(address + "/", session=session)
    page.get_by_role("link", name="进展", exact=True).click()
    page.locator(".progress__chapter td[data-label='红'] a").first.click()
    expect(page).to_have_url(f"{visitor.host}{address}/progress/?by=task&chapter=2&light=red")
    page.get_by_role("link", name="建设水库").first.click()
    expect(page.locator("mark, .quote").first).to_be_visible()
