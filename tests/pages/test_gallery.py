"""The gallery shows every part; so what holds there holds for the parts on every page."""

import re

import pytest

from tests.pages.browser import Visitor, axe, overflow, unreachable

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
GALLERY = "/web/gallery/"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [360, 1440])
def test_the_parts_are_accessible_and_fit_the_window(visitor: Visitor, width: int, language: str) -> None:
    page = visitor.open(GALLERY, width=width, language=language)
    assert axe(page) == []
    assert overflow(page) == []


def test_every_part_is_reached_with_the_tab_key_and_the_skip_link_comes_first(visitor: Visitor) -> None:
    page = visitor.open(GALLERY)
    assert unreachable(page) == []
    page.evaluate("document.activeElement.blur(); window.getSelection().removeAllRanges()")
    page.reload()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_it_prints_on_a4_with_its_tables_and_without_its_frame(visitor: Visitor) -> None:
    page = visitor.open(GALLERY)
    paper = page.pdf(prefer_css_page_size=True)
    sizes = {tuple(round(float(n)) for n in box) for box in re.findall(rb"MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)}
    assert sizes == {(595, 842)}
    page.emulate_media(media="print")
    assert not page.locator(".topbar").is_visible()
    assert page.locator(".table").first.is_visible()


def test_keys_walk_the_rows_and_tell_of_themselves(visitor: Visitor) -> None:
    page = visitor.open(GALLERY)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator("tr.is-at").inner_text().startswith("县公安局")
    page.keyboard.press("k")
    assert page.locator("tr.is-at").inner_text().startswith("县教育局")
    page.keyboard.press("?")
    assert page.locator("#keyboard").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keyboard").is_visible()


def test_keys_typed_into_a_field_stay_in_it(visitor: Visitor) -> None:
    page = visitor.open(GALLERY)
    page.locator("#id_title").press_sequentially("jk?/")
    assert page.locator("#id_title").input_value() == "jk?/"
    assert page.locator("tr.is-at").count() == 0


def test_what_was_typed_is_still_there_after_the_page_was_closed(visitor: Visitor) -> None:
    page = visitor.open(GALLERY)
    page.locator("#id_title").fill("半句话")
    page.locator("#id_sure").check()
    page.reload()
    assert page.locator("#id_title").input_value() == "半句话"
    assert page.locator("#id_sure").is_checked()


def test_a_chosen_filter_goes_into_the_address_and_the_list_follows(visitor: Visitor) -> None:
    page = visitor.open(GALLERY)
    page.locator("#filter-kind").select_option("b")
    page.wait_for_url("**kind=b*")
    assert page.locator("#filter-kind").input_value() == "b"
    assert page.locator(".topbar").count() == 1
    page.go_back()
    page.wait_for_url("**/web/gallery/")
    assert page.locator("#filter-kind").input_value() == ""
    assert page.locator(".topbar").count() == 1


def test_the_language_is_switched_and_remembered(visitor: Visitor) -> None:
    page = visitor.open(GALLERY)
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").inner_text() == "Parts"
    page.goto(visitor.host + GALLERY)
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("button", name="简体中文").click()
    assert page.locator("h1").inner_text() == "部件一览"


def test_the_name_of_a_chosen_file_is_shown(visitor: Visitor) -> None:
    page = visitor.open(GALLERY)
    page.locator("#id_file").set_input_files({"name": "照片.jpg", "mimeType": "image/jpeg", "buffer": b"x"})
    assert page.locator("[data-drop-name]").first.inner_text() == "照片.jpg"
