"""Last year's tasks come into the next year: copied, or carried over with what is left."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from luoshi.delivery.actions.copying import CannotBring, Choice, bring_tasks
from luoshi.delivery.models import Task
from luoshi.delivery.queries.contents import contents
from luoshi.duties.actions.reporting import Told, submit_report
from luoshi.duties.actions.reviewing import decide_report
from luoshi.orgs.models import Account
from luoshi.plans.models import Revision
from luoshi.values.periods import Period
from tests.duties.making import canal, reservoir, unit

People = Callable[[str], Account]
LATER = datetime(2026, 12, 20, 2, 0, tzinfo=UTC)


@pytest.fixture
def shared(plan: Revision, account: People) -> Task:
    return canal(plan, account("计划管理员"), shares=[("永靖县政府", 80), ("州教育局", 40)])


def accepted(task: Task, quantity: int, account: People) -> None:
    county = account("责任单位")
    assert county.unit is not None
    at = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
    told = Told(Decimal(quantity), "推进")
    sent = submit_report(duty=task.duty, unit=county.unit, period=Period.parse("2026Q2"), told=told, by=county, at=at)
    decide_report(report=sent, stage="lead", outcome="accepted", by=account("牵头单位"), at=at)
    decide_report(report=sent, stage="office", outcome="accepted", by=account("计划管理员"), at=at)


def test_a_copy_moves_its_days_and_keeps_shares_that_still_add_up(
    plan: Revision, shared: Task, account: People
) -> None:
    chosen = [Choice(shared.pk, Decimal(120))]
    (made,) = bring_tasks(revision=plan, year=2027, carry=False, chosen=chosen, by=account("计划管理员"), at=LATER)
    given = contents([made])[made.pk].given
    assert (made.year, given.term.begins, given.term.due) == (2027, date(2027, 1, 1), date(2027, 12, 31))
    assert [part.quantity for part in given.parts] == [Decimal(80), Decimal(40)]
    assert made.carried_from is None


def test_shares_of_another_quantity_are_left_open(plan: Revision, shared: Task, account: People) -> None:
    chosen = [Choice(shared.pk, Decimal(200))]
    (made,) = bring_tasks(revision=plan, year=2027, carry=False, chosen=chosen, by=account("计划管理员"), at=LATER)
    assert [part.quantity for part in contents([made])[made.pk].given.parts] == [None, None]


def test_what_is_left_is_carried_over_unit_by_unit(plan: Revision, shared: Task, account: People) -> None:
    accepted(shared, 50, account)
    chosen = [Choice(shared.pk, Decimal(70))]
    (made,) = bring_tasks(revision=plan, year=2027, carry=True, chosen=chosen, by=account("计划管理员"), at=LATER)
    assert made.carried_from == shared
    assert [(part.unit, part.quantity) for part in contents([made])[made.pk].given.parts] == [
        (unit("永靖县政府").pk, Decimal(30)),
        (unit("州教育局").pk, Decimal(40)),
    ]


def test_all_are_brought_or_none_and_none_twice(plan: Revision, shared: Task, account: People) -> None:
    office, dam = account("计划管理员"), reservoir(plan, account("计划管理员"))
    chosen = [Choice(dam.pk, None), Choice(shared.pk, None)]
    with pytest.raises(CannotBring) as refused:
        bring_tasks(revision=plan, year=2027, carry=False, chosen=chosen, by=office, at=LATER)
    assert refused.value.wrong == {shared.pk: "no_measure"}
    assert not Task.objects.filter(year=2027).exists()
    chosen = [Choice(dam.pk, None)]
    bring_tasks(revision=plan, year=2027, carry=False, chosen=chosen, by=office, at=LATER)
    with pytest.raises(CannotBring) as again:
        bring_tasks(revision=plan, year=2027, carry=False, chosen=chosen, by=office, at=LATER)
    assert again.value.wrong == {dam.pk: "there"}


def test_the_page_proposes_what_is_left_and_makes_what_is_ticked(
    plan: Revision, shared: Task, account: People, sign_in: Callable[[str], Client]
) -> None:
    accepted(shared, 50, account)
    browser, address = sign_in("计划管理员"), f"/plans/{plan.pk}/tasks/bring/?year=2027&mode=carry"
    assert 'value="70"' in browser.get(address).content.decode()
    wrong = browser.post(address, {f"pick-{shared.pk}": "on", f"quantity-{shared.pk}": "七十"})
    assert wrong.status_code == 400
    assert "数量请写数字" in wrong.content.decode()
    browser.post(address, {f"pick-{shared.pk}": "on", f"quantity-{shared.pk}": "70"})
    assert Task.objects.get(year=2027).carried_from == shared
    assert "下一年已有同名任务" in browser.get(f"/plans/{plan.pk}/tasks/bring/?year=2027").content.decode()
