"""The office puts a task right until somebody has signed for it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from luoshi.audit.queries import verify
from luoshi.delivery.actions.correcting import Shown, TaskConflict, correct_task
from luoshi.delivery.models import Task
from luoshi.delivery.queries.contents import Content, contents
from luoshi.duties.actions.correcting import Settled
from luoshi.duties.actions.creating import MilestoneGiven, PartGiven
from luoshi.duties.actions.receipts import sign_receipt
from luoshi.duties.queries.facts import facts_at
from luoshi.orgs.models import Account
from luoshi.plans.models import Revision
from tests.cast import AT
from tests.delivery.test_breakdown import fields
from tests.duties.making import canal, reservoir, unit

People = Callable[[str], Account]


def now(task: Task) -> Content:
    return contents([task])[task.pk]


def test_a_corrected_term_holds_from_the_same_day_and_both_are_kept(plan: Revision, account: People) -> None:
    office = account("计划管理员")
    task = canal(plan, office, shares=[("永靖县政府", 80), ("州教育局", 40)])
    said = now(task)
    given = replace(
        said.given,
        title="改造渠系 100 公里",
        term=replace(said.given.term, quantity=Decimal(100)),
        parts=[PartGiven(unit("永靖县政府").pk, quantity=Decimal(100))],
    )
    correct_task(shown=Shown(task, said.version), given=given, weight=Decimal(2), by=office, at=AT)
    assert list(task.duty.terms.values_list("since", "quantity")) == [
        (date(2026, 1, 1), Decimal(120)),
        (date(2026, 1, 1), Decimal(100)),
    ]
    task = Task.objects.select_related("duty").get(pk=task.pk)
    assert (task.duty.title, task.weight) == ("改造渠系 100 公里", Decimal(2))
    assert [part.unit for part in now(task).given.parts] == [unit("永靖县政府").pk]
    assert verify().first_break is None


def test_milestones_go_by_their_titles(plan: Revision, account: People) -> None:
    office = account("计划管理员")
    task = reservoir(plan, office)
    said = now(task)
    steps = [
        MilestoneGiven("蓄水", date(2026, 12, 1), Decimal(60)),
        MilestoneGiven("验收", date(2026, 12, 20), Decimal(40)),
    ]
    given = replace(said.given, milestones=steps)
    correct_task(shown=Shown(task, said.version), given=given, weight=said.weight, by=office, at=AT)
    assert [(each.title, each.due) for each in facts_at(AT.date())[task.pk].milestones] == [
        ("蓄水", date(2026, 12, 1)),
        ("验收", date(2026, 12, 20)),
    ]


def test_who_saw_another_version_gets_a_conflict_with_what_is_there_now(plan: Revision, account: People) -> None:
    office = account("计划管理员")
    task = canal(plan, office)
    said = now(task)
    shown = Shown(task, said.version)
    correct_task(shown=shown, given=replace(said.given, title="先改的"), weight=said.weight, by=office, at=AT)
    with pytest.raises(TaskConflict) as conflict:
        correct_task(shown=shown, given=replace(said.given, title="后改的"), weight=said.weight, by=office, at=AT)
    assert conflict.value.now.given.title == "先改的"


def test_once_signed_for_only_a_request_changes_it_but_an_objection_leaves_it_open(
    plan: Revision, account: People
) -> None:
    office, lead = account("计划管理员"), account("牵头单位")
    task = canal(plan, office)
    said = now(task)
    given = replace(said.given, title="改过")
    sign_receipt(duty=task.duty, verdict="objected", why="不是我局职责", by=lead, at=AT)
    correct_task(shown=Shown(task, said.version), given=given, weight=said.weight, by=office, at=AT)
    sign_receipt(duty=task.duty, verdict="accepted", by=lead, at=AT)
    task = Task.objects.select_related("duty").get(pk=task.pk)
    with pytest.raises(Settled):
        correct_task(shown=Shown(task, now(task).version), given=said.given, weight=said.weight, by=office, at=AT)


def test_only_the_office_corrects(plan: Revision, account: People) -> None:
    task = canal(plan, account("计划管理员"))
    said = now(task)
    with pytest.raises(PermissionDenied):
        correct_task(
            shown=Shown(task, said.version), given=said.given, weight=said.weight, by=account("牵头单位"), at=AT
        )


def test_the_form_shows_the_conflict_and_a_second_save_wins(
    plan: Revision, account: People, sign_in: Callable[[str], Client]
) -> None:
    office = account("计划管理员")
    task, browser = canal(plan, office), sign_in("计划管理员")
    said = now(task)
    address = f"/tasks/{task.pk}/edit/"
    assert f'value="{said.version}"' in browser.get(address).content.decode()
    correct_task(
        shown=Shown(task, said.version), given=replace(said.given, title="先改的"), weight=said.weight, by=office, at=AT
    )
    answer = browser.post(address, fields(plan, title="后改的", version=said.version))
    assert answer.status_code == 400
    assert "别人改过这项任务" in answer.content.decode()
    assert "先改的" in answer.content.decode()
    version = answer.content.decode().partition('name="version" value="')[2].partition('"')[0]
    assert browser.post(address, fields(plan, title="后改的", version=version)).status_code == 302
    assert Task.objects.get(pk=task.pk).duty.title == "后改的"


def test_a_signed_task_leads_back_to_its_page(
    plan: Revision, account: People, sign_in: Callable[[str], Client]
) -> None:
    task = canal(plan, account("计划管理员"))
    sign_receipt(duty=task.duty, verdict="accepted", by=account("牵头单位"), at=AT)
    answer = sign_in("计划管理员").get(f"/tasks/{task.pk}/edit/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/tasks/{task.pk}/")
