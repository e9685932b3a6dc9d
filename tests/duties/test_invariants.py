"""What must hold is looked for: each rule finds the row that breaks it, and nothing in sound data."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest

from luoshi.cli import main
from luoshi.delivery.models import Task
from luoshi.delivery.queries import invariants as of_tasks
from luoshi.duties.actions.reporting import Proof
from luoshi.duties.actions.reviewing import decide_report
from luoshi.duties.models import (
    Assignment,
    Claim,
    Duty,
    Evidence,
    Milestone,
    MilestoneTerm,
    Report,
    Request,
    Term,
)
from luoshi.duties.queries import invariants as of_duties
from luoshi.plans.models import Line, Measure, Plan, Revision
from luoshi.plans.queries import invariants as of_plans
from tests.duties.making import canal, reservoir
from tests.duties.sending import LATER, People, picture, sent

ALL = [*of_plans.INVARIANTS, *of_duties.INVARIANTS, *of_tasks.INVARIANTS]
REPORT = Report.objects.all


def broken() -> set[str]:
    return {each.en for each in ALL if list(each.broken()[:1])}


@pytest.fixture
def sound(plan: Revision, account: People) -> None:
    """A canal in shares with an accepted report, and a reservoir with an accepted claim."""
    by, liaison = account("计划管理员"), account("牵头单位")
    shared = canal(plan, by, shares=[("永靖县政府", 80), ("州水务局", 40)])
    report = sent(shared, liaison, 20)
    decide_report(report=report, stage="office", outcome="accepted", by=by, at=LATER)
    claimed = sent(reservoir(plan, by), liaison, None, proofs=(Proof(picture()),))
    milestone = Milestone.objects.all()[0]
    claim = Claim.objects.create(report=claimed, milestone=milestone, reached_on=LATER.date())
    Evidence.objects.create(report=claimed, claim=claim, file=picture())
    decide_report(report=claimed, stage="office", outcome="accepted", by=by, at=LATER)


BREAKING: dict[str, Callable[[], object]] = {
    "it stands inside its text": lambda: Measure.objects.filter(pk=first(Measure)).update(end=10**6),
    "a duty has a term": lambda: Term.objects.filter(duty=first(Duty)).delete(),
    "a duty's sentence stands inside its text": lambda: Duty.objects.filter(pk=first(Duty)).update(end=10**6),
    "a duty can be measured as it says": lambda: Duty.objects.filter(pk=first(Duty)).update(measured="milestones"),
    "a milestone has a day and a weight": lambda: MilestoneTerm.objects.filter(weight=20).delete(),
    "shares add up to the quantity": lambda: Assignment.objects.filter(quantity=80).update(quantity=Decimal("80.1")),
    "somebody's verdict stands behind every outcome": lambda: REPORT().update(decided_at=LATER + timedelta(1)),
    "nobody decides a report of their own": lambda: [
        Report.objects.filter(pk=each.pk).update(by=each.verdicts.all()[0].by) for each in REPORT()
    ],
    "an undecided report waits for somebody": lambda: REPORT().update(outcome="", decided_at=None),
    "one report of a period stands at most": lambda: again(attempt=2),
    "attempts are numbered without gaps": lambda: again(attempt=3),
    "a report measures as its duty does": lambda: REPORT().update(quantity=None, unchanged=False),
    "a claim is of the duty's own milestone": lambda: Milestone.objects.update(duty=first(Duty)),
    "an accepted claim has evidence": lambda: Evidence.objects.filter(claim__isnull=False).delete(),
    "a milestone is reached once": lambda: Claim.objects.create(
        report_id=first(Report), milestone=Claim.objects.all()[0].milestone, reached_on=LATER.date()
    ),
    "evidence belongs to its claim's report": lambda: Evidence.objects.update(report=first(Report)),
    "a decided request says who and from when": lambda: Request.objects.create(
        duty_id=first(Duty),
        kind="close",
        why="办结",
        by=REPORT()[0].by,
        at=LATER,
        outcome="accepted",
        decided_at=LATER,
    ),
    "a task is of the plan its sentence is of": lambda: Task.objects.update(
        line=Line.objects.create(plan=Plan.objects.create(created_at=LATER), kind="measure")
    ),
}


def first(model: type[Measure] | type[Duty] | type[Report]) -> int:
    return model.objects.order_by("pk")[0].pk


def again(attempt: int) -> None:
    """One more report of a period."""
    report = Report.objects.order_by("pk")[0]
    report.pk, report.attempt = None, attempt
    report.outcome, report.stage, report.decided_at = "", "office", None
    report.save(force_insert=True)


def test_every_invariant_is_broken_here() -> None:
    assert set(BREAKING) == {each.en for each in ALL}


def test_nothing_breaks_in_sound_data(sound: None) -> None:
    assert broken() == set()


@pytest.mark.parametrize("rule", BREAKING)
def test_whatever_breaks_a_rule_is_found(sound: None, rule: str) -> None:
    BREAKING[rule]()
    assert rule in broken()


def test_verify_says_where_and_what(sound: None, capsys: pytest.CaptureFixture[str]) -> None:
    Duty.objects.filter(pk=first(Duty)).update(end=10**6)
    assert main(["verify"]) == 1
    said = capsys.readouterr().out
    assert f"duties_duty {first(Duty)}：不符合“事项的出处在文本之内”" in said
    assert "it does not hold that a duty's sentence stands inside its text" in said
