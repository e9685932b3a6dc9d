"""A unit's workbook goes out, is filled in offline, comes back, is looked at, and becomes reports."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from threading import Thread

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from openpyxl import load_workbook

from luoshi.audit.models import Event
from luoshi.delivery.models import Task
from luoshi.duties.actions.handing_in import AlreadyTaken, take_file
from luoshi.duties.actions.reporting import save_draft
from luoshi.duties.actions.reviewing import decide_report
from luoshi.duties.actions.setting import set_signatures
from luoshi.duties.models import Draft, HandInFile, Milestone, Report
from luoshi.duties.rules.drafts import content
from luoshi.orgs.models import Account
from luoshi.plans.models import Revision
from tests.duties.desk import stand_at
from tests.duties.filling import confirmed, downloaded, filled, handed_in, heads, page
from tests.duties.making import canal, reservoir, unit
from tests.duties.sending import IN_TIME, Q2, sent
from tests.files.samples import photo

People = Callable[[str], Account]
SignIn = Callable[[str], Client]
CANAL, DAM = "改造渠系 120 公里", "建设水库"
BEHALF = {"said_by": "各单位联络员", "said_on": "2026-07-02"}
SAID = {"累计完成": 66, "进展情况": "两处渡槽已完工。"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def tasks(plan: Revision, account: People, working_days: None, monkeypatch: pytest.MonkeyPatch) -> tuple[Task, Task]:
    stand_at(monkeypatch)
    office = account("计划管理员")
    return canal(plan, office), reservoir(plan, office)


def reached(step: str) -> dict[str, dict[str, object]]:
    return {step: {"是否完成": "已完成", "完成日期": date(2026, 3, 30), "佐证": "通水验收单"}}


def test_a_filled_row_becomes_a_report_that_waits_for_review(tasks: tuple[Task, Task], sign_in: SignIn) -> None:
    browser = sign_in("牵头单位")
    place = handed_in(browser, filled(downloaded(browser), {CANAL: SAID}))
    shown = page(browser, place)
    assert "确认报送：1 件" in shown
    assert "两处渡槽已完工。" in shown
    assert not Report.objects.exists()
    assert "报送 1 件，等审核" in confirmed(browser, place)
    report = Report.objects.get()
    assert (report.duty, report.quantity, report.text) == (tasks[0].duty, Decimal(66), "两处渡槽已完工。")
    assert (report.stage, report.said_by, report.by.username) == ("office", "", "牵头单位")
    (event,) = Event.objects.filter(action="duties.workbook.taken")
    assert "两处渡槽已完工" in event.content


def test_the_same_file_twice_changes_nothing(tasks: tuple[Task, Task], sign_in: SignIn) -> None:
    browser = sign_in("牵头单位")
    data = filled(downloaded(browser), {CANAL: SAID})
    confirmed(browser, handed_in(browser, data))
    shown = page(browser, handed_in(browser, data))
    assert "和这一期报过的一样" in shown
    assert "没有可以报送的" in shown
    both = page(browser, handed_in(browser, filled(data, {CANAL: {"进展情况": "改写了"}}), data))
    assert "这一期已经报了" in both


def test_a_workbook_that_goes_out_again_holds_what_was_reported_and_is_locked(
    tasks: tuple[Task, Task], sign_in: SignIn
) -> None:
    browser = sign_in("牵头单位")
    confirmed(browser, handed_in(browser, filled(downloaded(browser), {CANAL: SAID})))
    tab = load_workbook(io.BytesIO(downloaded(browser)))["台账"]
    first, columns = heads(tab)
    row = {name: tab.cell(first + 1, column) for name, column in columns.items()}
    assert row["累计完成"].value == 66
    assert row["累计完成"].protection.locked
    assert not tab.cell(first + 2, columns["进展情况"]).protection.locked
    assert tab.protection.sheet
    assert "本期已报" in str(row["已知情况"].value)
    assert "没有可以报送的" in page(browser, handed_in(browser, downloaded(browser)))


def test_a_milestone_without_evidence_waits_as_a_draft_and_with_it_becomes_a_report(
    tasks: tuple[Task, Task], sign_in: SignIn
) -> None:
    browser, step = sign_in("牵头单位"), Milestone.objects.get(title="导流洞通水")
    data = filled(downloaded(browser), {}, reached("导流洞通水"))
    place = handed_in(browser, data)
    assert "还缺佐证：导流洞通水" in page(browser, place)
    assert "等佐证 1 件" in confirmed(browser, place)
    draft = Draft.objects.get()
    assert draft.content["claims"] == {str(step.pk): "2026-03-30"}
    assert draft.content["text"] == "节点“导流洞通水”2026年3月30日完成，佐证：通水验收单。"

    again = handed_in(browser, data)
    assert "草稿还在等佐证" in page(browser, again)
    other = handed_in(browser, filled(data, {DAM: {"进展情况": "导流洞已通水。"}}))
    browser.post(other, {"do": "choose:take"})
    file = HandInFile.objects.latest("pk")
    proof = SimpleUploadedFile("通水.jpg", photo("jpg"))
    browser.post(other, {"do": f"attach:{unit('州水务局').pk}-{step.pk}", "file": str(file.pk), "proof": proof})
    assert "确认报送：1 件" in page(browser, other)
    confirmed(browser, other)
    report = Report.objects.get()
    assert [(each.claim.milestone, each.caption) for each in report.evidence.all() if each.claim] == [
        (step, "通水.jpg")
    ]
    assert report.text == "导流洞已通水。\n节点“导流洞通水”2026年3月30日完成，佐证：通水验收单。"
    assert not Draft.objects.exists()


def test_no_change_is_chosen_from_the_list(tasks: tuple[Task, Task], sign_in: SignIn) -> None:
    browser = sign_in("牵头单位")
    both = {"无变化": "无变化", "进展情况": "按期"}
    place = handed_in(browser, filled(downloaded(browser), {CANAL: both, DAM: {"无变化": "无变化"}}))
    assert "选了“无变化”，又写了内容" in page(browser, place)
    confirmed(browser, place)
    assert Report.objects.get().unchanged


def test_the_office_hands_in_for_many_units_and_each_confirms(
    plan: Revision, account: People, sign_in: SignIn, working_days: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_at(monkeypatch)
    canal(plan, account("计划管理员"), shares=[("永靖县政府", 80), ("州水务局", 40)])
    browser = sign_in("计划管理员")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(browser.get("/periods/2026Q2/workbooks/"))))  # type: ignore[arg-type]
    names = sorted(archive.namelist())
    assert names == ["州水务局-2026年二季度台账.xlsx", "永靖县政府-2026年二季度台账.xlsx"]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as back:
        for name in names:
            back.writestr(f"微信/{name}", filled(archive.read(name), {CANAL: SAID}))
    place = handed_in(browser, packed.getvalue(), names=("各单位.zip",), **BEHALF)
    assert "确认报送：2 件" in page(browser, place)
    confirmed(browser, place)
    reports = Report.objects.order_by("unit__name")
    assert {(each.said_by, each.said_on, each.confirmed_at) for each in reports} == {
        ("各单位联络员", date(2026, 7, 2), None)
    }
    assert {each.stage for each in reports} == {"lead", "office"}
    assert "确认" in page(sign_in("责任单位"), "/mine/")


def test_what_somebody_changed_meanwhile_is_shown_beside_and_chosen(
    tasks: tuple[Task, Task], account: People, sign_in: SignIn
) -> None:
    browser, lead = sign_in("牵头单位"), account("牵头单位")
    data = filled(downloaded(browser), {CANAL: SAID})
    typed = content({"quantity": "50", "text": "同事写的"})
    assert lead.unit is not None
    save_draft(duty=tasks[0].duty, unit=lead.unit, period=Q2, content=typed, version=0, by=account("同事"), at=IN_TIME)
    place = handed_in(browser, data)
    shown = page(browser, place)
    assert "草稿改过" in shown
    assert "同事写的" in shown
    browser.post(place, {"do": "choose:keep"})
    assert "您选了保留系统里的" in page(browser, place)
    assert "没有可以报送的" in page(browser, place)
    mark = f"2026Q2-{lead.unit.pk}-{tasks[0].duty.pk}"
    browser.post(place, {"do": "choose:take", "mark": mark})
    assert "确认报送：1 件" in page(browser, place)
    confirmed(browser, place)
    assert Report.objects.get().text == "两处渡槽已完工。"


def test_a_returned_report_goes_out_with_its_reason_and_comes_back_mended(
    tasks: tuple[Task, Task], account: People, sign_in: SignIn
) -> None:
    browser, office = sign_in("牵头单位"), account("计划管理员")
    before = filled(downloaded(browser), {CANAL: SAID})
    report = sent(tasks[0], account("牵头单位"), 60)
    decide_report(report=report, stage="office", outcome="returned", why="数字请核对", by=office, at=IN_TIME)
    assert "这一期的报告被退回了" in page(browser, handed_in(browser, before))
    data = downloaded(browser)
    assert "数字请核对" in str(load_workbook(io.BytesIO(data))["台账"]["D4"].value)
    assert "和这一期报过的一样" in page(browser, handed_in(browser, data))
    confirmed(browser, handed_in(browser, filled(data, {CANAL: {"累计完成": 61}})))
    assert list(Report.objects.order_by("attempt").values_list("attempt", "quantity")) == [(1, 60), (2, 61)]


def test_a_unit_that_signs_first_gets_drafts_to_sign(
    tasks: tuple[Task, Task], account: People, sign_in: SignIn
) -> None:
    set_signatures(count="1", since=date(2026, 7, 1), by=account("局长"), at=IN_TIME)
    browser = sign_in("牵头单位")
    place = handed_in(browser, filled(downloaded(browser), {CANAL: SAID}))
    assert "先存成草稿，签完再报送" in page(browser, place)
    assert "等审签 1 件" in confirmed(browser, place)
    assert Draft.objects.get().content["quantity"] == "66"
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("cells", "place", "said"),
    [
        ({"累计完成": "很多"}, "台账 E4", "“很多”不是数字"),
        ({"累计完成": "3万亩"}, "台账 E4", "不是一类"),
        ({"累计完成": -1}, "台账 E4", "不能小于 0"),
        ({"累计完成": 1.23456}, "台账 E4", "小数多于四位"),
        ({"累计完成": None}, "台账 E4", "请填完成数"),
        ({"进展情况": None}, "台账 G4", "请写进展情况"),
        ({"无变化": "差不多"}, "台账 J4", "看不懂"),
        ({"编号": "LS1.2026Q2.1.1.0.0123456789.0." + "0" * 20}, "台账 L4", "编号被改动过"),
        ({"编号": None}, "台账 L4", "没有编号"),
        ({"编号": "LS0.x"}, "台账 L4", "旧版的台账"),
    ],
)
def test_a_row_that_cannot_be_taken_says_where_and_why(
    tasks: tuple[Task, Task], sign_in: SignIn, cells: dict[str, object], place: str, said: str
) -> None:
    browser = sign_in("牵头单位")
    data = filled(downloaded(browser), {CANAL: {**SAID, **cells}, DAM: {"无变化": "无变化"}})
    address = handed_in(browser, data)
    shown = page(browser, address)
    assert f"<b>{place}</b>" in shown
    assert said in shown
    assert "确认报送：1 件" in shown


@pytest.mark.parametrize(
    ("cell", "quantity"),
    [("６６", 66), (" 66.50 ", Decimal("66.5")), ("66公里", 66), ("66000米", 66), (66.1 + 0.2, Decimal("66.3"))],
)
def test_a_figure_is_read_as_it_was_meant(
    tasks: tuple[Task, Task], sign_in: SignIn, cell: object, quantity: Decimal
) -> None:
    browser = sign_in("牵头单位")
    confirmed(browser, handed_in(browser, filled(downloaded(browser), {CANAL: {**SAID, "累计完成": cell}})))
    assert Report.objects.get().quantity == quantity


def test_rows_may_be_sorted_deleted_and_moved_down_and_sheets_renamed(
    tasks: tuple[Task, Task], sign_in: SignIn
) -> None:
    def stirred(book: object) -> None:
        tab = book["台账"]  # type: ignore[index]
        rows = [[cell.value for cell in line] for line in tab.iter_rows(min_row=4, max_row=5)]
        for at, row in enumerate(reversed(rows)):
            for column, value in enumerate(row, 1):
                tab.cell(4 + at, column).value = value
        for name in list(map(str, tab.merged_cells.ranges)):
            tab.unmerge_cells(name)
        tab.insert_rows(1, 3)
        tab.title = "Sheet1"
        for letter in "KL":
            tab.column_dimensions[letter].hidden = False

    browser = sign_in("牵头单位")
    data = filled(downloaded(browser), {CANAL: SAID, DAM: {"进展情况": "按期"}}, also=stirred)
    assert "报送 2 件" in confirmed(browser, handed_in(browser, data))


def test_a_sort_that_left_the_hidden_columns_behind_is_noticed(tasks: tuple[Task, Task], sign_in: SignIn) -> None:
    def torn(book: object) -> None:
        tab = book["台账"]  # type: ignore[index]
        tab["L4"].value, tab["L5"].value = tab["L5"].value, tab["L4"].value

    browser = sign_in("牵头单位")
    data = filled(downloaded(browser), {CANAL: SAID, DAM: {"进展情况": "按期"}}, also=torn)
    assert "排序时漏了隐藏的列" in page(browser, handed_in(browser, data))


def test_another_units_rows_and_hand_ins_are_not_there(tasks: tuple[Task, Task], sign_in: SignIn) -> None:
    owner, other = sign_in("牵头单位"), sign_in("外单位")
    data = filled(downloaded(owner), {CANAL: SAID})
    place = handed_in(other, data)
    shown = page(other, place)
    assert "这一行是别的单位的" in shown
    assert "确认报送" not in shown
    confirmed(other, place)
    assert not Report.objects.exists()
    mine = handed_in(owner, data)
    assert other.get(mine).status_code == 404
    assert sign_in("同事").get(mine).status_code == 200


def test_a_bad_file_is_told_and_the_others_are_taken(tasks: tuple[Task, Task], sign_in: SignIn) -> None:
    browser = sign_in("牵头单位")
    good = filled(downloaded(browser), {CANAL: SAID})
    other = load_workbook(io.BytesIO(good))
    other.remove(other["台账"])
    buffer = io.BytesIO()
    other.save(buffer)
    books = (b"not a workbook", buffer.getvalue(), b"", good, b"PK\x05\x06" + b"\0" * 18)
    names = ("一.xls", "二.xlsx", "三.xlsx", "四.xlsx", "五.zip")
    answer = browser.post("/mine/handin/", {"books": [SimpleUploadedFile("空.xlsx", b"")]})
    assert answer.status_code == 400
    place = handed_in(browser, *books[:2], *books[3:], names=(*names[:2], *names[3:]))
    shown = page(browser, place)
    assert "另存为 .xlsx 再传" in shown
    assert "没有找到表头" in shown
    assert "没有 .xlsx 文件" in shown
    assert "报送 1 件" in confirmed(browser, place)


def test_a_file_is_taken_once_though_two_confirm(tasks: tuple[Task, Task], account: People, sign_in: SignIn) -> None:
    browser, lead = sign_in("牵头单位"), account("牵头单位")
    handed_in(browser, filled(downloaded(browser), {CANAL: SAID}))
    file = HandInFile.objects.select_related("handin__by").get()
    take_file(file=file, by=lead, at=IN_TIME)
    with pytest.raises(AlreadyTaken):
        take_file(file=file, by=lead, at=IN_TIME)
    assert Report.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_colleagues_who_confirm_at_once_one_makes_the_reports(
    tasks: tuple[Task, Task], account: People, sign_in: SignIn
) -> None:
    data = filled(downloaded(sign_in("牵头单位")), {CANAL: SAID, DAM: {"无变化": "无变化"}})
    for name in ("牵头单位", "同事"):
        handed_in(sign_in(name), data)
    files = list(HandInFile.objects.select_related("handin__by"))
    told: list[list[str]] = []

    def take(file: HandInFile) -> None:
        try:
            done = take_file(file=file, by=file.handin.by, at=IN_TIME)
            told.append(sorted(each["state"] for each in done.results))
        finally:
            connection.close()

    people = [Thread(target=take, args=(file,)) for file in files]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(told) == [["ready", "ready"], ["unchanged", "unchanged"]]
    assert Report.objects.count() == 2


def test_what_was_reported_between_looking_and_confirming_is_not_overwritten(
    tasks: tuple[Task, Task], account: People, sign_in: SignIn
) -> None:
    browser = sign_in("牵头单位")
    place = handed_in(browser, filled(downloaded(browser), {CANAL: SAID}))
    assert "确认报送：1 件" in page(browser, place)
    sent(tasks[0], account("同事"), 50)
    done = confirmed(browser, place)
    assert "没有收 1 行" in done
    assert "这一期已经报了" in done
    assert Report.objects.get().quantity == 50


def test_a_closed_period_takes_nothing(
    tasks: tuple[Task, Task], sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = sign_in("牵头单位")
    data = filled(downloaded(browser), {CANAL: SAID})
    stand_at(monkeypatch, datetime(2026, 8, 20, 2, 0, tzinfo=UTC))
    assert "这一期现在不收" in page(browser, handed_in(browser, data))


def test_the_statements_do_not_grow_with_the_rows(
    plan: Revision,
    account: People,
    sign_in: SignIn,
    working_days: None,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Callable[..., object],
) -> None:
    stand_at(monkeypatch)
    browser, office = sign_in("牵头单位"), account("计划管理员")
    first = canal(plan, office)
    few = handed_in(browser, filled(downloaded(browser), {first.duty.title: SAID}))
    with django_assert_num_queries(37):
        browser.get(few)
    with django_assert_num_queries(35):
        downloaded(browser)
    reservoir(plan, office)
    for _ in range(3):
        canal(plan, office)
    many = handed_in(browser, *(downloaded(browser) for _ in range(3)))
    with django_assert_num_queries(37):
        browser.get(many)
    with django_assert_num_queries(35):
        downloaded(browser)
