"""Changes of date, target or owner, closing and reopening: asked for, decided, never edited."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from threading import Thread
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from luoshi.delivery.models import Task
from luoshi.duties.actions.creating import Unsound
from luoshi.duties.actions.requesting import NotAsked, NotDecided, ask, decide, withdraw
from luoshi.duties.actions.reviewing import decide_report
from luoshi.duties.models import Duty, Request, Term
from luoshi.duties.queries.facts import facts_at, shares_at, standings
from luoshi.duties.queries.holding import holding_of
from luoshi.orgs.models import Account
from luoshi.plans.models import Revision
from tests.duties.making import canal, reservoir, unit
from tests.duties.sending import IN_TIME, LATER, sent

People = Callable[[str], Account]
DECIDED = datetime(2026, 7, 8, 2, 0, tzinfo=UTC)
DAY = date(2026, 7, 8)
DUE = {"due": "2027-03-31"}


@pytest.fixture
def whole(plan: Revision, account: People) -> Task:
    return canal(plan, account("计划管理员"))


def asked(
    task: Task,
    account: People,
    kind: str = "due",
    content: Any = None,
    *,
    who: str = "牵头单位",
    at: datetime = LATER,
) -> Request:
    content = DUE if content is None else content
    return ask(duty=task.duty, kind=kind, content=content, why="汛期停工", by=account(who), at=at)


def agreed(request: Request, account: People, *, since: date | None = None, answer: str = "同意") -> Request:
    office = account("计划管理员")
    return decide(request=request, outcome="accepted", answer=answer, counts_from=since, by=office, at=DECIDED)


def accept(task: Task, account: People, quantity: int, who: str = "牵头单位") -> None:
    report = sent(task, account(who), quantity, at=IN_TIME)
    decide_report(report=report, stage="office", outcome="accepted", by=account("计划管理员"), at=LATER)


def facts(task: Task, day: date) -> Any:
    return facts_at(day, Duty.objects.filter(pk=task.pk).values("pk"))[task.pk]


def test_a_later_date_holds_from_its_day_on_and_the_past_stays(whole: Task, account: People) -> None:
    agreed(asked(whole, account), account, since=date(2026, 8, 1))
    assert facts(whole, date(2026, 7, 31)).due == date(2026, 12, 31)
    assert facts(whole, date(2026, 8, 1)).due == date(2027, 3, 31)
    assert Term.objects.filter(duty=whole.duty).count() == 2


def test_a_second_change_keeps_what_the_first_is_to_bring(whole: Task, account: People) -> None:
    agreed(asked(whole, account), account, since=date(2026, 8, 1))
    agreed(asked(whole, account, "target", {"quantity": "100"}), account)
    later = facts(whole, date(2026, 8, 1))
    assert (later.due, later.quantity) == (date(2027, 3, 31), Decimal(100))


def test_nothing_changes_while_it_is_only_asked_or_once_it_is_refused(whole: Task, account: People) -> None:
    request = asked(whole, account)
    office = account("计划管理员")
    with pytest.raises(NotDecided, match="words"):
        decide(request=request, outcome="refused", by=office, at=DECIDED)
    decide(request=request, outcome="refused", answer="工期来得及", by=office, at=DECIDED)
    assert facts(whole, DAY).due == date(2026, 12, 31)
    asked(whole, account)


def test_milestones_get_other_days_and_weights(plan: Revision, account: People) -> None:
    task = reservoir(plan, account("计划管理员"))
    held = holding_of(task.duty)["milestones"]
    last = max(held)
    agreed(asked(task, account, "due", {"milestones": {last: ["2026-12-20", "40"]}}), account)
    assert holding_of(task.duty)["milestones"] == {**held, last: ["2026-12-20", "40"]}
    assert [each.due for each in facts(task, date(2026, 7, 7)).milestones][-1] == date(2026, 11, 20)


def test_shares_and_quantity_change_together_or_not_at_all(plan: Revision, account: People) -> None:
    task = canal(plan, account("计划管理员"), shares=[("永靖县政府", 70), ("东乡县政府", 50)])
    one, two = str(unit("永靖县政府").pk), str(unit("东乡县政府").pk)
    with pytest.raises(Unsound, match="sum"):
        asked(task, account, "target", {"quantity": "100"})
    agreed(asked(task, account, "target", {"quantity": "100", "shares": {one: "70", two: "30"}}), account)
    assert holding_of(task.duty)["shares"] == {one: "70", two: "30"}
    assert facts(task, date(2026, 7, 7)).quantity == 120
    assert set(shares_at(DAY)[task.pk]) == {int(one), int(two)} == set(shares_at(date(2026, 7, 7))[task.pk])


def test_the_successor_goes_on_from_what_was_accepted_before(whole: Task, account: People) -> None:
    accept(whole, account, 40)
    agreed(asked(whole, account, "owner", {"owner": unit("州教育局").pk}), account)
    assert facts(whole, DAY).accepted == Decimal(40)
    assert facts(whole, DAY).missed_running == 0
    assert standings(DAY)[whole.pk].done > 0


@pytest.mark.parametrize(
    ("kind", "content", "why", "code"),
    [
        ("due", DUE, "", "words"),
        ("due", {"due": "2026-12-31"}, "停工", "same"),
        ("owner", {"owner": 0}, "改革", "unit"),
        ("close", {"proof": ""}, "完成", "proof"),
        ("close", {"proof": "验收单"}, "", "incomplete"),
        ("reopen", {}, "没有完", "open"),
        ("void", {}, "", "words"),
    ],
)
def test_what_cannot_be_asked(whole: Task, account: People, kind: str, content: Any, why: str, code: str) -> None:
    with pytest.raises(NotAsked, match=code):
        ask(duty=whole.duty, kind=kind, content=content, why=why, by=account("牵头单位"), at=LATER)


def test_days_that_do_not_fit_cannot_be_asked(whole: Task, account: People) -> None:
    with pytest.raises(Unsound, match="days"):
        asked(whole, account, "due", {"due": "2025-01-01"})


def test_a_complete_task_is_struck_off_and_reopened_with_a_reason(whole: Task, account: People) -> None:
    accept(whole, account, 120)
    report = whole.duty.reports.get()
    request = ask(
        duty=whole.duty, kind="close", content={"reports": [report.pk]}, why="", by=account("牵头单位"), at=LATER
    )
    agreed(request, account, answer="")
    assert standings(DAY)[whole.pk].closed
    assert standings(date(2026, 7, 7))[whole.pk].light == "green"
    with pytest.raises(NotAsked, match="closed"):
        asked(whole, account, at=DECIDED)
    agreed(asked(whole, account, "reopen", {}, at=DECIDED), account)
    assert not standings(DAY)[whole.pk].closed


def test_closing_before_all_is_accepted_needs_the_office_to_say_why(whole: Task, account: People) -> None:
    request = asked(whole, account, "close", {"proof": "现场已核"})
    with pytest.raises(NotDecided, match="words"):
        agreed(request, account, answer="")
    agreed(request, account, answer="计划已取消，只做 0 公里")
    assert standings(DAY)[whole.pk].closed


def test_a_task_made_by_mistake_is_taken_back_while_nothing_was_accepted(whole: Task, account: People) -> None:
    accept(whole, account, 1)
    with pytest.raises(NotAsked, match="reported"):
        asked(whole, account, "void", {})


def test_who_may_ask_and_decide(whole: Task, account: People) -> None:
    for name in ("外单位", "责任单位", "领导", "局长"):
        with pytest.raises(PermissionDenied):
            asked(whole, account, who=name)
    request = asked(whole, account)
    with pytest.raises(PermissionDenied):
        decide(request=request, outcome="accepted", by=account("牵头单位"), at=DECIDED)
    with pytest.raises(PermissionDenied):
        withdraw(request=request, by=account("外单位"), at=DECIDED)
    withdraw(request=request, by=account("同事"), at=DECIDED)
    own = asked(whole, account, who="计划管理员")
    with pytest.raises(NotDecided, match="words"):
        agreed(own, account, answer="")
    agreed(own, account, answer="州政府常务会议定")


def test_a_second_request_of_a_kind_waits_for_the_first(whole: Task, account: People) -> None:
    asked(whole, account)
    with pytest.raises(NotAsked, match="already"):
        asked(whole, account, who="计划管理员")
    asked(whole, account, "owner", {"owner": unit("州教育局").pk})


def test_a_duty_changed_meanwhile_is_said_and_no_past_day_is_touched(whole: Task, account: People) -> None:
    request = asked(whole, account)
    with pytest.raises(NotDecided, match="early"):
        agreed(request, account, since=date(2026, 7, 1))
    Request.objects.filter(pk=request.pk).update(content=request.content | {"before": {"due": "2026-11-30"}})
    with pytest.raises(NotDecided, match="changed"):
        agreed(request, account)


@pytest.mark.django_db(transaction=True)
def test_two_people_decide_once(whole: Task, account: People) -> None:
    request, office = asked(whole, account), account("计划管理员")
    said: list[str] = []

    def decided() -> None:
        try:
            decide(request=request, outcome="accepted", by=office, at=DECIDED)
            said.append("done")
        except NotDecided as wrong:
            said.append(wrong.code)
        finally:
            connection.close()

    threads = [Thread(target=decided) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(said) == ["done", "taken"]
    assert Term.objects.filter(duty=whole.duty).count() == 2
