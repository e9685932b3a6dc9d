"""The breakdown as a workbook: out, changed, back; seen before it is written; all of it or nothing."""

import base64
import io
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from luoshi.delivery.models import Task
from luoshi.delivery.queries.contents import contents
from luoshi.delivery.rules.sheet_files import read_rows
from luoshi.delivery.rules.sheet_words import HEADS
from luoshi.duties.actions.receipts import sign_receipt
from luoshi.orgs.models import Account
from luoshi.papers.sheets.reading import NotASheet
from luoshi.plans.models import Measure, Revision
from tests.cast import AT
from tests.duties.making import canal, reservoir, water_measure

People = Callable[[str], Account]
SignIn = Callable[[str], Client]


def book(rows: Sequence[Sequence[object]], heads: Sequence[str] = HEADS) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["某某方案2026年任务分解"])
    sheet.append(list(heads))
    for row in rows:
        sheet.append(list(row))
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def row(measure: Measure, **more: object) -> list[object]:
    cells: dict[str, object] = {
        "条": measure.path,
        "举措": measure.title,
        "任务": "新修渠系 60 公里",
        "数量": 60,
        "单位": "公里",
        "总牵头": "州水务局",
        "责任单位（分量）": "永靖县政府（40）、和政县政府（20）",
        "开始": date(2026, 1, 1),
        "截止": "2026年12月31日",
        "报告频次": "每月",
    }
    return [(cells | more).get(head) for head in HEADS]


def sent(browser: Client, plan: Revision, data: bytes) -> str:
    file = SimpleUploadedFile("任务.xlsx", data)
    answer = browser.post(f"/plans/{plan.pk}/tasks/import/?year=2026", {"file": file})
    assert answer.status_code in {200, 400}
    return answer.content.decode()


def confirmed(browser: Client, plan: Revision, page: str) -> int:
    given = {name: page.partition(f'name="{name}" value="')[2].partition('"')[0] for name in ("sheet", "digest")}
    return browser.post(f"/plans/{plan.pk}/tasks/import/confirm/?year=2026", given).status_code


def exported(browser: Client, plan: Revision) -> bytes:
    return b"".join(browser.get(f"/plans/{plan.pk}/tasks/?year=2026&format=xlsx"))


def changed(data: bytes, head: str, values: dict[str, object]) -> bytes:
    """The workbook with a cell changed in the rows of these titles."""
    from openpyxl import load_workbook

    made = load_workbook(io.BytesIO(data))
    sheet = made.worksheets[0]
    for line in sheet.iter_rows():
        if line[2].value in values:
            line[HEADS.index(head)].value = values[line[2].value]
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def test_a_new_row_becomes_a_task_once_it_is_confirmed_and_not_twice(plan: Revision, sign_in: SignIn) -> None:
    browser, data = sign_in("计划管理员"), book([row(water_measure(plan))])
    page = sent(browser, plan, data)
    assert "新增 1 项" in page
    assert not Task.objects.exists()
    assert confirmed(browser, plan, page) == 302
    task = Task.objects.select_related("duty").get()
    given = contents([task])[task.pk].given
    assert (given.term.rhythm, [part.quantity for part in given.parts]) == ("month", [Decimal(40), Decimal(20)])
    assert "没有变化 1 项" in sent(browser, plan, data)
    assert confirmed(browser, plan, page) == 200
    assert Task.objects.count() == 1


def test_what_goes_out_comes_back_unchanged(plan: Revision, account: People, sign_in: SignIn) -> None:
    browser, office = sign_in("计划管理员"), account("计划管理员")
    canal(plan, office, shares=[("永靖县政府", 80), ("州教育局", 40)])
    reservoir(plan, office)
    assert "没有变化 2 项" in sent(browser, plan, exported(browser, plan))


def test_a_changed_row_shows_both_and_is_corrected(plan: Revision, account: People, sign_in: SignIn) -> None:
    browser, task = sign_in("计划管理员"), reservoir(plan, account("计划管理员"))
    data = changed(exported(browser, plan), "节点（名称 日期 权重）", {"建设水库": "蓄水 2026-11-30 1"})
    page = sent(browser, plan, data)
    assert "更正 1 项" in page
    assert "蓄水 2026-11-30 1" in page
    assert confirmed(browser, plan, page) == 302
    (step,) = contents([task])[task.pk].given.milestones
    assert (step.title, step.due) == ("蓄水", date(2026, 11, 30))


def test_a_row_that_somebody_changed_meanwhile_or_signed_for_stops_the_whole(
    plan: Revision, account: People, sign_in: SignIn
) -> None:
    browser, office = sign_in("计划管理员"), account("计划管理员")
    dam, water = reservoir(plan, office), canal(plan, office)
    out = exported(browser, plan)
    page = sent(browser, plan, changed(out, "成果形式", {"建设水库": "先改的"}))
    assert confirmed(browser, plan, page) == 302
    sign_receipt(duty=water.duty, verdict="accepted", by=account("牵头单位"), at=AT)
    later = changed(out, "成果形式", {"建设水库": "后改的", "改造渠系 120 公里": "改了"})
    page = sent(browser, plan, later)
    assert "有冲突 1 行" in page
    assert "已签收 1 行" in page
    assert "先改的" in page
    assert 'name="digest"' not in page
    assert contents([dam])[dam.pk].given.term.deliverable == "先改的"


@pytest.mark.parametrize(
    ("more", "cell", "said"),
    [
        ({"数量": "六十"}, "E3", "不是数字"),
        ({"截止": "年底"}, "L3", "不是日期"),
        ({"截止": None}, "L3", "没有写日期"),
        ({"总牵头": "州水星局"}, "G3", "单位名录里没有"),
        ({"总牵头": "各县市政府"}, "G3", "是一组单位"),
        ({"责任单位（分量）": "各县市政府（60）"}, "H3", "不能写一个分量"),
        ({"责任单位（分量）": "永靖县政府（41）、和政县政府（20）"}, "H3", "分量之和不等于数量"),
        ({"节点（名称 日期 权重）": "开工"}, "J3", "看不懂"),
        ({"节点（名称 日期 权重）": "开工 2027-03-01 1"}, "J3", "有节点的日期不在"),
        ({"条": "99.9"}, "A3", "没有第“99.9”条"),
        ({"报告频次": "每周"}, "M3", "每季"),
        ({"编号": "77", "版本": "x"}, "P3", "编号“77”"),
        ({"数量": None, "责任单位（分量）": None}, "E3", "没有写数量，也没有写节点"),
    ],
)
def test_a_wrong_cell_is_named_with_its_reason_and_nothing_is_written(
    plan: Revision, sign_in: SignIn, more: dict[str, object], cell: str, said: str
) -> None:
    measure = water_measure(plan)
    page = sent(sign_in("计划管理员"), plan, book([row(measure, **more), row(measure, 任务="好的一行")]))
    assert f"<b>{cell}</b>" in page
    assert said in page
    assert 'name="digest"' not in page
    assert not Task.objects.exists()


def test_a_group_in_a_cell_becomes_its_members(plan: Revision, sign_in: SignIn) -> None:
    browser = sign_in("计划管理员")
    data = book([row(water_measure(plan), **{"责任单位（分量）": "各县市政府"})])
    confirmed(browser, plan, sent(browser, plan, data))
    assert Task.objects.get().duty.assignments.count() == 8
    assert "没有变化 1 项" in sent(browser, plan, data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"no workbook", "unreadable"),
        (book([], ["甲", "乙"]), "heads"),
        (book([]), "empty"),
    ],
)
def test_a_file_that_is_no_breakdown_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(NotASheet) as refused:
        read_rows(data)
    assert refused.value.code == code


def test_a_broken_confirmation_writes_nothing(plan: Revision, sign_in: SignIn) -> None:
    given = {"sheet": base64.b64encode(b"x").decode(), "digest": "y"}
    answer = sign_in("计划管理员").post(f"/plans/{plan.pk}/tasks/import/confirm/?year=2026", given)
    assert answer.status_code == 302
    assert not Task.objects.exists()
