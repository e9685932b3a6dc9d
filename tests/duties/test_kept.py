"""What is kept of duties is worked out anew for those that something happened to, and for no others."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luoshi.delivery.models import Task
from luoshi.duties.actions.extending import Grace, extend_period
from luoshi.duties.actions.reviewing import decide_report
from luoshi.duties.models import Milestone, Setting, Term
from luoshi.duties.queries.kept import AT_ONCE, Kept, Mark, end
from luoshi.orgs.models import Account
from luoshi.plans.models import Revision
from tests.duties.making import canal, reservoir
from tests.duties.sending import LATER, Q2, People, sent

Asked = list[Sequence[int] | None]


@pytest.fixture
def tasks(plan: Revision, account: People) -> tuple[Task, Task]:
    by = account("计划管理员")
    return canal(plan, by), reservoir(plan, by)


@pytest.fixture
def asked() -> Asked:
    """What `kept` was asked to work out: None for everything."""
    return []


@pytest.fixture
def kept(asked: Asked) -> Kept[str, int]:
    """Keeps how many terms each duty has."""

    def work(_key: str, duties: Sequence[int] | None) -> dict[int, int]:
        asked.append(duties)
        found = Term.objects.all() if duties is None else Term.objects.filter(duty__in=duties)
        return dict.fromkeys(found.values_list("duty", flat=True), 1)

    return Kept(work)


def test_while_nothing_happens_one_statement_is_enough(
    tasks: tuple[Task, Task], kept: Kept[str, int], asked: Asked
) -> None:
    before = kept.now("a")
    made = before.made("sum", lambda: sum(before.values.values()))
    with CaptureQueriesContext(connection) as captured:
        now = kept.now("a")
    assert len(captured) == 1
    assert now.values is before.values
    assert now.made("sum", lambda: -1) == made == 2
    assert asked == [None]


def test_what_happens_to_a_duty_concerns_that_duty(
    tasks: tuple[Task, Task], kept: Kept[str, int], asked: Asked, account: People
) -> None:
    before = kept.now("a")
    report = sent(tasks[0], account("牵头单位"), 50)
    assert kept.now("a").made("name", lambda: "new") == "new"
    decide_report(report=report, stage="office", outcome="accepted", by=account("计划管理员"), at=LATER)
    assert kept.now("a").values == before.values
    assert asked == [None, [tasks[0].pk], [tasks[0].pk]]


def test_a_duty_that_comes_is_there_at_once(
    tasks: tuple[Task, Task], kept: Kept[str, int], asked: Asked, plan: Revision, account: People
) -> None:
    kept.now("a")
    third = canal(plan, account("计划管理员"))
    assert set(kept.now("a").values) == {tasks[0].pk, tasks[1].pk, third.pk}
    assert asked == [None, [third.pk]]


def by_setting(_task: Task, _by: Account) -> None:
    Setting.objects.create(name="red", since=date(2026, 1, 1), value="20")


def by_taking_away(task: Task, _by: Account) -> None:
    Milestone.objects.filter(duty=task.pk)[0].delete()


def by_very_much(task: Task, _by: Account) -> None:
    for _more in range(AT_ONCE + 1):
        Term.objects.filter(duty=task.pk).update(deliverable="改")


def by_grace_for_all(_task: Task, by: Account) -> None:
    extend_period(period=Q2, grace=Grace(date(2026, 7, 31), "系统升级"), by=by, at=LATER)


@pytest.mark.parametrize("happens", [by_setting, by_taking_away, by_very_much, by_grace_for_all])
def test_what_may_concern_all_is_worked_out_anew(
    tasks: tuple[Task, Task],
    kept: Kept[str, int],
    asked: Asked,
    account: People,
    happens: Callable[[Task, Account], None],
) -> None:
    kept.now("a")
    happens(tasks[1], account("计划管理员"))
    kept.now("a")
    assert asked == [None, None]


def test_a_change_by_hand_is_seen_each_time(tasks: tuple[Task, Task], kept: Kept[str, int], asked: Asked) -> None:
    kept.now("a")
    Term.objects.filter(duty=tasks[1].pk).update(deliverable="改")
    kept.now("a")
    kept.now("a")
    assert asked == [None, [tasks[1].pk], [tasks[1].pk]]


def test_another_record_is_not_taken_for_this_one(
    tasks: tuple[Task, Task], kept: Kept[str, int], asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after an older backup was put back and work went on: the same keys, other changes."""
    mark = end()
    with monkeypatch.context() as patched:
        patched.setattr("luoshi.duties.queries.kept.end", lambda: Mark(mark.key, "another"))
        kept.now("a")
    kept.now("a")
    assert asked == [None, None]


def test_only_so_many_are_kept(tasks: tuple[Task, Task], kept: Kept[str, int], asked: Asked) -> None:
    for key in "abcdefghi":
        kept.now(key)
    kept.now("i")
    kept.now("a")
    assert len(asked) == 10
