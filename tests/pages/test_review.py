"""The review screen in a real browser: by keyboard, in step with the text, for everybody, in both languages."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from luoshi.orgs.models import Account
from luoshi.plans import actions
from luoshi.plans.actions import Seen
from luoshi.plans.models import Correction, ReadingProblem, Revision
from luoshi.plans.queries import items, review
from luoshi.plans.queries.readiness import open_points
from luoshi.plans.rules.effort import minutes
from luoshi.plans.rules.readiness import standing_in_the_way
from tests.cast import AT
from tests.pages.browser import Visitor, axe, overflow, unreachable

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SignIn = Callable[[str], Client]
ON = ".reading--on"


@pytest.fixture
def session(sign_in: SignIn) -> str:
    return sign_in("计划管理员").cookies["sessionid"].value


@pytest.fixture
def desk(visitor: Visitor, draft: Revision, session: str) -> Page:
    """The first chapter of the sample plan, as it is opened from the plan's page."""
    return visitor.open(f"/plans/{draft.pk}/review/", session=session)


@dataclass
class Keyboard:
    """Presses keys, waits until the page has answered, and counts."""

    page: Page
    pressed: int = 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.pressed += 1

    def answered(self, key: str) -> None:
        """Press, and wait for what the server says."""
        with self.page.expect_response(lambda answer: "/review/" in answer.url):
            self.press(key)
        self.page.wait_for_load_state()

    def opens(self, key: str) -> None:
        """Press a key that opens the row, and wait until one can type into it."""
        self.press(key)
        expect(self.page.locator(".reading--open :focus")).to_have_count(1)

    def click(self, name: str) -> None:
        """Go to a button with the Tab key's focus and press it, as one action."""
        self.page.get_by_role("button", name=name).focus()
        self.answered("Enter")
        expect(self.page.locator("#review-say")).not_to_be_empty()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [360, 1440])
def test_the_screen_is_accessible_and_fits_its_window(
    visitor: Visitor, draft: Revision, session: str, width: int, language: str
) -> None:
    target, measure = draft.targets.all()[0], draft.measures.all()[0]
    ReadingProblem.objects.create(
        revision=draft, kind="unread", zh="有一处读不准。", en="Unclear.", start=target.start, end=target.end
    )
    page = visitor.open("/web/gallery/", width=width, language=language, session=session)
    opened = [f"?at={code}&do={do}" for code in (f"target-{target.pk}", f"measure-{measure.pk}") for do in DOINGS]
    wrong = {}
    for rest in ["", "?show=names", "?show=problems", "?show=struck", "?chapter=1&show=open", *opened]:
        page.goto(f"{visitor.host}/plans/{draft.pk}/review/{rest}")
        found = axe(page) + overflow(page)
        if found:
            wrong[rest] = found
    assert wrong == {}


DOINGS = ("edit", "split", "merge", "strike")


def test_the_sample_plan_is_reviewed_by_keyboard_in_few_presses(desk: Page, draft: Revision) -> None:
    standing = review.standing(draft)
    left = dict(standing.unchecked) | {"required": standing.required}
    assert minutes(left) < 10
    hand = Keyboard(desk)
    hand.click("确认有把握的")
    hand.click("按常规补齐")
    unsure = sum(point.certainty != "sure" for chapter in standing.chapters for point in chapter.points)
    desk.keyboard.press("Escape")
    for _row in range(unsure + len(standing.chapters)):
        if not open_points(draft).unchecked:
            break
        at = desk.evaluate("document.activeElement.id")
        hand.answered("Enter")
        desk.wait_for_function("at => document.activeElement.id !== at", arg=at)
    assert standing_in_the_way(open_points(draft)) == {}
    expect(desk.locator("#adopt-why")).to_have_text("没有要办的了，可以采用。")
    assert desk.evaluate("document.activeElement.id") == "review-adopt"
    assert hand.pressed <= unsure + len(standing.chapters) + 2 <= 60


def test_j_and_k_walk_the_rows_and_their_marks(desk: Page, draft: Revision) -> None:
    codes = [point.code for point in review.standing(draft).chapters[0].points]
    for key, at in (("j", 1), ("j", 2), ("k", 1), ("k", 0), ("k", 0)):
        desk.keyboard.press(key)
        assert desk.locator(ON).get_attribute("id") == f"r-{codes[at]}"
        assert desk.evaluate("document.activeElement.id") == f"r-{codes[at]}"
        assert desk.locator(".m--on").get_attribute("id") == f"t-{codes[at]}"


def test_the_place_stays_in_the_address(desk: Page, draft: Revision) -> None:
    codes = [point.code for point in review.standing(draft).chapters[0].points]
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    desk.reload()
    assert desk.evaluate("document.activeElement.id") == f"r-{codes[2]}"


def test_enter_confirms_and_goes_to_the_next_open_row(desk: Page, draft: Revision) -> None:
    codes = [point.code for point in review.standing(draft).chapters[0].points]
    hand = Keyboard(desk)
    hand.press("j")
    hand.answered("Enter")
    expect(desk.locator(f"#r-{codes[1]}")).to_contain_text("计划管理员")
    expect(desk.locator(ON)).to_have_attribute("id", f"r-{codes[2]}")
    expect(desk.locator("#review-say")).to_contain_text("已确认")
    expect(desk.locator("#review-head")).to_contain_text("已核 1")


def test_a_row_is_corrected_and_the_correction_taken_back_by_keyboard(desk: Page, draft: Revision) -> None:
    target = draft.targets.all()[0]
    desk.goto(f"{desk.url.partition('#')[0]}#r-target-{target.pk}")
    hand = Keyboard(desk)
    hand.opens("e")
    expect(desk.locator(f"#r-target-{target.pk} .input:focus")).to_have_value(target.indicator)
    desk.keyboard.type("另一个指标")
    hand.answered("Enter")
    row = desk.locator(f"#r-target-{target.pk}")
    expect(row.locator("ins")).to_have_text("另一个指标")
    assert items.name_of("target", draft.targets.get(pk=target.pk)) == "另一个指标"
    hand.answered("u")
    expect(row.locator("b")).to_have_text(target.indicator)
    assert desk.locator(ON).get_attribute("id") == f"r-target-{target.pk}"


def test_escape_closes_an_opened_row_and_nothing_changes(desk: Page, draft: Revision) -> None:
    hand = Keyboard(desk)
    hand.press("j")
    for key in "exsm":
        hand.opens(key)
        hand.answered("Escape")
        expect(desk.locator(".reading--open")).to_have_count(0)
    assert Correction.objects.count() == 0


def test_a_row_is_struck_out_and_restored_by_keyboard(desk: Page, draft: Revision) -> None:
    row = draft.targets.all()[1]
    desk.goto(f"{desk.url.partition('#')[0]}#r-target-{row.pk}")
    hand = Keyboard(desk)
    hand.opens("x")
    desk.keyboard.type("是背景")
    hand.answered("Enter")
    expect(desk.locator(f"#r-target-{row.pk}")).to_contain_text("已删")
    assert Correction.objects.get(operation="strike").why == "是背景"
    hand.answered("u")
    expect(desk.locator(ON)).to_contain_text(row.indicator)
    assert draft.targets.filter(indicator=row.indicator, start=row.start).exists()


def test_a_row_is_split_and_merged_with_the_next_by_keyboard(desk: Page, draft: Revision) -> None:
    row = max(draft.targets.filter(start__lt=1769), key=lambda one: one.end - one.start)
    before = draft.targets.count()
    desk.goto(f"{desk.url.partition('#')[0]}#r-target-{row.pk}")
    hand = Keyboard(desk)
    hand.opens("s")
    hand.answered("Enter")
    expect(desk.locator("#review-say")).to_contain_text("已拆成两条")
    assert draft.targets.count() == before + 1
    hand.opens("m")
    hand.answered("Enter")
    expect(desk.locator("#review-say")).to_contain_text("已合并")
    assert draft.targets.count() == before


def test_selected_words_become_a_row_at_their_own_place(desk: Page, draft: Revision) -> None:
    measure = draft.measures.all()[0]
    start = draft.text.index("。", measure.start) - 6
    words = draft.text[start : start + 6]
    desk.evaluate(SELECT, [start, start + 6])
    desk.keyboard.press("a")
    expect(desk.locator("#review-add-words")).to_have_text(words)
    hand = Keyboard(desk)
    hand.answered("3")
    expect(desk.locator(".reading--open .input:focus")).to_have_value(words)
    row = draft.mechanisms.get(added=True)
    assert (row.start, row.end, row.name) == (start, start + 6, words)


SELECT = """([low, high]) => {
    const tags = ".m-tag, .m-start, .m-problem", range = document.createRange();
    for (const paragraph of document.querySelectorAll("[data-start]")) {
        let at = Number(paragraph.dataset.start);
        const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const node = walker.currentNode;
            if (node.parentElement.closest(tags)) continue;
            if (low >= at && low < at + node.length) range.setStart(node, low - at);
            if (high > at && high <= at + node.length) range.setEnd(node, high - at);
            at += node.length;
        }
    }
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""


def test_every_paragraph_knows_its_place_in_the_document(desk: Page, draft: Revision) -> None:
    found = desk.evaluate(
        """() => Array.from(document.querySelectorAll('[data-start]')).map(p => { const c = p.cloneNode(true);
        c.querySelectorAll('.m-tag, .m-start, .m-problem').forEach(e => e.remove());
        return [Number(p.dataset.start), c.textContent]; })"""
    )
    assert len(found) > 20
    assert [text for start, text in found if draft.text[start : start + len(text)] != text] == []


def test_the_panes_scroll_in_step_until_that_is_switched_off(desk: Page, draft: Revision) -> None:
    scrolled = "id => document.getElementById(id).scrollTop"
    before = desk.evaluate(scrolled, "review-text")
    desk.locator("#review-list").hover()
    desk.mouse.wheel(0, 2500)
    desk.wait_for_function(f"before => ({scrolled})('review-text') > before + 200", arg=before)
    desk.wait_for_timeout(300)
    before = desk.evaluate(scrolled, "review-list")
    desk.locator("#review-text").hover()
    desk.mouse.wheel(0, -3000)
    desk.wait_for_function(f"before => ({scrolled})('review-list') < before - 200", arg=before)
    desk.locator("#review-follow").uncheck()
    desk.wait_for_timeout(300)
    before = desk.evaluate(scrolled, "review-text")
    desk.locator("#review-list").hover()
    desk.mouse.wheel(0, 2500)
    desk.wait_for_timeout(500)
    assert desk.evaluate(scrolled, "review-text") == before


def test_two_people_at_one_row_both_see_both_versions(
    desk: Page, draft: Revision, account: Callable[[str], Account]
) -> None:
    target = draft.targets.all()[0]
    desk.goto(f"{desk.url.partition('#')[0]}#r-target-{target.pk}")
    hand = Keyboard(desk)
    hand.opens("e")
    desk.keyboard.type("我的说法")
    theirs, seen = {"indicator": "别人的说法"}, Seen("target", target.pk, target.version)
    actions.check_item(revision=draft, seen=seen, values=theirs, by=account("审定人"), at=AT)
    hand.answered("Enter")
    row = desk.locator(f"#r-target-{target.pk}")
    expect(row.get_by_role("alert")).to_contain_text("别人的说法")
    expect(row.get_by_label("指标", exact=True)).to_have_value("我的说法")
    assert row.locator(".reading__versions tbody tr").all_inner_texts() == ["指标\t我的说法\t别人的说法"]
    assert axe(desk) == []
    row.get_by_role("button", name="用我填的").focus()
    hand.answered("Enter")
    expect(row.locator("b").first).to_have_text("我的说法")


def test_when_the_session_is_over_the_page_says_that_nothing_was_saved(desk: Page) -> None:
    desk.context.clear_cookies()
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    expect(desk.locator("#review-say")).to_contain_text("没有保存")


def test_on_a_phone_thumbs_do_it(visitor: Visitor, draft: Revision, session: str) -> None:
    page = visitor.open(f"/plans/{draft.pk}/review/", width=360, session=session)
    first = page.locator(ON).get_attribute("id")
    with page.expect_response(lambda answer: "/check/" in answer.url):
        page.locator(".key--confirm").click()
    expect(page.locator(ON)).not_to_have_attribute("id", first or "")
    page.locator(".key--next").click()
    page.locator(".key--edit").click()
    expect(page.locator(".reading--open .reading__form :focus")).to_be_in_viewport()
    assert overflow(page) == []


def test_without_script_every_step_is_a_page(visitor: Visitor, draft: Revision, session: str) -> None:
    context = visitor.browser.new_context(java_script_enabled=False)
    visitor.contexts.append(context)
    context.add_cookies([{"name": "sessionid", "value": session, "url": visitor.host}])
    page = context.new_page()
    page.goto(f"{visitor.host}/plans/{draft.pk}/review/")
    page.get_by_role("button", name="确认有把握的").click()
    page.locator(".reading[data-open]").first.get_by_role("link", name="更正").click()
    page.get_by_role("button", name="更正并确认").click()
    expect(page.locator("main")).to_contain_text("已确认")
    page.locator(".reading").first.get_by_role("link", name="更正").click()
    page.locator(".reading--open").get_by_role("link", name="删去").click()
    page.get_by_label("为何").fill("不是任务")
    page.get_by_role("button", name="删去这一条").click()
    page.get_by_role("link", name="已删").click()
    page.get_by_role("button", name="恢复").click()
    expect(page.locator("main")).to_contain_text("已恢复")
    assert [correction.operation for correction in Correction.objects.order_by("id")][-2:] == ["strike", "restore"]


def test_every_link_button_and_field_is_reached_with_the_tab_key(
    visitor: Visitor, draft: Revision, session: str
) -> None:
    unit = items.rows("unit", draft).first()
    page = visitor.open(f"/plans/{draft.pk}/review/?at=unit-{unit.pk}&show=doubtful", session=session)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert unreachable(page) == []
