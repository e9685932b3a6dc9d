"""A task is seen and signed for before it begins; days of grace count in the light."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from luoshi.delivery.actions.breaking_down import Place, create_task
from luoshi.delivery.models import Task
from luoshi.duties.actions.creating import DutyGiven, PartGiven, TermGiven
from luoshi.duties.actions.receipts import sign_receipt
from luoshi.duties.actions.requesting import ask, decide
from luoshi.duties.models import Extension, Receipt
from luoshi.duties.queries.facts import facts_at
from luoshi.plans.models import Revision
from luoshi.web import clock
from tests.duties.making import canal, unit, water_measure
from tests.duties.sending import LATER, People

NEXT = TermGiven(0, date(2027, 1, 1), date(2027, 12, 31), Decimal(120), "公里")
JUNE = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)


@pytest.fixture
def coming(plan: Revision, account: People) -> Task:
    term = replace(NEXT, owner=unit("州水务局").pk)
    given = DutyGiven("来年改造渠系", term, parts=[PartGiven(unit("永靖县政府").pk, "supporting")])
    return create_task(place=Place(water_measure(plan), 2027), given=given, by=account("计划管理员"), at=LATER)


@pytest.mark.parametrize(
    ("who", "status"), [("牵头单位", 200), ("责任单位", 200), ("外单位", 404), ("计划管理员", 200)]
)
def test_a_task_is_seen_before_it_begins_by_those_it_concerns(
    coming: Task, sign_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch, who: str, status: int
) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)
    assert sign_in(who).get(f"/tasks/{coming.pk}/").status_code == status
    if who != "计划管理员":
        assert (coming.duty.title in sign_in(who).get("/mine/").content.decode()) == (status == 200)
        assert sign_in(who).get(f"/duties/{coming.pk}/receipt/").status_code == status


def test_it_is_signed_for_and_changed_before_it_begins(coming: Task, account: People) -> None:
    sign_receipt(duty=coming.duty, verdict="accepted", by=account("牵头单位"), at=LATER)
    assert Receipt.objects.get().unit == unit("州水务局")
    request = ask(
        duty=coming.duty, kind="due", content={"due": "2027-11-30"}, why="提前", by=account("牵头单位"), at=LATER
    )
    decide(request=request, outcome="accepted", by=account("计划管理员"), at=LATER)
    assert facts_at(date(2027, 1, 1))[coming.pk].due == date(2027, 11, 30)


def test_a_successor_sees_a_duty_before_it_takes_it_over(plan: Revision, account: People) -> None:
    task = canal(plan, account("计划管理员"))
    wanted = {"owner": unit("州教育局").pk}
    request = ask(duty=task.duty, kind="owner", content=wanted, why="职能划转", by=account("牵头单位"), at=LATER)
    office, later = account("计划管理员"), date(2026, 10, 1)
    decide(request=request, outcome="accepted", counts_from=later, by=office, at=LATER)
    sign_receipt(duty=task.duty, verdict="accepted", by=account("外单位"), at=LATER)
    with pytest.raises(PermissionDenied):
        ask(duty=task.duty, kind="due", content={"due": "2027-01-31"}, why="停工", by=account("外单位"), at=LATER)


@pytest.mark.parametrize(("who", "missed"), [("all", 0), ("own", 0), ("duty", 0), ("other", 1), ("none", 1)])
def test_a_report_within_days_of_grace_is_not_missed(plan: Revision, account: People, who: str, missed: int) -> None:
    office = account("计划管理员")
    task = canal(plan, office)
    whose: dict[str, dict[str, object]] = {
        "all": {},
        "own": {"unit": unit("州水务局")},
        "other": {"unit": unit("州教育局")},
        "duty": {"duty": task.duty},
    }
    if who in whose:
        until = date(2026, 6, 30)
        Extension.objects.create(period="2026Q1", until=until, why="系统故障", by=office, at=JUNE, **whose[who])
    assert facts_at(date(2026, 5, 31))[task.pk].missed_running == 1
    assert facts_at(date(2026, 6, 30))[task.pk].missed_running == missed
    assert facts_at(date(2026, 7, 1))[task.pk].missed_running == 1
