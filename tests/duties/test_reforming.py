"""机构改革: units end, others go on, and what they owe follows from a day on."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from threading import Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client

from luoshi.audit.models import Event
from luoshi.delivery.models import Task
from luoshi.duties.actions import reforming
from luoshi.duties.actions.reforming import Moved, reorganise
from luoshi.duties.actions.reporting import NotTaken, Told, save_draft, submit_report
from luoshi.duties.actions.reviewing import decide_report
from luoshi.duties.models import Assignment, Draft, Duty, Report, Term
from luoshi.duties.queries.access import owner_of
from luoshi.duties.queries.deadlines import deadlines
from luoshi.duties.queries.facts import facts_at
from luoshi.duties.queries.mine import desk
from luoshi.duties.queries.origins import last_figure
from luoshi.duties.queries.reforming import Following, Reform, following
from luoshi.orgs.models import Account, Unit, UnitSuccession
from luoshi.orgs.queries import groups_of, members, resolve_names
from luoshi.orgs.rules.reforms import Heir, Refused
from luoshi.plans.models import Revision
from luoshi.values.periods import Period
from tests.duties.desk import stand_at
from tests.duties.making import canal, unit
from tests.duties.sending import IN_TIME, LATER, Q2, sent

People = Callable[[str], Account]
DAY = date(2026, 7, 5)
AT = datetime(2026, 7, 6, 2, 0, tzinfo=UTC)
AFTER = datetime(2026, 7, 7, 2, 0, tzinfo=UTC)
Q3 = Period.parse("2026Q3")
AUTUMN = datetime(2026, 10, 2, 2, 0, tzinfo=UTC)
WHY = "州委编办〔2026〕7号"
RENAMED = Heir("州水利局", "临夏州水利局")


@pytest.fixture
def task(plan: Revision, account: People) -> Task:
    return canal(plan, account("计划管理员"))


def reform(kind: str, formers: list[str], *heirs: Heir, since: date = DAY) -> Reform:
    return Reform(kind, tuple(unit(name).pk for name in formers), heirs, since, WHY)


def existing(name: str) -> Heir:
    return Heir(name, unit=unit(name).pk)


def signed(wanted: Reform, account: People, *, at: datetime = AT) -> list[Unit]:
    seen = following(wanted, DAY.replace(day=6)).mark
    return reorganise(reform=wanted, seen=seen, by=account("计划管理员"), at=at)


def renamed(account: People) -> Unit:
    return signed(reform("rename", ["州水务局"], RENAMED), account)[0]


def accept(report: Report, account: People, stage: str = "office", at: datetime = LATER) -> None:
    decide_report(report=report, stage=stage, outcome="accepted", by=account("计划管理员"), at=at)


def done(task: Task, day: date) -> Decimal:
    return facts_at(day, Duty.objects.filter(pk=task.pk).values("pk"))[task.pk].accepted


def person(name: str) -> Account:
    return Account.objects.select_related("unit").get(username=name)


def test_a_renamed_unit_owns_what_it_owned_from_the_day_on(task: Task, account: People) -> None:
    old = unit("州水务局")
    new = renamed(account)
    assert owner_of(task.duty, date(2026, 7, 4)) == old.pk
    assert owner_of(task.duty, DAY) == new.pk
    old.refresh_from_db()
    assert (old.until, new.since, new.region, new.kind) == (DAY, DAY, old.region, old.kind)


def test_terms_are_added_and_none_is_edited(task: Task, account: People) -> None:
    before = list(Term.objects.order_by("pk").values())
    renamed(account)
    assert list(Term.objects.order_by("pk").values())[: len(before)] == before


def test_names_in_older_documents_still_mean_the_old_unit(task: Task, account: People) -> None:
    old, new = unit("州水务局"), renamed(account)
    found = resolve_names(["州水务局", "州水利局"])
    assert (found["州水务局"].unit_id, found["州水利局"].unit_id) == (old.pk, new.pk)


def test_a_duty_to_come_follows_from_its_own_first_day(plan: Revision, account: People, task: Task) -> None:
    Term.objects.filter(duty=task.duty).update(since=date(2027, 1, 1))
    new = renamed(account)
    last = Term.objects.filter(duty=task.duty).order_by("since", "id").last()
    assert last is not None
    assert (last.since, last.owner) == (date(2027, 1, 1), new)


def test_people_and_groups_follow(task: Task, account: People) -> None:
    account("牵头单位")
    group = groups_of(unit("永靖县政府"), DAY)[0]
    new = signed(reform("rename", ["永靖县政府"], Heir("永靖市政府")), account)[0]
    assert new in members(group, DAY)
    assert unit("永靖县政府") not in members(group, DAY)
    assert unit("永靖县政府") in members(group, date(2026, 7, 4))
    water = renamed(account)
    assert person("牵头单位").unit == water


def test_what_was_accepted_is_not_lost_and_not_counted_twice(task: Task, account: People) -> None:
    accept(sent(task, account("牵头单位"), 40), account)
    new = renamed(account)
    assert done(task, DAY) == 40
    assert last_figure(task.pk, new.pk) == (Decimal(40), Q2.last_day)
    third = sent_third(task, 70)
    accept(third, account, at=AUTUMN)
    assert done(task, AUTUMN.date()) == 70
    assert done(task, DAY) == 40


def sent_third(task: Task, quantity: int) -> Report:
    lead = person("牵头单位")
    assert lead.unit is not None
    told = Told(Decimal(quantity), "按期推进")
    return submit_report(duty=task.duty, unit=lead.unit, period=Q3, told=told, by=lead, at=AUTUMN)


def test_a_report_that_waits_is_decided_and_counts_for_the_successor(task: Task, account: People) -> None:
    report = sent(task, account("牵头单位"), 40)
    renamed(account)
    assert [each.pk for each in desk(person("牵头单位"), AFTER.date()).waiting] == [report.pk]
    accept(report, account, at=AFTER)
    assert done(task, AFTER.date()) == 40


def test_what_was_reported_is_not_owed_again(task: Task, account: People) -> None:
    sent(task, account("牵头单位"), 40)
    renamed(account)
    lead = person("牵头单位")
    with pytest.raises(NotTaken, match="already"):
        sent(task, lead, 41, at=AFTER)
    rows = {row.unit_name: row.state for row in deadlines([Q2], AFTER.date())[0].rows}
    assert rows == {"州水利局": "waiting"}


def test_a_report_that_comes_back_is_mended_by_the_successor(task: Task, account: People) -> None:
    report = sent(task, account("牵头单位"), 40)
    renamed(account)
    decide_report(report=report, stage="office", outcome="returned", why="补佐证", by=account("计划管理员"), at=AFTER)
    lead = person("牵头单位")
    assert [item.returned for item in desk(lead, AFTER.date()).items if item.kind == "report"] == [report]
    mended = sent(task, lead, 42, at=AFTER)
    assert mended.unit == lead.unit


def test_shares_are_added_when_both_have_one(plan: Revision, account: People) -> None:
    task = canal(plan, account("计划管理员"), shares=[("永靖县政府", 50), ("东乡县政府", 40), ("州教育局", 30)])
    accept_lead(sent(task, account("责任单位"), 20), account)
    new = signed(reform("merge", ["永靖县政府", "东乡县政府"], Heir("永东县政府")), account)[0]
    held = Assignment.objects.filter(duty=task.duty, until=None)
    assert {(part.unit.name, part.quantity) for part in held} == {("永东县政府", 90), ("州教育局", 30)}
    assert {part.until for part in Assignment.objects.filter(duty=task.duty).exclude(until=None)} == {DAY}
    assert done(task, DAY) == 20
    assert held.get(unit=new).since == DAY


def accept_lead(report: Report, account: People) -> None:
    decide_report(report=report, stage="lead", outcome="accepted", by=account("牵头单位"), at=LATER)
    accept(report, account)


def test_nobody_decides_on_what_their_own_unit_reported(plan: Revision, account: People) -> None:
    task = canal(plan, account("计划管理员"), shares=[("永靖县政府", 120)])
    report = sent(task, account("责任单位"), 20)
    signed(reform("merge", ["永靖县政府", "州水务局"], Heir("水务合并局")), account)
    report.refresh_from_db()
    assert report.stage == "office"
    accept(report, account, at=AFTER)
    assert done(task, AFTER.date()) == 20


def test_each_duty_goes_to_the_part_that_was_chosen(plan: Revision, account: People, task: Task) -> None:
    other = canal(plan, account("计划管理员"))
    wanted = reform("split", ["州水务局"], Heir("州供水局"), Heir("州河湖局"))
    account("牵头单位")
    account("同事")
    chosen = replace(wanted, duties={other.pk: 1}, accounts={person("同事").pk: 1})
    water, rivers = signed(chosen, account)
    assert (owner_of(task.duty, DAY), owner_of(other.duty, DAY)) == (water.pk, rivers.pk)
    assert (person("牵头单位").unit, person("同事").unit) == (water, rivers)


def test_an_abolished_unit_leaves_its_part_to_another(task: Task, account: People) -> None:
    signed(reform("abolish", ["州水务局"], existing("州教育局")), account)
    assert owner_of(task.duty, DAY) == unit("州教育局").pk
    assert UnitSuccession.objects.get().kind == "abolish"


def test_what_is_being_written_goes_over_and_nothing_is_lost(plan: Revision, account: People) -> None:
    task = canal(plan, account("计划管理员"), shares=[("永靖县政府", 60), ("州教育局", 60)])
    for who, text in (("责任单位", "渠首完工"), ("外单位", "校园管网")):
        by = account(who)
        assert by.unit is not None
        said = {"text": text, "quantity": "10"}
        save_draft(duty=task.duty, unit=by.unit, period=Q2, content=said, version=0, by=by, at=IN_TIME)
    new = signed(reform("merge", ["永靖县政府", "州教育局"], Heir("合并局")), account)[0]
    draft = Draft.objects.get()
    assert draft.unit == new
    assert all(word in draft.content["text"] for word in ("渠首完工", "校园管网", "10"))
    assert draft.content["quantity"] == ""


REFUSED = {
    "kind": lambda: reform("merge", ["州水务局"], RENAMED),
    "future": lambda: reform("rename", ["州水务局"], RENAMED, since=date(2026, 7, 7)),
    "twice": lambda: reform("abolish", ["州水务局"], existing("州水务局")),
    "taken": lambda: reform("rename", ["州水务局"], Heir("州教育局")),
    "nameless": lambda: reform("rename", ["州水务局"], Heir(" ")),
    "new": lambda: reform("abolish", ["州水务局"], RENAMED),
    "words": lambda: replace(reform("rename", ["州水务局"], RENAMED), why=" "),
}


@pytest.mark.parametrize("code", REFUSED)
def test_what_cannot_be_is_refused(code: str, register: None) -> None:
    with pytest.raises(Refused) as wrong:
        following(REFUSED[code](), date(2026, 7, 6))
    assert wrong.value.code == code


def test_a_unit_that_ended_or_was_not_there_yet_is_refused(task: Task, account: People) -> None:
    new = renamed(account)
    for name, since, code in ((new.name, DAY, "early"), ("州水务局", date(2026, 7, 6), "ended")):
        with pytest.raises(Refused) as wrong:
            following(reform("rename", [name], Heir("别的名称"), since=since), date(2026, 7, 6))
        assert wrong.value.code == code


def test_the_old_name_can_come_back(task: Task, account: People) -> None:
    renamed(account)
    wanted = reform("rename", ["州水利局"], Heir("州水务局"), since=date(2026, 7, 6))
    again = signed(wanted, account)[0]
    assert resolve_names(["州水务局"])["州水务局"].unit_id == again.pk


def test_only_the_office_may(task: Task, account: People) -> None:
    wanted = reform("rename", ["州水务局"], RENAMED)
    with pytest.raises(PermissionDenied):
        reorganise(reform=wanted, seen="", by=account("系统管理员"), at=AT)


def test_what_has_changed_since_it_was_shown_is_shown_again(plan: Revision, task: Task, account: People) -> None:
    wanted = reform("rename", ["州水务局"], RENAMED)
    seen = following(wanted, DAY).mark
    sent(task, account("牵头单位"), 40)
    with pytest.raises(Moved):
        reorganise(reform=wanted, seen=seen, by=account("计划管理员"), at=AT)
    assert not UnitSuccession.objects.exists()


def test_nothing_is_half_done(task: Task, account: People, monkeypatch: pytest.MonkeyPatch) -> None:
    account("牵头单位")
    events = Event.objects.count()

    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(reforming, "_keep_grace", broken)
    wanted = reform("rename", ["州水务局"], RENAMED)
    office, seen = account("计划管理员"), following(wanted, DAY.replace(day=6)).mark
    events = Event.objects.count()
    with pytest.raises(RuntimeError):
        reorganise(reform=wanted, seen=seen, by=office, at=AT)
    assert not Unit.objects.filter(name="州水利局").exists()
    assert owner_of(task.duty, DAY) == unit("州水务局").pk
    assert person("牵头单位").unit == unit("州水务局")
    assert Event.objects.count() == events


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_told_that_it_was_done(task: Task, account: People) -> None:
    wanted, office = reform("rename", ["州水务局"], RENAMED), account("计划管理员")
    found: Following = following(wanted, DAY.replace(day=6))
    ended: list[str] = []

    def go() -> None:
        try:
            reorganise(reform=wanted, seen=found.mark, by=office, at=AT)
            ended.append("done")
        except (Refused, Moved) as wrong:
            ended.append(type(wrong).__name__)
        finally:
            connection.close()

    threads = [Thread(target=go) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["Refused", "done"]
    assert UnitSuccession.objects.count() == 1


def answers(*formers: str, **given: str) -> dict[str, object]:
    said = {"kind": "rename", "names": "州水利局 临夏州水利局", "since": "2026-07-05", "why": WHY, "heir": ""}
    return {**said, "formers": [unit(name).pk for name in formers], **given}


def test_the_page_shows_what_follows_and_then_does_it(
    task: Task, sign_in: Callable[[str], Client], account: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_at(monkeypatch, AT)
    account("牵头单位")
    browser = sign_in("计划管理员")
    shown = browser.post("/reforms/", answers("州水务局")).content.decode()
    assert "改造渠系 120 公里" in shown
    assert not UnitSuccession.objects.exists()
    mark = re.findall(r'name="seen" value="(\w+)"', shown)[0]
    done = browser.post("/reforms/", answers("州水务局", seen=mark))
    assert done.status_code == 302
    page = browser.get(done["Location"]).content.decode()
    assert "沿革" in page
    assert "州水务局" in page


def test_the_page_says_why_it_cannot_be_and_keeps_what_was_typed(
    task: Task, sign_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_at(monkeypatch, AT)
    answer = sign_in("计划管理员").post("/reforms/", answers("州水务局", names="州教育局"))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "已经指别的单位" in page
    assert WHY in page


def test_the_page_shows_anew_what_has_changed(
    task: Task, sign_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_at(monkeypatch, AT)
    page = sign_in("计划管理员").post("/reforms/", answers("州水务局", seen="old")).content.decode()
    assert "情况有变" in page
    assert not UnitSuccession.objects.exists()


def test_the_statements_do_not_grow_with_the_duties(
    plan: Revision, account: People, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    for _each in range(4):
        canal(plan, account("计划管理员"))
    with django_assert_max_num_queries(16):
        following(reform("rename", ["州水务局"], RENAMED), DAY)
    for _each in range(8):
        canal(plan, account("计划管理员"))
    with django_assert_max_num_queries(16):
        assert len(following(reform("rename", ["州水务局"], RENAMED), DAY).duties) == 12


def test_the_successor_lists_what_a_plan_says_of_the_old_unit(
    task: Task, account: People, sign_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_at(monkeypatch, AT)
    new = renamed(account)
    page = sign_in("计划管理员").get(f"/units/{new.pk}/").content.decode()
    assert "用好每一方水" in page
