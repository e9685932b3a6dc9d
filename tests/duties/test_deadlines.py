"""Deadline day: who has reported and who has not, on any day; grace, reminders and the list for the chat group."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from luoshi.audit.models import Event
from luoshi.audit.queries import verify
from luoshi.delivery.models import Task
from luoshi.duties.actions.extending import Grace, NotExtended, extend_period
from luoshi.duties.actions.reminding import Owed, SaysNothing, remind
from luoshi.duties.actions.reviewing import decide_report
from luoshi.duties.models import Extension, Reminder, Request
from luoshi.duties.queries.deadlines import by_unit, deadlines, periods_of
from luoshi.duties.queries.windows import window_of
from luoshi.plans.models import Revision
from luoshi.values.periods import Period
from luoshi.web import clock
from tests.duties.making import canal, reservoir, unit
from tests.duties.sending import IN_TIME, LATE, LATER, Q2, People, sent

SignIn = Callable[[str], Client]
GRACE = Grace(date(2026, 7, 20), "系统故障，无法填报")


@pytest.fixture(autouse=True)
def early_july(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages show 3 July 2026."""
    monkeypatch.setattr(clock, "now", lambda: LATER)


@pytest.fixture
def tasks(plan: Revision, account: People) -> tuple[Task, Task]:
    """A canal in shares of 永靖县政府 and 州教育局, and a reservoir that 州水务局 reports on."""
    office = account("计划管理员")
    return canal(plan, office, shares=[("永靖县政府", 80), ("州教育局", 40)]), reservoir(plan, office)


def states(day: date) -> dict[str, str]:
    return {row.unit_name: row.state for row in deadlines([Q2], day)[0].rows}


def test_each_unit_that_reports_is_there_once_with_its_state(tasks: tuple[Task, Task], account: People) -> None:
    county = account("责任单位")
    sent(tasks[0], county, 40)
    sent(tasks[1], account("牵头单位"), None)
    assert states(LATER.date()) == {"永靖县政府": "waiting", "州教育局": "missing", "州水务局": "waiting"}
    assert set(states(date(2026, 7, 1)).values()) == {"missing"}


def test_a_past_day_shows_what_was_not_yet_decided(tasks: tuple[Task, Task], account: People) -> None:
    report = sent(tasks[1], account("牵头单位"), None)
    decide_report(report=report, stage="office", outcome="returned", why="写细", by=account("计划管理员"), at=LATER)
    assert states(IN_TIME.date())["州水务局"] == "waiting"
    assert states(LATER.date())["州水务局"] == "returned"
    again = sent(tasks[1], account("牵头单位"), None, at=LATE)
    decide_report(report=again, stage="office", outcome="accepted", by=account("计划管理员"), at=LATE)
    assert states(LATE.date())["州水务局"] == "accepted"
    assert not deadlines([Q2], LATE.date())[0].late


def test_who_came_late_is_named_with_its_days(tasks: tuple[Task, Task], account: People) -> None:
    sent(tasks[1], account("牵头单位"), None, at=LATE)
    found = deadlines([Q2], LATE.date())[0]
    due = found.window.due
    assert [(row.unit_name, row.late) for row in found.late] == [("州水务局", (LATE.date() - due).days)]


def test_a_duty_closed_before_the_period_ends_owes_no_report(tasks: tuple[Task, Task], account: People) -> None:
    office = account("计划管理员")
    with_event = {"by": office, "at": IN_TIME, "why": "完成", "outcome": "accepted", "decided_at": IN_TIME}
    Request.objects.create(duty=tasks[1].duty, kind="close", counts_from=date(2026, 6, 1), **with_event)
    assert "州水务局" not in states(LATER.date())


def test_units_with_most_missing_come_first_with_whom_to_ask(tasks: tuple[Task, Task], account: People) -> None:
    account("外单位")
    sent(tasks[0], account("责任单位"), 40)
    units = by_unit(deadlines([Q2], LATER.date())[0], LATER.date())
    assert [(each.name, len(each.missing)) for each in units][-1] == ("永靖县政府", 0)
    assert {each.name: each.contacts for each in units}["州教育局"] == ("外单位",)


def test_only_periods_that_somebody_reports_on_are_offered(tasks: tuple[Task, Task], plan: Revision) -> None:
    assert [str(each) for each in periods_of(2026)] == ["2026Q4", "2026Q3", "2026Q2", "2026Q1"]
    assert periods_of(2031) == []


@pytest.mark.parametrize(
    ("grace", "code"),
    [
        (Grace(date(2026, 7, 20), "  "), "words"),
        (Grace(date(2026, 7, 2), "故障"), "past"),
        (Grace(date(2026, 7, 4), "故障"), "early"),
    ],
)
def test_grace_says_why_and_lies_after_the_due_day(
    tasks: tuple[Task, Task], account: People, grace: Grace, code: str
) -> None:
    with pytest.raises(NotExtended) as refused:
        extend_period(period=Q2, grace=grace, by=account("计划管理员"), at=LATER)
    assert refused.value.code == code
    assert not Extension.objects.exists()


def test_grace_for_a_unit_moves_its_window_alone(tasks: tuple[Task, Task], account: People) -> None:
    grace = Grace(GRACE.until, GRACE.why, units=[unit("州教育局")])
    extend_period(period=Q2, grace=grace, by=account("计划管理员"), at=LATER)
    due = {row.unit_name: row.due for row in deadlines([Q2], LATER.date())[0].rows}
    assert due["州教育局"] == GRACE.until > due["永靖县政府"]
    window = window_of(tasks[0].duty, unit("州教育局"), Q2, LATER.date())
    assert window is not None
    assert window.due == GRACE.until
    event = Event.objects.first()
    assert event is not None
    assert (event.action, event.subject_id) == ("duties.period.extended", "2026Q2")
    assert verify().first_break is None


@pytest.mark.parametrize("name", ["牵头单位", "领导", "外地联络员"])
def test_only_the_office_gives_grace_and_reminds(tasks: tuple[Task, Task], account: People, name: str) -> None:
    with pytest.raises(PermissionDenied):
        extend_period(period=Q2, grace=GRACE, by=account(name), at=LATER)
    with pytest.raises(PermissionDenied):
        remind(period=Q2, owed=[], text="请报", by=account(name), at=LATER)


def test_a_reminder_is_kept_for_each_report_once_a_day_and_not_for_what_came(
    tasks: tuple[Task, Task], account: People
) -> None:
    office = account("计划管理员")
    owed = [Owed(row.unit, row.duty) for row in deadlines([Q2], LATER.date())[0].rows]
    sent(tasks[0], account("责任单位"), 40)
    with pytest.raises(SaysNothing):
        remind(period=Q2, owed=owed, text=" ", by=office, at=LATER)
    assert len(remind(period=Q2, owed=owed, text="请尽快报送", by=office, at=LATER)) == 2
    assert remind(period=Q2, owed=owed, text="请尽快报送", by=office, at=LATER) == []
    assert len(remind(period=Q2, owed=owed, text="请尽快报送", by=office, at=LATE)) == 2
    assert verify().first_break is None


def test_a_reminder_stands_on_the_units_desk_until_the_report_is_in(
    sign_in: SignIn, tasks: tuple[Task, Task], account: People
) -> None:
    owed = [Owed(unit("州水务局").pk, tasks[1].pk)]
    remind(period=Q2, owed=owed, text="请今天报送水库进展", by=account("计划管理员"), at=LATER)
    assert "请今天报送水库进展" in sign_in("牵头单位").get("/").content.decode()
    assert "请今天报送水库进展" not in sign_in("外单位").get("/").content.decode()
    sent(tasks[1], account("牵头单位"), None)
    assert "请今天报送水库进展" not in sign_in("牵头单位").get("/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_who_remind_at_once_remind_once(tasks: tuple[Task, Task], account: People) -> None:
    office = account("计划管理员")
    owed = [Owed(row.unit, row.duty) for row in deadlines([Q2], LATER.date())[0].rows]

    def press() -> None:
        remind(period=Q2, owed=owed, text="请尽快报送", by=office, at=LATER)
        connection.close()

    people = [Thread(target=press) for _person in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert Reminder.objects.count() == len(owed)


def test_the_page_gives_figures_and_the_list_as_text(
    sign_in: SignIn, tasks: tuple[Task, Task], account: People
) -> None:
    account("外单位")
    sent(tasks[0], account("责任单位"), 40)
    browser = sign_in("计划管理员")
    page = browser.get("/periods/2026Q2/").content.decode()
    assert "应报 3 件，已报 1 件，未报 2 件" in page
    assert "州教育局（外单位）1 件：改造渠系 120 公里" in page
    assert 'hx-trigger="every 30s"' in page
    past = browser.get("/periods/2026Q2/?on=2026-07-01").content.decode()
    assert "应报 3 件，已报 0 件，未报 3 件" in past
    assert "every 30s" not in past
    live = browser.get("/periods/2026Q2/?part=live").content.decode()
    assert "<h1" not in live
    assert "应报 3 件，已报 1 件" in live


def test_reminding_and_extending_go_by_their_pages(sign_in: SignIn, tasks: tuple[Task, Task]) -> None:
    browser = sign_in("计划管理员")
    chosen = f"{unit('州教育局').pk}-{tasks[0].pk}"
    assert chosen in browser.get("/periods/2026Q2/remind/").content.decode()
    told = browser.post("/periods/2026Q2/remind/", {"owed": [chosen], "text": "请报"}, follow=True).content.decode()
    assert "已催办 1 件" in told
    assert browser.post("/periods/2026Q2/remind/", {"text": "请报"}).status_code == 400
    bad = browser.post("/periods/2026Q2/extend/", {"until": "2026-07-04", "why": "故障"})
    assert (bad.status_code, "不晚于原来的截止日" in bad.content.decode()) == (400, True)
    good = {"until": "2026-07-20", "why": "故障", "units": [str(unit("州教育局").pk)]}
    assert "已延期到2026年7月20日" in browser.post("/periods/2026Q2/extend/", good, follow=True).content.decode()


def test_the_exports_hold_every_report_that_is_owed(sign_in: SignIn, tasks: tuple[Task, Task]) -> None:
    browser = sign_in("领导")
    lines = b"".join(browser.get("/periods/2026Q2/?format=csv")).decode("utf-8-sig").splitlines()  # type: ignore[arg-type]
    assert len(lines) == 4
    book = load_workbook(io.BytesIO(browser.get("/periods/2026Q2/?format=xlsx").content))
    cells = [cell.value for row in book.active.iter_rows() for cell in row]
    assert cells.count("未报") == 3


@pytest.mark.parametrize(
    ("name", "address", "status"),
    [
        ("牵头单位", "/periods/2026Q2/", 403),
        ("领导", "/periods/2026Q2/remind/", 403),
        ("领导", "/periods/", 200),
        ("领导", "/periods/2026/", 404),
        ("领导", "/periods/none/", 404),
    ],
)
def test_who_may_see_deadline_day(
    sign_in: SignIn, tasks: tuple[Task, Task], name: str, address: str, status: int
) -> None:
    assert sign_in(name).get(address).status_code == status


def test_deadline_day_takes_no_more_statements_for_more_duties(
    sign_in: SignIn, tasks: tuple[Task, Task], plan: Revision, account: People
) -> None:
    browser = sign_in("领导")

    def taken(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200
        return len(captured)

    addresses = ["/periods/", "/periods/2026Q2/"]
    before = [taken(address) for address in addresses]
    for _more in range(3):
        canal(plan, account("计划管理员"), rhythm="quarter")
    assert [taken(address) for address in addresses] == before
    assert max(before) <= 30


def test_a_month_and_a_quarter_are_periods_of_their_own(plan: Revision, account: People) -> None:
    canal(plan, account("计划管理员"), rhythm="month")
    june = Period.parse("2026-06")
    found = deadlines([june, Q2], datetime(2026, 7, 3, tzinfo=UTC).date())
    assert [len(each.rows) for each in found] == [1, 0]
