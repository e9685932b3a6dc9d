"""Every way in, adoption and links in a real browser, at phone and desk width, in both languages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import expect

from luoshi.orgs.models import Account
from luoshi.plans.actions import Given, import_document, link_measures, register_instruction, set_parent
from luoshi.plans.models import Revision
from tests.cast import AT
from tests.pages.browser import Visitor, axe, overflow, unreachable
from tests.pages.texts import MINUTES, PART, short_plan
from tests.pictures import photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SignIn = Callable[[str], Client]
WORDS = "请州水务局牵头，会同永靖县政府于7月15日前查明原因。"
SCAN = {"name": "批示.jpg", "mimeType": "image/jpeg", "buffer": photo()}


@dataclass
class Papers:
    """An adopted plan, a draft below it with one link, an instruction with its photo."""

    parent: Revision
    part: Revision
    instruction: Revision


@pytest.fixture
def papers(adopt: Callable[[Revision], Revision], account: Callable[[str], Account]) -> Papers:
    office = account("计划管理员")
    parent = adopt(import_document(data=short_plan(3), name="上级.txt", by="test", at=AT).revision)
    part = import_document(data=PART.encode(), name="子方案.txt", by="test", at=AT).revision
    set_parent(revision=part, parent=parent.plan, by=office, at=AT)
    lower, upper = (row.measures.values_list("line", flat=True)[0] for row in (part, parent))
    link_measures(revision=part, pairs=[(lower, upper)], by=office, at=AT)
    given = Given(photo(), "批示.jpg")
    found = register_instruction(who="副州长 甲", day=date(2026, 7, 1), text=WORDS, scan=given, by="test", at=AT)
    return Papers(parent, part, found.revision)


def session(sign_in: SignIn, name: str) -> str:
    return sign_in(name).cookies["sessionid"].value


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [360, 1440])
def test_pages_are_accessible_and_fit_their_window(
    visitor: Visitor, papers: Papers, sign_in: SignIn, width: int, language: str
) -> None:
    parent, part, instruction = (f"/plans/{row.pk}/" for row in (papers.parent, papers.part, papers.instruction))
    addresses = [
        "/plans/",
        "/plans/?kind=agreement",
        "/plans/new/",
        "/plans/new/instruction/",
        parent,
        f"{parent}decision/",
        f"{parent}carried/",
        f"{parent}links/",
        f"{parent}text/2/",
        part,
        f"{part}adopt/",
        f"{part}links/",
        f"{part}text/1/",
        instruction,
        f"{instruction}text/",
        f"{instruction}adopt/",
    ]
    page = visitor.open("/web/gallery/", width=width, language=language, session=session(sign_in, "审定人"))
    wrong: dict[str, list[str]] = {}
    for address in addresses:
        page.goto(visitor.host + address)
        for summary in page.locator("main details > summary").all():
            summary.click()
        found = axe(page) + overflow(page)
        if found:
            wrong[address] = found
    assert wrong == {}


def test_an_instruction_is_registered_by_keyboard_and_its_words_are_never_lost(
    visitor: Visitor, account: Callable[[str], Account], sign_in: SignIn
) -> None:
    page = visitor.open("/plans/new/instruction/", session=session(sign_in, "计划管理员"))
    page.get_by_label("批示人和职务").focus()
    page.keyboard.type("副州长 甲")
    page.get_by_label("批示内容").focus()
    page.keyboard.type(WORDS)
    page.reload()
    assert page.get_by_label("批示内容").input_value() == WORDS
    page.locator("#id_scan").set_input_files({**SCAN, "buffer": b"no picture"})
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator("#id_scan_error")).to_be_visible()
    assert page.get_by_label("批示内容").input_value() == WORDS
    page.locator("#id_scan").set_input_files(SCAN)
    page.get_by_role("button", name="登记", exact=True).click()
    page.wait_for_url("**/review/")
    page.goto(page.url.removesuffix("review/"))
    expect(page.locator("h1")).to_have_text("副州长 甲批示")
    page.locator(".thumb img").scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.thumb img').naturalWidth > 0")
    assert page.evaluate("localStorage.getItem('luoshi-draft:instruction')") is None


def test_a_scan_is_uploaded_with_its_text_typed_beside(
    visitor: Visitor, account: Callable[[str], Account], sign_in: SignIn
) -> None:
    page = visitor.open("/plans/new/", session=session(sign_in, "计划管理员"))
    page.locator("#id_file").set_input_files({**SCAN, "name": "纪要扫描.jpg"})
    page.get_by_text("扫描件、照片：把文字一起交上来").click()
    page.get_by_label("或者把文字打在这里").fill(MINUTES)
    page.get_by_role("button", name="上传并读取").click()
    expect(page.locator("main")).to_contain_text("种类是“会议纪要”")
    page.goto(page.url.removesuffix("review/"))
    page.get_by_text("更正种类").click()
    page.get_by_label("种类").select_option("agreement")
    page.get_by_role("button", name="更正", exact=True).click()
    expect(page.locator("main")).to_contain_text("种类已改为“合作协议”")


def test_a_suggested_link_takes_one_click_and_the_other_side_shows_it(
    visitor: Visitor, papers: Papers, sign_in: SignIn
) -> None:
    page = visitor.open(f"/plans/{papers.part.pk}/links/", session=session(sign_in, "计划管理员"))
    page.get_by_role("button", name="对应：清理第二段河道").click()
    expect(page.locator("main")).to_contain_text("已对应 1 条")
    page.get_by_role("link", name="另选：开展节水宣传").click()
    assert page.get_by_label("本方案的举措").evaluate("field => field.selectedOptions[0].text").endswith("开展节水宣传")
    page.goto(f"{visitor.host}/plans/{papers.parent.pk}/carried/?state=carried")
    assert page.locator("main tbody tr").count() == 2
    assert unreachable(page) == []
