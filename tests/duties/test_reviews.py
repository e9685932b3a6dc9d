"""The review queue: what waits for whom, one decision after the other, and what is refused."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi.delivery.models import Task
from luoshi.duties.actions.reporting import OnBehalf, Proof
from luoshi.duties.actions.reviewing import decide_report
from luoshi.duties.models import Evidence, Report, Verdict
from luoshi.duties.queries.dossier import dossier
from luoshi.duties.queries.reviewing import Waiting, waiting
from luoshi.plans.models import Revision
from luoshi.web import clock
from tests.duties.making import canal, unit
from tests.duties.sending import LATE, LATER, People, picture, sent
from tests.duties.sending import status as status_of

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def early_july(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages show 3 July 2026."""
    monkeypatch.setattr(clock, "now", lambda: LATER)


@pytest.fixture
def two(plan: Revision, account: People) -> list[Report]:
    """A report with a quantity and a photo, and one without news, both for the office."""
    office, lead = account("计划管理员"), account("牵头单位")
    first, second = canal(plan, office), canal(plan, office)
    return [sent(first, lead, 66, proofs=(Proof(picture(), caption="渠首"),)), sent(second, lead, None, at=LATER)]


@pytest.fixture
def shared(plan: Revision, account: People) -> Task:
    return canal(plan, account("计划管理员"), shares=[("永靖县政府", 80), ("州教育局", 40)])


def decide(browser: Client, report: Report, outcome: str, why: str = "", stage: str = "office") -> str:
    answer = browser.post(f"/reviews/{report.pk}/", {"outcome": outcome, "why": why, "stage": stage}, follow=True)
    return answer.content.decode()


def test_the_queue_shows_the_oldest_first_with_its_figures_and_evidence(sign_in: SignIn, two: list[Report]) -> None:
    page = sign_in("计划管理员").get("/reviews/").content.decode()
    assert "2 件等您审核" in page
    assert sign_in("计划管理员").get("/reviews/count/").content == b"2"
    evidence = Evidence.objects.get()
    assert f"/reviews/evidence/{evidence.pk}/picture/" in page
    assert "已认定 55%" in page
    assert page.index(f"report={two[0].pk}") < page.index(f"report={two[1].pk}")


def test_what_acceptance_would_do_is_known_before(two: list[Report]) -> None:
    found = dossier(Waiting(two[0].pk, 0, unchanged=False), LATER.date())
    assert (found.before.light, found.after.light) == ("red", "green")
    assert (found.last, found.added, found.target) == (None, 66, 120)


def test_a_decision_leads_to_the_next_report(sign_in: SignIn, two: list[Report]) -> None:
    browser = sign_in("计划管理员")
    page = decide(browser, two[0], "accepted")
    assert "已认定：州水务局" in page
    assert f'data-draft-done="review-{two[0].pk}"' in page
    assert f"/reviews/{two[1].pk}/" in page
    assert "没有等您审核的报告" in decide(browser, two[1], "returned", "佐证不够")
    assert list(Verdict.objects.values_list("outcome", "why")) == [("accepted", ""), ("returned", "佐证不够")]


def test_a_return_without_a_reason_keeps_the_report_before_ones_eyes(sign_in: SignIn, two: list[Report]) -> None:
    answer = sign_in("计划管理员").post(f"/reviews/{two[1].pk}/", {"outcome": "returned", "stage": "office"})
    assert answer.status_code == 400
    assert answer["HX-Push-Url"] == "false"
    assert "退回要写理由" in answer.content.decode()
    assert 'aria-current="true"' in answer.content.decode()
    assert not Verdict.objects.exists()


def test_who_was_faster_is_said_and_nothing_is_decided_twice(
    sign_in: SignIn, two: list[Report], account: People
) -> None:
    browser = sign_in("计划管理员")
    other = account("计划管理员")
    decide_report(report=two[0], stage="office", outcome="returned", why="重测", by=other, at=LATER)
    assert "刚被计划管理员处理" in decide(browser, two[0], "accepted")
    assert Report.objects.get(pk=two[0].pk).outcome == "returned"


def test_a_lead_unit_reviews_first_and_passes_on_to_the_office(sign_in: SignIn, shared: Task, account: People) -> None:
    report = sent(shared, account("责任单位"), 50)
    assert "没有等您审核的报告" in sign_in("计划管理员").get("/reviews/").content.decode()
    assert "认可，转计划管理员" in sign_in("牵头单位").get("/reviews/").content.decode()
    assert "转计划管理员：永靖县政府" in decide(sign_in("牵头单位"), report, "accepted", stage="lead")
    assert "牵头单位认可" in sign_in("计划管理员").get("/reviews/").content.decode()


@pytest.mark.parametrize(("name", "status"), [("外单位", 404), ("领导", 403), ("外地联络员", 403)])
def test_others_neither_decide_nor_fetch_evidence(sign_in: SignIn, two: list[Report], name: str, status: int) -> None:
    browser, evidence = sign_in(name), Evidence.objects.get()
    assert browser.post(f"/reviews/{two[0].pk}/", {"outcome": "accepted", "stage": "office"}).status_code == status
    seen = {"外单位": 404, "领导": 200, "外地联络员": 403}[name]
    for address in (f"/reviews/evidence/{evidence.pk}/", f"/reviews/evidence/{evidence.pk}/picture/"):
        assert status_of(browser, address) == seen
    assert not Verdict.objects.exists()


def test_nobody_reviews_what_they_have_entered_themselves(sign_in: SignIn, plan: Revision, account: People) -> None:
    office = account("计划管理员")
    said = OnBehalf("马晓燕", date(2026, 7, 1))
    sent(canal(plan, office), office, 20, unit=unit("州水务局"), on_behalf=said)
    page = sign_in("计划管理员").get("/reviews/").content.decode()
    assert "0 件等您审核" in page
    assert "另有 1 件由您填报" in page


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, [0, 1, 2]),
        ({"kind": "quantity"}, [0, 2]),
        ({"kind": "unchanged"}, [1]),
        ({"late": "1"}, [2]),
        ({"kind": "milestone"}, []),
        ({"unit": "0"}, []),
    ],
)
def test_the_queue_is_filtered(
    two: list[Report], plan: Revision, account: People, filters: dict[str, str], found: list[int]
) -> None:
    late = sent(canal(plan, account("计划管理员")), account("牵头单位"), 5, at=LATE)
    rows = waiting(account("计划管理员"), LATE.date(), filters)
    every = [two[0].pk, two[1].pk, late.pk]
    assert [every.index(row.key) for row in rows] == found


def test_a_report_sent_again_in_time_is_not_late(two: list[Report], account: People) -> None:
    office = account("计划管理员")
    decide_report(report=two[0], stage="office", outcome="returned", why="重测", by=office, at=LATER)
    again = sent(Task.objects.get(pk=two[0].duty_id), account("牵头单位"), 60, at=LATE)
    rows = {row.key: row.late for row in waiting(office, LATE.date(), {})}
    assert rows[again.pk] == 0


def test_unchanged_reports_are_counted_before_they_are_accepted_together(sign_in: SignIn, two: list[Report]) -> None:
    browser = sign_in("计划管理员")
    assert "一并认定 1 件“无变化”" in browser.get("/reviews/").content.decode()
    assert "共 1 件" in browser.get("/reviews/unchanged/").content.decode()
    page = browser.post("/reviews/unchanged/", {"report": [two[1].pk, two[0].pk]}, follow=True).content.decode()
    assert "已认定 1 件“无变化”" in page
    assert not Report.objects.get(pk=two[0].pk).outcome


def statements(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


def test_the_queue_takes_no_more_statements_for_more_reports(
    sign_in: SignIn, two: list[Report], plan: Revision, account: People
) -> None:
    browser = sign_in("计划管理员")
    addresses = ["/reviews/", "/reviews/unchanged/"]
    before = [statements(browser, address) for address in addresses]
    for _more in range(4):
        sent(canal(plan, account("计划管理员")), account("牵头单位"), None)
    assert [statements(browser, address) for address in addresses] == before
    assert before[0] <= 50
