"""工作交接: somebody's work goes to a colleague in one transaction."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from threading import Thread

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client

from luoshi.audit.models import Event
from luoshi.delivery.models import Task
from luoshi.duties.actions import handing
from luoshi.duties.actions.handing import NotHanded, hand_over
from luoshi.duties.actions.receipts import sign_receipt
from luoshi.duties.actions.reporting import save_draft
from luoshi.duties.models import Handover, Receipt
from luoshi.duties.queries.mine import desk
from luoshi.orgs.actions.accounts import create_account
from luoshi.orgs.models import Account, RoleGrant
from luoshi.orgs.queries import permissions
from luoshi.plans.models import Revision
from tests.cast import PASSWORD
from tests.duties.desk import stand_at
from tests.duties.making import canal, unit
from tests.duties.sending import Q2

People = Callable[[str], Account]
AT = datetime(2026, 7, 2, 2, 0, tzinfo=UTC)
TODAY = date(2026, 7, 2)
LATER = date(2026, 7, 10)


@pytest.fixture
def task(plan: Revision, account: People) -> Task:
    """A canal that is passed on to 牵头单位, who has begun to write about it."""
    task, lead = canal(plan, account("计划管理员")), account("牵头单位")
    sign_receipt(duty=task.duty, verdict="passed_on", member=lead, why="请办", by=lead, at=AT)
    assert lead.unit is not None
    save_draft(duty=task.duty, unit=lead.unit, period=Q2, content={"text": "渠首完工"}, version=0, by=lead, at=AT)
    return task


@pytest.fixture
def newcomer(account: People) -> Account:
    """Somebody new at 州水务局, who has no role yet."""
    account("牵头单位")
    return create_account(
        username="新人", name="新人", password=PASSWORD, roles=(), unit=unit("州水务局"), by="test", at=AT
    )


def handed(
    account: People, taker: Account, *, since: date = TODAY, by: str = "局长", who: str = "牵头单位"
) -> Handover:
    return hand_over(leaver=account(who), taker=taker, since=since, why="调离", by=account(by), at=AT)


def test_roles_end_on_the_day_and_begin_for_the_colleague(account: People, task: Task, newcomer: Account) -> None:
    lead = account("牵头单位")
    before = permissions(lead, date(2026, 7, 9))
    handed(account, newcomer, since=LATER)
    assert permissions(lead, date(2026, 7, 9)) == before == permissions(newcomer, LATER)
    assert permissions(lead, LATER) == permissions(newcomer, date(2026, 7, 9)) == frozenset()


def test_what_was_passed_on_is_the_colleagues_and_the_desk_shows_it(
    account: People, task: Task, newcomer: Account
) -> None:
    handed(account, newcomer)
    items = [item for item in desk(newcomer, TODAY).items if item.kind == "report"]
    assert [(item.handler, item.draft.content["text"]) for item in items if item.draft] == [(newcomer, "渠首完工")]
    assert [row.member for row in Receipt.objects.filter(duty=task.duty).order_by("id")] == [
        account("牵头单位"),
        newcomer,
    ]


def test_what_went_over_is_kept_as_it_was(account: People, task: Task, newcomer: Account) -> None:
    done = handed(account, newcomer)
    assert done.content["passed"] == [["改造渠系 120 公里", ""]]
    assert done.content["drafts"] == [["改造渠系 120 公里", "2026Q2"]]
    assert done.content["roles"] == ["liaison"]
    event = Event.objects.get(action="duties.work.handed_over")
    assert (event.subject_id, event.by) == (str(account("牵头单位").pk), "局长")


def test_a_role_that_the_colleague_holds_is_not_given_twice(account: People, task: Task) -> None:
    handed(account, account("同事"))
    assert RoleGrant.objects.filter(account=account("同事")).count() == 1


@pytest.mark.parametrize(
    ("code", "taker", "since"),
    [("self", "牵头单位", TODAY), ("unit", "外单位", TODAY), ("past", "同事", date(2026, 7, 1))],
)
def test_what_cannot_be_handed_over_is_refused(
    code: str, taker: str, since: date, account: People, register: None
) -> None:
    with pytest.raises(NotHanded) as wrong:
        handed(account, account(taker), since=since)
    assert wrong.value.code == code


def test_the_head_of_a_unit_gives_no_role_of_the_office_away(account: People, register: None) -> None:
    office = account("计划管理员")
    head, taker = (
        create_account(username=name, name=name, password=PASSWORD, roles=(role,), unit=office.unit, by="test", at=AT)
        for name, role in (("主任", "unit_head"), ("科员", "liaison"))
    )
    with pytest.raises(NotHanded, match="roles"):
        hand_over(leaver=office, taker=taker, since=TODAY, by=head, at=AT)
    hand_over(leaver=office, taker=taker, since=TODAY, by=account("系统管理员"), at=AT)
    assert "duties.review_all" in permissions(taker, TODAY)


@pytest.mark.parametrize("by", ["牵头单位", "科长", "外单位", "领导"])
def test_others_may_not(by: str, account: People, register: None) -> None:
    with pytest.raises(PermissionDenied):
        handed(account, account("同事"), by=by)


def test_nothing_is_half_done(account: People, task: Task, newcomer: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    account("局长")
    events = Event.objects.count()

    def broken(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(handing, "grant_role", broken)
    with pytest.raises(RuntimeError):
        handed(account, newcomer)
    assert "duties.report" in permissions(account("牵头单位"), TODAY)
    assert Receipt.objects.filter(member=newcomer).count() == 0
    assert Event.objects.count() == events


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_the_second_finds_nothing(account: People, task: Task, newcomer: Account) -> None:
    lead, head, ended = account("牵头单位"), account("局长"), []

    def go() -> None:
        try:
            hand_over(leaver=lead, taker=newcomer, since=TODAY, by=head, at=AT)
            ended.append("done")
        except NotHanded as wrong:
            ended.append(wrong.code)
        finally:
            connection.close()

    threads = [Thread(target=go) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "done" in ended
    assert RoleGrant.objects.filter(account=newcomer).count() == 1
    assert Receipt.objects.filter(member=newcomer).count() == 1


def test_the_page_hands_over_and_the_sheet_says_what(
    account: People, task: Task, newcomer: Account, sign_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_at(monkeypatch)
    browser, lead = sign_in("局长"), account("牵头单位")
    address = f"/accounts/{lead.pk}/handover/"
    assert "改造渠系 120 公里" in browser.get(address).content.decode()
    assert b"PK" in browser.get(f"{address}paper/").content[:2]
    answer = browser.post(address, {"taker": newcomer.pk, "since": "2026-07-02", "why": "退休"})
    assert answer.status_code == 302
    paper = docx.Document(BytesIO(browser.get(f"{answer['Location']}paper/").content))
    cells = "\n".join(cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    assert all(word in cells for word in ("新人", "牵头单位", "改造渠系 120 公里", "2026年7月2日", "接手人"))
    assert "您接手了牵头单位的工作" in sign_in("新人").get("/mine/").content.decode()


def test_an_administrator_sees_how_many_but_not_what(
    account: People, task: Task, newcomer: Account, sign_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_at(monkeypatch)
    page = sign_in("系统管理员").get(f"/accounts/{account('牵头单位').pk}/handover/").content.decode()
    assert "改造渠系" not in page
    assert "转办的事项" in page


def test_nobody_hands_over_for_another_unit(account: People, register: None, sign_in: Callable[[str], Client]) -> None:
    assert sign_in("局长").get(f"/accounts/{account('外单位').pk}/handover/").status_code == 404
