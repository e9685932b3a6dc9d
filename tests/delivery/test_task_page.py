"""The task page: how it stands, its sentence, its whole history, and the same on a past day."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi.delivery.models import Task
from luoshi.delivery.queries.history import history
from luoshi.duties.actions.receipts import sign_receipt
from luoshi.duties.actions.reporting import Proof, Told, submit_report
from luoshi.duties.actions.reviewing import decide_report
from luoshi.duties.models import Milestone
from luoshi.files.actions import store
from luoshi.files.models import StoredFile
from luoshi.orgs.models import Account
from luoshi.plans.models import Revision
from luoshi.values.periods import Period
from luoshi.web import clock
from tests.cast import AT
from tests.duties.making import canal, reservoir

People = Callable[[str], Account]
SignIn = Callable[[str], Client]
SENT = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
DECIDED = datetime(2026, 7, 3, 2, 0, tzinfo=UTC)
Q2 = Period.parse("2026Q2")


@pytest.fixture(autouse=True)
def in_july(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock.time, "time", lambda: datetime(2026, 7, 6, 2, 0, tzinfo=UTC).timestamp())


@pytest.fixture
def proof(db: None) -> StoredFile:
    return store(data="通水验收单".encode(), name="验收单.txt", by="test", at=AT)


@pytest.fixture
def dam(plan: Revision, account: People, proof: StoredFile) -> Task:
    """The reservoir, signed for, with one milestone accepted on 3 July."""
    task, lead = reservoir(plan, account("计划管理员")), account("牵头单位")
    sign_receipt(duty=task.duty, verdict="accepted", by=lead, at=AT)
    step = Milestone.objects.get(title="导流洞通水").pk
    told = Told(text="导流洞已通水", claims={step: date(2026, 3, 30)}, proofs=[Proof(proof, step, "通水验收单")])
    assert lead.unit is not None
    sent = submit_report(duty=task.duty, unit=lead.unit, period=Q2, told=told, by=lead, at=SENT)
    decide_report(report=sent, stage="office", outcome="accepted", by=account("计划管理员"), at=DECIDED)
    return task


def page(browser: Client, task: Task, query: str = "") -> str:
    answer = browser.get(f"/tasks/{task.pk}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_says_how_it_stands_why_where_from_and_what_has_happened(
    plan: Revision, dam: Task, sign_in: SignIn
) -> None:
    said = page(sign_in("领导"), dam)
    for words in (
        "红灯",
        "节点“填筑到顶”应于2026年6月15日完成，已过 21 天",
        "落后序时 50 个点",
        "已认定 20%",
        "2026年3月30日完成，计划管理员于2026年7月3日认定",
        "通水验收单",
        "已签收",
        "导流洞已通水",
        "quote__hit",
        "分解为年度任务",
        "认定报告",
    ):
        assert words in said, words


def test_on_a_past_day_nothing_later_is_known(dam: Task, sign_in: SignIn) -> None:
    said = page(sign_in("领导"), dam, "?on=2026-07-02")
    assert "这是过去的一天" in said
    assert "已认定 0%" in said
    assert "等计划管理员审核" in said
    assert "认定报告" not in said
    before = page(sign_in("领导"), dam, "?on=2026-06-29")
    assert "未签收" in before
    assert "还没有报告" in before


def test_a_day_that_is_none_is_not_there_and_a_later_one_is_today(dam: Task, sign_in: SignIn) -> None:
    browser = sign_in("领导")
    assert browser.get(f"/tasks/{dam.pk}/?on=昨天").status_code == 404
    assert "这是过去的一天" not in page(browser, dam, "?on=2030-01-01")


def test_another_units_task_and_its_files_are_not_there(dam: Task, proof: StoredFile, sign_in: SignIn) -> None:
    for name, status in (("责任单位", 200), ("牵头单位", 200), ("外单位", 404), ("外地联络员", 403)):
        browser = sign_in(name)
        for address in (f"/tasks/{dam.pk}/", f"/tasks/{dam.pk}/evidence/{proof.pk}/"):
            answer = browser.get(address)
            assert answer.status_code == status, (name, address)
            assert b"".join(answer)


def test_a_file_of_another_task_is_not_served(
    plan: Revision, account: People, dam: Task, proof: StoredFile, sign_in: SignIn
) -> None:
    other = canal(plan, account("计划管理员"))
    assert sign_in("计划管理员").get(f"/tasks/{other.pk}/evidence/{proof.pk}/").status_code == 404


def test_shares_show_what_is_accepted_of_each(plan: Revision, account: People) -> None:
    office, county = account("计划管理员"), account("责任单位")
    task = canal(plan, office, shares=[("永靖县政府", 80), ("州教育局", 40)])
    assert county.unit is not None
    sent = submit_report(
        duty=task.duty, unit=county.unit, period=Q2, told=Told(Decimal(50), "推进"), by=county, at=SENT
    )
    decide_report(report=sent, stage="lead", outcome="accepted", by=account("牵头单位"), at=DECIDED)
    decide_report(report=sent, stage="office", outcome="accepted", by=office, at=DECIDED)
    found = history(Task.objects.select_related("duty").get(pk=task.pk), DECIDED.date())
    assert [(each.unit.name, each.role, each.accepted) for each in found.shares] == [
        ("州水务局", "owner", None),
        ("永靖县政府", "responsible", Decimal(50)),
        ("州教育局", "responsible", None),
    ]
    assert [verdict.stage for verdict in found.reports[0].verdicts] == ["lead", "office"]


def test_the_page_takes_no_more_statements_for_more_history(
    plan: Revision, account: People, dam: Task, sign_in: SignIn
) -> None:
    browser, bare = sign_in("领导"), canal(plan, account("计划管理员"))
    taken = []
    for task in (dam, bare, dam):
        with CaptureQueriesContext(connection) as captured:
            page(browser, task)
        taken.append(len(captured))
    assert max(taken) <= 48
    assert taken[0] == taken[2]
