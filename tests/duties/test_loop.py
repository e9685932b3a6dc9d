"""From a duty to an accepted report: who may, what is refused, and what counts when."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from luoshi.audit.queries import verify
from luoshi.delivery.models import Task
from luoshi.duties.actions.creating import DutyGiven, PartGiven, TermGiven, Unsound, check_term
from luoshi.duties.actions.receipts import NeedsReason, sign_receipt
from luoshi.duties.actions.reporting import (
    DraftConflict,
    NotTaken,
    OnBehalf,
    Proof,
    Told,
    confirm_report,
    save_draft,
    submit_report,
)
from luoshi.duties.actions.reviewing import NotWaiting, SaysNothing, accept_unchanged, decide_report
from luoshi.duties.models import Assignment, Draft, Milestone, Report, Verdict
from luoshi.duties.queries.facts import standings
from luoshi.files.actions import store
from luoshi.files.models import StoredFile
from luoshi.orgs.models import Account
from luoshi.plans.models import Revision
from luoshi.values.periods import Period
from tests.cast import AT
from tests.duties.making import YEAR, canal, reservoir, unit

People = Callable[[str], Account]
Q2 = Period.parse("2026Q2")
IN_TIME = datetime(2026, 7, 2, 2, 0, tzinfo=UTC)
LATER = datetime(2026, 7, 3, 2, 0, tzinfo=UTC)


@pytest.fixture
def whole(plan: Revision, account: People) -> Task:
    return canal(plan, account("计划管理员"))


@pytest.fixture
def shared(plan: Revision, account: People) -> Task:
    return canal(plan, account("计划管理员"), shares=[("永靖县政府", 80), ("州教育局", 40)])


def proof(by: str = "test") -> StoredFile:
    return store(data="验收单".encode(), name="验收单.txt", by=by, at=AT)


def report(task: Task, by: Account, quantity: int | None, *, at: datetime = IN_TIME, text: str = "按期推进") -> Report:
    assert by.unit is not None
    told = Told(None if quantity is None else Decimal(quantity), text, unchanged=quantity is None)
    return submit_report(duty=task.duty, unit=by.unit, period=Q2, told=told, by=by, at=at)


def test_only_the_office_breaks_a_plan_down(plan: Revision, account: People) -> None:
    with pytest.raises(PermissionDenied):
        canal(plan, account("牵头单位"))


@pytest.mark.parametrize(
    ("code", "term", "parts"),
    [
        ("days", TermGiven(1, YEAR[1], YEAR[0], Decimal(1)), []),
        ("no_measure", TermGiven(1, *YEAR), []),
        (
            "sum",
            TermGiven(1, *YEAR, Decimal(120)),
            [PartGiven(2, quantity=Decimal(80)), PartGiven(3, quantity=Decimal(41))],
        ),
    ],
)
def test_figures_that_do_not_fit_make_no_duty(code: str, term: TermGiven, parts: list[PartGiven]) -> None:
    with pytest.raises(Unsound) as refused:
        check_term(term, DutyGiven("", term).milestones, parts)
    assert refused.value.code == code


def test_nothing_moves_until_a_report_is_accepted(whole: Task, account: People) -> None:
    sent = report(whole, account("牵头单位"), 66)
    assert standings(LATER.date())[whole.pk].done == 0
    decide_report(report=sent, stage="office", outcome="accepted", by=account("计划管理员"), at=LATER)
    assert standings(IN_TIME.date())[whole.pk].done == 0
    assert standings(LATER.date())[whole.pk].done == Fraction(66, 120)
    assert verify().first_break is None


def test_a_returned_report_is_sent_again_as_the_next_attempt(whole: Task, account: People) -> None:
    office, lead = account("计划管理员"), account("牵头单位")
    first = report(whole, lead, 90)
    with pytest.raises(SaysNothing):
        decide_report(report=first, stage="office", outcome="returned", why=" ", by=office, at=LATER)
    decide_report(report=first, stage="office", outcome="returned", why="验收单缺章", by=office, at=LATER)
    second = report(whole, lead, 66, at=LATER)
    assert (second.attempt, second.stage) == (2, "office")
    assert not standings(LATER.date())[whole.pk].done
    with pytest.raises(NotTaken) as again:
        report(whole, lead, 70, at=LATER)
    assert again.value.code == "already"


def test_a_share_goes_by_the_lead_and_then_the_office_and_shares_add_up(shared: Task, account: People) -> None:
    county, lead, office = account("责任单位"), account("牵头单位"), account("计划管理员")
    sent = report(shared, county, 50)
    with pytest.raises(PermissionDenied):
        decide_report(report=sent, stage="lead", outcome="accepted", by=county, at=LATER)
    with pytest.raises(NotWaiting):
        decide_report(report=sent, stage="office", outcome="accepted", by=office, at=LATER)
    decide_report(report=sent, stage="lead", outcome="accepted", by=lead, at=LATER)
    assert not standings(LATER.date())[shared.pk].done
    decide_report(report=sent, stage="office", outcome="accepted", by=office, at=LATER)
    assert standings(LATER.date())[shared.pk].done == Fraction(50, 120)
    assert not standings(date(2026, 7, 20))[shared.pk].fresh


def test_another_unit_neither_reports_nor_reviews(whole: Task, account: People) -> None:
    with pytest.raises(PermissionDenied):
        report(whole, account("外单位"), 10)
    sent = report(whole, account("牵头单位"), 10)
    for name in ("外单位", "外地联络员", "领导", "牵头单位"):
        with pytest.raises(PermissionDenied):
            decide_report(report=sent, stage="office", outcome="accepted", by=account(name), at=LATER)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (Told(text="没有数"), "quantity"),
        (Told(Decimal(10)), "words"),
        (Told(Decimal(10), "多报一个节点", claims={0: date(2026, 6, 1)}), "unknown"),
    ],
)
def test_a_report_that_says_too_little_is_not_taken(whole: Task, account: People, told: Told, code: str) -> None:
    lead = account("牵头单位")
    assert lead.unit is not None
    with pytest.raises(NotTaken) as refused:
        submit_report(duty=whole.duty, unit=lead.unit, period=Q2, told=told, by=lead, at=IN_TIME)
    assert refused.value.code == code
    assert Report.objects.count() == 0


@pytest.mark.parametrize(
    ("at", "taken"),
    [
        (datetime(2026, 9, 24, 8, tzinfo=UTC), False),
        (datetime(2026, 9, 25, 8, tzinfo=UTC), True),
        (datetime(2026, 10, 14, 8, tzinfo=UTC), True),
        (datetime(2026, 11, 20, 8, tzinfo=UTC), False),
    ],
)
def test_the_calendar_opens_and_closes_by_itself(whole: Task, account: People, at: datetime, taken: bool) -> None:
    lead = account("牵头单位")
    assert lead.unit is not None
    third, told = Period.parse("2026Q3"), Told(Decimal(10), "按期推进")
    if taken:
        submit_report(duty=whole.duty, unit=lead.unit, period=third, told=told, by=lead, at=at)
        return
    with pytest.raises(NotTaken) as refused:
        submit_report(duty=whole.duty, unit=lead.unit, period=third, told=told, by=lead, at=at)
    assert refused.value.code == "closed"


def test_fewer_than_accepted_before_needs_a_word_why(whole: Task, account: People) -> None:
    lead, office = account("牵头单位"), account("计划管理员")
    assert lead.unit is not None
    sent = report(whole, lead, 60)
    decide_report(report=sent, stage="office", outcome="accepted", by=office, at=LATER)
    third = Period.parse("2026Q3")
    at = datetime(2026, 10, 9, 2, tzinfo=UTC)
    with pytest.raises(NotTaken) as refused:
        submit_report(duty=whole.duty, unit=lead.unit, period=third, told=Told(Decimal(50), "核减"), by=lead, at=at)
    assert refused.value.code == "less"
    told = Told(Decimal(50), "核减", difficulties="复测后核减 10 公里")
    assert submit_report(duty=whole.duty, unit=lead.unit, period=third, told=told, by=lead, at=at).quantity == 50


def test_a_milestone_is_claimed_with_evidence_and_counts_once_accepted(plan: Revision, account: People) -> None:
    lead, office = account("牵头单位"), account("计划管理员")
    assert lead.unit is not None
    task = reservoir(plan, office)
    first = Milestone.objects.get(title="导流洞通水").pk
    claims = {first: date(2026, 3, 20)}
    with pytest.raises(NotTaken) as bare:
        submit_report(
            duty=task.duty, unit=lead.unit, period=Q2, told=Told(text="已通水", claims=claims), by=lead, at=IN_TIME
        )
    assert (bare.value.code, bare.value.what) == ("evidence", "导流洞通水")
    told = Told(text="已通水", claims=claims, proofs=[Proof(proof(), first, "通水照片")])
    sent = submit_report(duty=task.duty, unit=lead.unit, period=Q2, told=told, by=lead, at=IN_TIME)
    decide_report(report=sent, stage="office", outcome="accepted", by=office, at=LATER)
    found = standings(LATER.date())[task.pk]
    assert (found.done, found.light) == (Fraction(1, 5), "red")
    assert [reason.what for reason in found.reasons if reason.code == "milestone"] == ["填筑到顶"]


def test_a_unit_signs_objects_with_a_reason_or_passes_on(plan: Revision, account: People) -> None:
    task = reservoir(plan, account("计划管理员"))
    county, other = account("责任单位"), unit("州教育局")
    sign_receipt(duty=task.duty, verdict="accepted", by=county, at=AT)
    with pytest.raises(NeedsReason):
        sign_receipt(duty=task.duty, verdict="objected", by=county, at=AT)
    sign_receipt(duty=task.duty, verdict="passed_on", to=other, by=county, at=AT)
    assert Assignment.objects.filter(duty=task.duty, unit=other).exists()
    with pytest.raises(PermissionDenied):
        sign_receipt(duty=task.duty, verdict="accepted", by=account("外地联络员"), at=AT)


def test_the_office_enters_what_a_unit_says_and_the_unit_confirms(whole: Task, account: People) -> None:
    office, lead = account("计划管理员"), account("牵头单位")
    said = OnBehalf("马晓燕", date(2026, 7, 1))
    sent = submit_report(
        duty=whole.duty,
        unit=unit("州水务局"),
        period=Q2,
        told=Told(Decimal(60), "电话报"),
        on_behalf=said,
        by=office,
        at=IN_TIME,
    )
    assert (sent.said_by, sent.confirmed_at) == ("马晓燕", None)
    with pytest.raises(PermissionDenied):
        confirm_report(report=sent, by=account("外单位"), at=LATER)
    confirm_report(report=sent, by=lead, at=LATER)
    sent.refresh_from_db()
    assert sent.confirmed_by == lead
    with pytest.raises(PermissionDenied):
        decide_report(report=sent, stage="office", outcome="accepted", by=office, at=LATER)


def test_a_draft_outlives_the_browser_and_two_people_do_not_overwrite_each_other(whole: Task, account: People) -> None:
    lead = account("牵头单位")
    assert lead.unit is not None
    what = {"duty": whole.duty, "unit": lead.unit, "period": Q2, "by": lead, "at": IN_TIME}
    first = save_draft(content={"text": "甲"}, version=0, **what)
    second = save_draft(content={"text": "乙"}, version=first.version, **what)
    with pytest.raises(DraftConflict) as conflict:
        save_draft(content={"text": "丙"}, version=first.version, **what)
    assert conflict.value.draft.content == {"text": "乙"}
    assert second.version == 2
    report(whole, lead, 10)
    assert not Draft.objects.exists()


def test_unchanged_reports_are_accepted_together(whole: Task, account: People) -> None:
    sent = report(whole, account("牵头单位"), None)
    assert accept_unchanged(reports=[sent], by=account("计划管理员"), at=LATER) == 1
    assert Verdict.objects.get().outcome == "accepted"


@pytest.mark.django_db(transaction=True)
def test_two_reviewers_at_once_make_one_decision(whole: Task, account: People) -> None:
    sent, office = report(whole, account("牵头单位"), 10), account("计划管理员")
    heard: list[str] = []

    def decide(outcome: str) -> None:
        try:
            decide_report(report=sent, stage="office", outcome=outcome, why="重复", by=office, at=LATER)
            heard.append(outcome)
        except NotWaiting as late:
            heard.append(f"late: {late.report.outcome}")
        finally:
            connection.close()

    people = [Thread(target=decide, args=(outcome,)) for outcome in ("accepted", "returned")]
    for person in people:
        person.start()
    for person in people:
        person.join()
    outcome = Report.objects.get().outcome
    assert sorted(heard) == sorted([outcome, f"late: {outcome}"])


def test_a_unit_that_only_helps_does_not_report(plan: Revision, account: People) -> None:
    duty = reservoir(plan, account("计划管理员")).duty
    helper = account("责任单位")
    told = Told(text="永靖县已配合征地。")
    with pytest.raises(NotTaken) as refused:
        submit_report(duty=duty, unit=helper.unit, period=Period.parse("2026Q2"), told=told, by=helper, at=IN_TIME)
    assert refused.value.code == "part"
    assert not Report.objects.exists()
