"""The history of the demonstration: made once for the module, and what stands on its day."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from luoshi.audit.models import Event
from luoshi.audit.queries import verify
from luoshi.cli import demo
from luoshi.cli.demo.history.tables import events, figure, tasks
from luoshi.delivery.models import Task
from luoshi.duties.models import Draft, DraftSignature, Extension, FieldPhoto, Receipt, Reminder, Report, Request
from luoshi.duties.queries.facts import standings
from luoshi.duties.rules.lights import Standing
from luoshi.orgs.models import Account
from luoshi.web import clock

pytestmark = pytest.mark.django_db

DAY = demo.STANDS_AT
PASSWORD = "demonstration-2026"


@pytest.fixture(scope="module")
def history(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Standing]]:
    """The demonstration as `luoshi demo` makes it; how this year's tasks stand, by title."""
    with django_db_blocker.unblock(), override_settings(LUOSHI_TODAY=DAY), transaction.atomic():
        for _, _, step in demo.STEPS:
            step(PASSWORD)
        found = standings(DAY)
        titles = dict(Task.objects.filter(year=2026).values_list("duty__title", "pk"))
        yield {title: found[key] for title, key in titles.items()}
        transaction.set_rollback(True)


def count() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Event, Task, Report, Receipt, Request, Account))


def codes(standing: Standing) -> set[tuple[str, str]]:
    return {(reason.code, reason.light) for reason in standing.reasons}


LIGHTS: dict[str, Callable[[Standing], bool]] = {
    "green": lambda each: each.light == "green" and each.fresh,
    "behind by 10 to 30": lambda each: codes(each) == {("behind", "yellow")},
    "behind by more than 30": lambda each: ("behind", "red") in codes(each),
    "a milestone missed": lambda each: ("milestone", "red") in codes(each),
    "three reports missed": lambda each: ("reports", "red") in codes(each),
    "no fresh report though green": lambda each: each.light == "green" and not each.fresh,
    "closed": lambda each: each.closed,
    "not begun": lambda each: each.light == "none" and not each.closed,
}


@pytest.mark.parametrize("case", LIGHTS)
def test_this_year_has_a_task_of_every_standing(history: dict[str, Standing], case: str) -> None:
    assert any(LIGHTS[case](standing) for standing in history.values())


def test_something_waits_at_every_desk(history: dict[str, Standing]) -> None:
    returned = Report.objects.filter(period="2026Q2", outcome="returned").values_list("duty", "unit", "attempt")
    assert [row for row in returned if not Report.objects.filter(duty=row[0], unit=row[1], attempt=2).exists()]
    assert set(Report.objects.exclude(stage="").values_list("stage", flat=True)) == {"lead", "office"}
    waiting = Request.objects.filter(outcome="").values_list("kind", flat=True)
    assert {"close", "due", "reopen", "target"} == set(waiting)
    assert set(Receipt.objects.values_list("verdict", flat=True)) == {"accepted", "objected", "passed_on"}
    assert Report.objects.exclude(said_by="").filter(confirmed_at=None).exists()
    assert Report.objects.exclude(said_by="").exclude(confirmed_at=None).exists()
    assert set(DraftSignature.objects.values_list("step", flat=True)) == {"clerk", "section"}
    for model in (Extension, FieldPhoto, Reminder, Draft):
        assert model.objects.exists(), model
    overdue = Task.objects.filter(year=2025).values("pk")
    assert any(("overdue", "red") in codes(standing) for standing in standings(DAY, overdue).values())


def test_the_record_is_whole_and_in_the_order_of_time(history: dict[str, Standing]) -> None:
    assert verify().first_break is None
    moments = list(Event.objects.order_by("sequence").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert (moments[0].year, clock.day_of(moments[-1])) == (2024, date(2026, 6, 29))


def test_every_measure_of_the_plan_has_tasks(history: dict[str, Standing]) -> None:
    revision = Task.objects.order_by("pk")[0].plan.revisions.order_by("edition")[0]
    tasked = set(Task.objects.filter(plan=revision.plan).values_list("line", flat=True))
    assert set(revision.measures.values_list("line", flat=True)) == tasked
    assert {each.year for each in tasks()} == {2024, 2025, 2026}
    assert Task.objects.count() == len(tasks())


def test_made_again_it_changes_nothing(history: dict[str, Standing]) -> None:
    before = count()
    for _, _, step in demo.STEPS:
        step(PASSWORD)
    assert count() == before


def test_a_database_in_use_gets_no_history(
    history: dict[str, Standing], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = count()
    monkeypatch.setattr(demo, "_is_there", lambda: False)
    demo._history(PASSWORD)
    assert count() == before
    assert "LUOSHI_DATA" in capsys.readouterr().out


ADDRESSES = {
    "yongjing": ("/", "/mine/"),
    "shuiwu": ("/", "/mine/", "/reviews/"),
    "huanbaoju": ("/mine/",),
    "jihua": ("/", "/office/", "/reviews/", "/periods/", "/periods/2026Q2/"),
    "lingdao": ("/", "/office/"),
    "shenji": ("/record/",),
}


@pytest.mark.parametrize("username", ADDRESSES)
def test_everybody_finds_their_pages_under_the_strip(history: dict[str, Standing], username: str) -> None:
    browser = Client()
    assert browser.login(username=username, password=PASSWORD)
    for address in ADDRESSES[username]:
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert "演示数据" in answer.content.decode(), address
        assert "2026年6月30日" in answer.content.decode(), address


def test_a_liaison_officer_walks_from_the_desk_to_every_task(history: dict[str, Standing]) -> None:
    browser = Client()
    assert browser.login(username="yongjing", password=PASSWORD)
    unit = Account.objects.get(username="yongjing").unit
    owned = Task.objects.filter(year=2026, duty__assignments__unit=unit).distinct()
    assert owned.count() >= 10
    for task in owned:
        answer = browser.get(f"/tasks/{task.pk}/")
        assert answer.status_code == 200
        assert task.duty.title in answer.content.decode()


def test_shares_add_up_and_events_name_tasks() -> None:
    for told in tasks():
        assert not told.shares or sum(told.shares.values()) == told.quantity, told
    names = {f"{told.year} {told.title}" for told in tasks()}
    assert {event["task"] for event in events() if "task" in event} <= names
    assert figure("12万亩") == (Decimal(12), "万亩")
