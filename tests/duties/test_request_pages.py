"""Asking and deciding on pages, and the page of settings."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi.delivery.models import Task
from luoshi.duties.actions.requesting import ask, decide
from luoshi.duties.actions.reviewing import decide_report
from luoshi.duties.actions.setting import NotSet, set_setting
from luoshi.duties.models import Report, Request, Setting
from luoshi.duties.queries.facts import settings_at
from luoshi.duties.rules.settings import BadValue
from luoshi.plans.models import Revision
from luoshi.web import clock
from tests.duties.making import canal, reservoir, unit
from tests.duties.sending import IN_TIME, LATER, People, sent

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def early_july(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages show 3 July 2026."""
    monkeypatch.setattr(clock, "now", lambda: LATER)


@pytest.fixture
def task(plan: Revision, account: People) -> Task:
    return canal(plan, account("计划管理员"))


def mark(page: str) -> str:
    """The mark of what held when the form was opened."""
    return page.split('name="seen" value="')[1].split('"', maxsplit=1)[0]


def asked(task: Task, account: People, due: str = "2027-03-31") -> Request:
    return ask(duty=task.duty, kind="due", content={"due": due}, why="汛期停工", by=account("牵头单位"), at=LATER)


def test_the_form_starts_from_what_holds_and_its_request_reaches_both_desks(task: Task, sign_in: SignIn) -> None:
    lead, office = sign_in("牵头单位"), sign_in("计划管理员")
    address = f"/duties/{task.pk}/ask/due/"
    assert f'href="{address}"' in lead.get(f"/tasks/{task.pk}/").content.decode()
    page = lead.get(address).content.decode()
    assert 'value="2026-12-31"' in page
    lead.post(address, {"seen": mark(page), "due": "2027-03-31", "why": "汛期停工"})
    request = Request.objects.get()
    assert request.content == {
        "before": {"due": "2026-12-31", "milestones": {}},
        "after": {"due": "2027-03-31", "milestones": {}},
    }
    assert office.get("/requests/count/").content == b"1"
    assert "2027 年 3 月 31 日" in office.get("/requests/").content.decode().replace(
        "2027年3月31日", "2027 年 3 月 31 日"
    )
    for browser, place in ((lead, "/mine/"), (office, "/office/"), (lead, f"/tasks/{task.pk}/")):
        assert f"/requests/{request.pk}/" in browser.get(place).content.decode()


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("due", {"due": "2026-12-31", "why": "停工"}, "没有改动任何内容"),
        ("due", {"due": "2025-12-31", "why": "停工"}, "截止日早于开始日"),
        ("due", {"due": "2027-12-31", "why": ""}, "请写理由"),
        ("target", {"quantity": "x", "why": "核减"}, "请写数字"),
        ("close", {"proof": "", "why": "完成"}, "请选一份能证明成果"),
        ("close", {"proof": "验收单", "why": ""}, "认定的进展还没有到全部"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    task: Task, sign_in: SignIn, kind: str, typed: dict[str, str], said: str
) -> None:
    answer = sign_in("牵头单位").post(f"/duties/{task.pk}/ask/{kind}/", typed)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert said in page
    assert all(value in page for value in typed.values())
    assert not Request.objects.exists()


def test_a_form_that_was_opened_before_a_change_changes_nothing_back(
    task: Task, sign_in: SignIn, account: People
) -> None:
    lead, address = sign_in("牵头单位"), f"/duties/{task.pk}/ask/due/"
    seen = mark(lead.get(address).content.decode())
    decide(request=asked(task, account), outcome="accepted", by=account("计划管理员"), at=LATER)
    answer = lead.post(address, {"seen": seen, "due": "2026-12-31", "why": "停工"})
    assert answer.status_code == 400
    assert "您打开以后这项任务改过" in answer.content.decode()


def test_milestones_are_asked_for_by_their_names(plan: Revision, account: People, sign_in: SignIn) -> None:
    task = reservoir(plan, account("计划管理员"))
    lead, address = sign_in("牵头单位"), f"/duties/{task.pk}/ask/due/"
    page = lead.get(address).content.decode()
    assert "节点“蓄水”的期限" in page
    held = {str(each.pk): each.terms.get() for each in task.duty.milestones.all()}
    typed = {f"day-{key}": term.due.isoformat() for key, term in held.items()}
    typed |= {f"weight-{key}": str(term.weight) for key, term in held.items()}
    last = max(held, key=int)
    lead.post(address, typed | {f"day-{last}": "2026-12-20", "due": "2026-12-31", "why": "移民晚了"})
    assert "蓄水" in sign_in("计划管理员").get("/requests/").content.decode()
    after = Request.objects.get().content["after"]["milestones"]
    assert after[last] == ["2026-12-20", "30"]


def test_a_decision_answers_the_desk_and_the_task_tells_it(task: Task, account: People, sign_in: SignIn) -> None:
    request, office, lead = asked(task, account), sign_in("计划管理员"), sign_in("牵头单位")
    address = f"/requests/{request.pk}/"
    assert office.get(address)["Location"] == f"/requests/?request={request.pk}"
    answer = office.post(address, {"outcome": "refused", "answer": "", "counts_from": "2026-07-03"})
    assert answer.status_code == 400
    assert "请写裁定的理由" in answer.content.decode()
    told = office.post(
        address, {"outcome": "refused", "answer": "工期来得及", "counts_from": "2026-07-03"}, follow=True
    )
    assert f'data-draft-done="request-{request.pk}"' in told.content.decode()
    assert "工期来得及" in lead.get("/mine/").content.decode()
    assert "工期来得及" in lead.get(f"/tasks/{task.pk}/").content.decode()
    late = office.post(address, {"outcome": "accepted", "answer": "", "counts_from": "2026-07-03"}, follow=True)
    assert "刚被计划管理员处理" in late.content.decode()
    assert task.duty.terms.count() == 1


def test_closing_shows_what_was_accepted_and_ends_the_reports(task: Task, account: People, sign_in: SignIn) -> None:
    report = sent(task, account("牵头单位"), 120, at=IN_TIME)
    decide_report(report=report, stage="office", outcome="accepted", by=account("计划管理员"), at=IN_TIME)
    lead, office = sign_in("牵头单位"), sign_in("计划管理员")
    lead.post(f"/duties/{task.pk}/ask/close/", {"reports": [str(report.pk)], "proof": "验收单 3 号", "why": ""})
    request = Request.objects.get()
    page = office.get("/requests/").content.decode()
    assert "已核实，同意销号" in page
    assert "验收单 3 号" in page
    assert "120 / 120 公里" in page
    office.post(f"/requests/{request.pk}/", {"outcome": "accepted", "answer": "", "counts_from": "2026-07-03"})
    page = lead.get(f"/tasks/{task.pk}/").content.decode()
    assert f"/duties/{task.pk}/ask/reopen/" in page
    assert f"/duties/{task.pk}/ask/close/" not in page
    assert f"/duties/{task.pk}/report/" not in lead.get("/mine/").content.decode()


def test_a_task_taken_back_leaves_every_page_standing(task: Task, account: People, sign_in: SignIn) -> None:
    request = ask(duty=task.duty, kind="void", content={}, why="重复登记", by=account("牵头单位"), at=LATER)
    decide(request=request, outcome="accepted", by=account("计划管理员"), at=LATER)
    office = sign_in("计划管理员")
    plan = f"/plans/{task.duty.revision_id}/tasks/"
    for address in (f"/tasks/{task.pk}/", "/office/", "/periods/", "/requests/?state=all", "/mine/", plan):
        assert office.get(address).status_code in (200, 404), address
    assert office.get(f"/tasks/{task.pk}/").status_code == 200


def test_another_unit_sees_and_asks_nothing(task: Task, account: People, sign_in: SignIn) -> None:
    request = asked(task, account)
    other = sign_in("外单位")
    assert other.get(f"/duties/{task.pk}/ask/due/").status_code == 404
    assert other.get(f"/requests/{request.pk}/").status_code == 404
    assert task.duty.title not in other.get("/requests/").content.decode()
    assert sign_in("领导").post(f"/requests/{request.pk}/", {"outcome": "accepted"}).status_code in (400, 403)
    assert Request.objects.get().outcome == ""


def test_whoever_asked_takes_it_back(task: Task, account: People, sign_in: SignIn) -> None:
    request = asked(task, account)
    sign_in("同事").post(f"/requests/{request.pk}/", {"outcome": "revoked"})
    assert Request.objects.get().outcome == "revoked"


def test_the_queue_costs_the_same_however_long(plan: Revision, account: People, sign_in: SignIn) -> None:
    office = sign_in("计划管理员")
    counts = []
    for count in (1, 5):
        for _each in range(count):
            asked(canal(plan, account("计划管理员")), account)
        office.get("/requests/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            office.get("/requests/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_successor_goes_on_from_the_figure_before_and_reports_no_period_twice(
    task: Task, account: People, sign_in: SignIn
) -> None:
    report = sent(task, account("牵头单位"), 40, at=IN_TIME)
    decide_report(report=report, stage="office", outcome="accepted", by=account("计划管理员"), at=IN_TIME)
    wanted = {"owner": unit("州教育局").pk}
    request = ask(duty=task.duty, kind="owner", content=wanted, why="职能划转", by=account("牵头单位"), at=LATER)
    decide(request=request, outcome="accepted", by=account("计划管理员"), at=LATER)
    assert sign_in("外单位").get(f"/tasks/{task.pk}/").status_code == 200
    later = sent(task, account("外单位"), 55, at=LATER)
    decide_report(report=later, stage="office", outcome="accepted", by=account("计划管理员"), at=LATER)
    page = sign_in("计划管理员").get(f"/tasks/{task.pk}/").content.decode()
    assert "已认定 55" in page
    assert Report.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "value", "since", "why", "code"),
    [
        ("red", "25", "2026-07-02", "办法", "past"),
        ("red", "25", "2026-07-03", "", "words"),
        ("red", "30", "2026-07-03", "办法", "same"),
        ("red", "5", "2026-07-03", "办法", "order"),
        ("closes_working_days", "2", "2026-07-03", "办法", "order"),
    ],
)
def test_what_cannot_be_set(account: People, name: str, value: str, since: str, why: str, code: str) -> None:
    with pytest.raises(NotSet, match=code):
        set_setting(
            name=name, value=value, since=date.fromisoformat(since), why=why, by=account("计划管理员"), at=LATER
        )


@pytest.mark.parametrize(("name", "value"), [("red", "x"), ("red", "101"), ("missed_reports", "2.5")])
def test_values_out_of_range_are_refused(account: People, name: str, value: str) -> None:
    with pytest.raises(BadValue):
        set_setting(name=name, value=value, since=LATER.date(), why="办法", by=account("计划管理员"), at=LATER)


def test_a_setting_holds_from_its_day_and_its_page_tells_who_and_why(sign_in: SignIn) -> None:
    office, typed = (
        sign_in("计划管理员"),
        {"name": "red", "value": "25", "since": "2026-08-01", "why": "新办法第 12 条"},
    )
    assert office.post("/settings/duties/", typed).status_code == 302
    assert settings_at(date(2026, 7, 31)).thresholds.red == Decimal(30)
    assert settings_at(date(2026, 8, 1)).thresholds.red == Decimal(25)
    page = sign_in("牵头单位").get("/settings/duties/").content.decode()
    assert "新办法第 12 条" in page
    assert '<form class="stack"' not in page
    assert sign_in("牵头单位").post("/settings/duties/", typed).status_code == 403
    assert office.post("/settings/duties/", typed | {"value": "200"}).status_code == 400
    assert Setting.objects.count() == 1
