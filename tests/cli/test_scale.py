"""A demonstration written in bulk is as whole as one that people made, and its pages take no more for more plans."""

from collections.abc import Iterator
from hashlib import sha256

import pytest
from django.conf import LazySettings
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi.audit.models import Event
from luoshi.audit.queries import verify
from luoshi.cli import main
from luoshi.cli.demo.scale.sizes import STANDS, Size
from luoshi.cli.demo.scale.writing import write
from luoshi.delivery.models import Task
from luoshi.duties.models import Assignment, Duty, Report
from luoshi.duties.queries.facts import standings
from luoshi.orgs.models import Account
from luoshi.plans.models import Measure, Plan
from luoshi.plans.rules.quotes import quote
from luoshi.web import clock

pytestmark = pytest.mark.django_db
TINY = Size("620000", "prefectures", plans=3, measures=4, reports=150)
PAGES = [
    "/",
    "/plans/",
    "/plans/{plan}/",
    "/plans/{plan}/tasks/",
    "/tasks/{task}/",
    "/mine/",
    "/mine/count/",
    "/office/",
    "/office/tasks/",
    "/reviews/",
    "/reviews/count/",
    "/periods/",
    "/periods/2026Q1/",
]
LIMIT = 60


@pytest.fixture
def growing(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A demonstration that grows by a plan each time it is asked."""
    settings.LUOSHI_REGION = TINY.region
    monkeypatch.setattr(clock, "now", lambda: STANDS)
    return write(TINY, "a password of ours")


def test_it_is_as_large_as_asked_and_nothing_of_it_breaks_a_rule(
    growing: Iterator[int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert list(growing) == [0, 1, 2]
    counts = [model.objects.count() for model in (Plan, Measure, Task, Report)]
    assert counts == [3, 12, 48, 450]
    assert verify().first_break is None
    assert main(["verify"]) == 0
    assert "数据互相一致" in capsys.readouterr().out
    assert {each.light for each in standings(clock.today()).values()} > {"green", "red"}
    assert Report.objects.filter(at__gt=STANDS).count() == 0
    assert Event.objects.filter(action="duties.report.sent").count() == 450


def test_every_duty_leads_back_to_its_sentence(growing: Iterator[int]) -> None:
    next(growing)
    for duty in Duty.objects.select_related("revision"):
        what = duty.title.removeprefix(duty.title[:5]).partition("（")[0]
        said = quote(duty.revision.text, duty.start, duty.end).hit
        assert what[:2] in said
        assert what[2:] in said


def test_it_is_the_same_each_time(growing: Iterator[int]) -> None:
    """Whoever changes this demonstration changes every figure that was measured with it."""
    next(growing)
    told = Report.objects.order_by("pk").values_list("period", "unit__name", "quantity", "at", "outcome")
    said = "\n".join(f"{period} {unit} {quantity} {at:%F %T} {outcome}" for period, unit, quantity, at, outcome in told)
    assert sha256(said.encode()).hexdigest()[:12] == "b8d10f943419"


def test_no_page_takes_more_statements_for_more_plans(growing: Iterator[int]) -> None:
    next(growing)
    unit = Assignment.objects.values("unit").annotate(count=Count("pk")).order_by("-count", "unit")[0]["unit"]
    task = Task.objects.filter(year=2026, duty__assignments__unit=unit).order_by("-pk")[0]
    who = {"/mine/": f"u{unit}", "/mine/count/": f"u{unit}"}

    def taken(page: str) -> tuple[int, int]:
        browser = Client()
        browser.force_login(Account.objects.get(username=who.get(page, "jihua")))
        address = page.format(plan=task.duty.revision_id, task=task.pk)
        return statements(browser, address), statements(browser, address)

    for page in PAGES:
        taken(page)
    next(growing)
    before = {page: taken(page) for page in PAGES}
    next(growing)
    assert {page: taken(page) for page in PAGES} == before
    assert max(first for first, _again in before.values()) <= LIMIT


def statements(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


def test_a_database_that_holds_something_is_not_filled(register: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--scale", "province"]) == 2
    assert "空库" in capsys.readouterr().out
