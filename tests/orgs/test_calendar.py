"""Entering the working-day calendar: by CSV, all rows or none, on its page or by command."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi.audit.models import Event
from luoshi.audit.queries import verify
from luoshi.orgs.actions.calendar import import_working_days
from luoshi.orgs.actions.regions import BadRows, shipped
from luoshi.orgs.models import Holiday
from luoshi.orgs.queries import work_calendar
from tests.cast import AT

pytestmark = pytest.mark.django_db
HEAD = "day,works,name\n"


def entered(text: str) -> int:
    return import_working_days(text=text, by="test", at=AT)


def test_what_ships_is_entered_once(working_days: None) -> None:
    assert Holiday.objects.count() == 180
    assert entered(shipped("working_days.csv")) == 0
    assert Holiday.objects.count() == 180
    assert Holiday.objects.get(day=date(2022, 12, 31)).source == "国办发明电〔2022〕16号"
    assert verify().first_break is None


def test_a_later_table_corrects_days_and_the_record_holds_both(working_days: None) -> None:
    assert entered(HEAD + "2026-01-04,0,元旦\n2027-01-01,0,元旦\n") == 2
    corrected = Holiday.objects.get(day=date(2026, 1, 4))
    assert (corrected.works, corrected.source) == (False, "")
    content = Event.objects.latest("sequence").content
    assert '"before":{"2026-01-04":{"name":"元旦","source":"国办发明电〔2025〕7号","works":true}}' in content
    assert verify().first_break is None


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        ("2027-02-30,0,春节", "“2027-02-30”不是日期", "no date"),
        ("27-02-01,0,春节", "“27-02-01”不是日期", "no date"),
        ("2207-02-01,0,春节", "“2207-02-01”不是日期", "no date"),
        ("2027-01-01,0,元旦", "2027-01-01出现了两次", "stands twice"),
        ("2027-02-06,,春节", "安排“”看不懂", "write 0"),
        ("2027-02-06,休,春节", "安排“休”看不懂", "write 0"),
        ("2027-02-08,1,春节", "本来就上班", "working day anyway"),
        (f"2027-02-06,0,{'节' * 41}", "名称超过 40 字", "more than 40"),
        ("2027-02-06", "安排“”看不懂", "write 0"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_entered(row: str, zh: str, en: str) -> None:
    with pytest.raises(BadRows) as bad:
        entered(f"{HEAD}2027-01-01,0,元旦\n\n{row}\n2027-10-09,1,国庆节\n")
    assert [(line, zh in said, en in told) for line, said, told in bad.value.rows] == [(4, True, True)]
    assert Holiday.objects.count() == 0


@pytest.mark.parametrize("text", ["", "甲,乙\n1,2\n", "day,works\n2027-01-01,0\n"])
def test_a_file_without_the_columns_says_which_it_needs(text: str) -> None:
    with pytest.raises(BadRows) as bad:
        entered(text)
    assert [(line, "日期、安排、名称" in zh) for line, zh, _ in bad.value.rows] == [(1, True)]


def test_a_table_as_a_spreadsheet_saves_it_is_understood() -> None:
    assert entered("\ufeff名称,日期,备注,安排\r\n元旦,2027/1/1,,放假\r\n国庆节,2027年10月9日,,上班\r\n") == 2
    assert work_calendar().exceptions == {date(2027, 1, 1): False, date(2027, 10, 9): True}


def test_the_calendar_is_one_statement(working_days: None) -> None:
    with CaptureQueriesContext(connection) as captured:
        calendar = work_calendar()
    assert len(captured) == 1
    assert [year for year in range(2020, 2030) if calendar.knows(year)] == [2022, 2023, 2024, 2025, 2026]


def test_the_page_takes_as_many_statements_for_five_years_as_for_a_day(sign_in: Callable[[str], Client]) -> None:
    browser, taken = sign_in("领导"), []
    for text in (HEAD + "2026-10-01,0,国庆节\n", shipped("working_days.csv")):
        entered(text)
        with CaptureQueriesContext(connection) as captured:
            assert browser.get("/calendar/?year=").status_code == 200
        taken.append(len(captured))
    assert taken[0] == taken[1] <= 10


def upload(browser: Client, content: bytes) -> tuple[int, str]:
    file = SimpleUploadedFile("放假安排.csv", content)
    answer = browser.post("/calendar/", {"file": file}, follow=True)
    return answer.status_code, answer.content.decode()


def test_a_table_is_entered_on_the_page(sign_in: Callable[[str], Client], working_days: None) -> None:
    status, page = upload(sign_in("系统管理员"), (HEAD + "2027-10-01,0,国庆节\n").encode("gb18030"))
    assert status == 200
    assert "录入或更正了 1 天" in page
    assert Holiday.objects.get(day=date(2027, 10, 1)).name == "国庆节"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "这个文件是空的"),
        (b"\xff\xff\xff", "不是文本"),
        (b"x" * (1024 * 1024 + 1), "超过 1 MB"),
        ((HEAD + "2027-13-01,0,x\n").encode(), "第 2 行：“2027-13-01”不是日期"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_beside_its_field(
    sign_in: Callable[[str], Client], content: bytes, said: str
) -> None:
    status, page = upload(sign_in("系统管理员"), content)
    assert status == 400
    assert said in page
    assert Holiday.objects.count() == 0


def test_a_day_entered_by_mistake_is_taken_out(sign_in: Callable[[str], Client], working_days: None) -> None:
    browser, wrong = sign_in("系统管理员"), Holiday.objects.get(day=date(2026, 10, 10))
    answer = browser.post(f"/calendar/{wrong.pk}/withdraw/", follow=True)
    assert "2026年10月10日已删去" in answer.content.decode()
    assert not work_calendar().works(date(2026, 10, 10))
    assert browser.post(f"/calendar/{wrong.pk}/withdraw/").status_code == 404
    assert verify().first_break is None


def test_others_read_the_calendar_but_do_not_change_it(sign_in: Callable[[str], Client], working_days: None) -> None:
    browser, day = sign_in("牵头单位"), Holiday.objects.earliest("day")
    page = browser.get("/calendar/").content.decode()
    assert "放假和调休" in page
    assert 'type="file"' not in page
    assert browser.post("/calendar/").status_code == 403
    assert browser.post(f"/calendar/{day.pk}/withdraw/").status_code == 403
    assert Holiday.objects.count() == 180


def test_the_page_filters_by_the_address_and_exports_what_it_can_take_in(
    sign_in: Callable[[str], Client], working_days: None
) -> None:
    browser = sign_in("领导")
    page = browser.get("/calendar/?year=2026&works=1").content.decode()
    assert "2026年10月10日" in page
    assert "2026年10月1日" not in page
    exported = b"".join(browser.get("/calendar/?year=2026&format=csv")).decode()
    assert exported.count("\r\n") == 40
    assert b"".join(browser.get("/calendar/?year=&format=csv")).count(b"\r\n") == 181
    Holiday.objects.all().delete()
    assert entered(exported) == 39


def test_the_page_says_which_year_ahead_is_missing(
    sign_in: Callable[[str], Client], working_days: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, said = sign_in("领导"), "2027年放假安排尚未录入，按周一至周五计"
    monkeypatch.setattr("luoshi.web.clock.today", lambda: date(2026, 9, 1))
    assert said not in browser.get("/calendar/").content.decode()
    monkeypatch.setattr("luoshi.web.clock.today", lambda: date(2026, 11, 24))
    assert said in browser.get("/calendar/").content.decode()


def test_the_page_starts_with_this_year(
    sign_in: Callable[[str], Client], working_days: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered(HEAD + "2027-10-01,0,国庆节\n")
    monkeypatch.setattr("luoshi.web.clock.today", lambda: date(2027, 3, 1))
    page = sign_in("领导").get("/calendar/").content.decode()
    assert "2027年10月1日" in page
    assert "2026年10月1日" not in page
