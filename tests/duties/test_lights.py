"""The light of a duty: tables with the figures of the sources, and properties."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.duties.rules.lights import Facts, Light, MilestoneFact, Thresholds, judge, points, scheduled_share

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
HALF = date(2026, 6, 30)


def behind_by(behind: str) -> Facts:
    """A duty of a year that, at half-year, is so many points behind."""
    return Facts(*YEAR, Decimal(100), Decimal(50) - Decimal(behind))


@pytest.mark.parametrize(
    ("behind", "light"),
    [
        ("-5", "green"),
        ("0", "green"),
        ("9.99", "green"),
        ("10", "yellow"),
        ("22.5", "yellow"),
        ("30", "yellow"),
        ("30.01", "red"),
        ("45", "red"),
    ],
)
def test_points_behind_schedule_give_the_light_that_yinchuan_gives_them(behind: str, light: Light) -> None:
    found = judge(behind_by(behind), HALF)
    assert (found.light, found.behind) == (light, Decimal(behind))


@pytest.mark.parametrize(
    ("yellow", "red", "light"), [("5", "30", "yellow"), ("10", "15", "red"), ("25", "30", "green")]
)
def test_the_thresholds_are_settings(yellow: str, red: str, light: Light) -> None:
    found = judge(behind_by("20"), HALF, Thresholds(Decimal(yellow), Decimal(red)))
    assert found.light == light


@pytest.mark.parametrize(
    ("done", "due", "on", "scheduled", "behind"),
    [
        ("629.0", "647.4", date(2026, 10, 31), Fraction(10, 12), "-13.82"),
        ("229.82", "380", HALF, Fraction(6, 12), "-10.48"),
        ("297", "405.34", date(2026, 9, 30), Fraction(9, 12), "1.73"),
        ("0", "1", date(2026, 2, 14), Fraction(1, 8), "12.50"),
    ],
)
def test_the_year_passes_by_months_as_official_figures_count_it(
    done: str, due: str, on: date, scheduled: Fraction, behind: str
) -> None:
    found = judge(Facts(*YEAR, Decimal(due), Decimal(done)), on)
    assert (found.scheduled, found.behind, found.light) == (
        scheduled,
        Decimal(behind),
        "green" if Decimal(behind) < 10 else "yellow",
    )


MILESTONES = (
    MilestoneFact("导流洞通水", date(2026, 3, 31), Decimal(20), date(2026, 3, 20)),
    MilestoneFact("填筑到顶", date(2026, 6, 15), Decimal(50)),
    MilestoneFact("下闸蓄水", date(2026, 11, 20), Decimal(30)),
)


@pytest.mark.parametrize(
    ("on", "light", "codes", "scheduled"),
    [
        (date(2026, 3, 31), "green", [], Fraction(1, 5)),
        (date(2026, 6, 14), "green", [], Fraction(1, 5)),
        (date(2026, 6, 15), "red", ["behind"], Fraction(7, 10)),
        (date(2026, 6, 16), "red", ["behind", "milestone"], Fraction(7, 10)),
    ],
)
def test_where_there_are_milestones_their_dates_are_the_schedule(
    on: date, light: Light, codes: list[str], scheduled: Fraction
) -> None:
    found = judge(Facts(*YEAR, milestones=MILESTONES), on)
    assert (found.light, [reason.code for reason in found.reasons]) == (light, codes)
    assert (found.scheduled, found.done) == (scheduled, Fraction(1, 5))


def test_a_milestone_counts_from_its_acceptance() -> None:
    assert judge(Facts(*YEAR, milestones=MILESTONES), date(2026, 3, 19)).done == 0
    assert judge(Facts(*YEAR, milestones=MILESTONES), date(2026, 3, 20)).done == Fraction(1, 5)


@pytest.mark.parametrize(("missed", "light"), [(0, "green"), (2, "green"), (3, "red"), (5, "red")])
def test_three_reports_missed_running_are_red(missed: int, light: Light) -> None:
    found = judge(Facts(*YEAR, Decimal(100), Decimal(60), missed_running=missed), HALF)
    assert found.light == light


def test_no_fresh_report_is_a_mark_of_its_own() -> None:
    found = judge(Facts(*YEAR, Decimal(100), Decimal(60), fresh=False), HALF)
    assert (found.light, found.fresh, found.reasons) == ("green", False, ())


def test_before_it_begins_and_once_it_is_closed_a_duty_has_no_light() -> None:
    late = Facts(*YEAR, Decimal(100), Decimal(0))
    assert judge(late, date(2025, 12, 31)).light == "none"
    closed = judge(Facts(*YEAR, Decimal(100), Decimal(100), closed_on=HALF), date(2027, 5, 1))
    assert (closed.light, closed.closed, closed.done) == ("none", True, 1)
    assert judge(Facts(*YEAR, Decimal(100), Decimal(0), closed_on=HALF), date(2026, 6, 29)).light == "red"


def test_a_due_day_that_has_passed_without_completion_is_red() -> None:
    nearly = Facts(*YEAR, Decimal(100), Decimal(99))
    assert judge(nearly, YEAR[1]).light == "green"
    assert [reason.code for reason in judge(nearly, date(2027, 1, 1)).reasons] == ["overdue"]


DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
AMOUNTS = st.decimals(0, 1000, places=2)


@given(DAYS, st.integers(0, 800), AMOUNTS, AMOUNTS, DAYS, st.integers(0, 5))
def test_more_done_is_never_worse(begins: date, days: int, done: Decimal, more: Decimal, on: date, missed: int) -> None:
    due = begins + timedelta(days=days)
    order = ["none", "green", "yellow", "red"]
    less = judge(Facts(begins, due, Decimal(1000), done, missed_running=missed), on)
    further = judge(Facts(begins, due, Decimal(1000), done + more, missed_running=missed), on)
    assert order.index(further.light) <= order.index(less.light)
    assert 0 <= less.done <= further.done <= 1


@given(DAYS, st.integers(0, 800), DAYS, DAYS)
def test_the_schedule_never_goes_back(begins: date, days: int, one: date, other: date) -> None:
    facts = Facts(begins, begins + timedelta(days=days), Decimal(1))
    first, second = sorted((one, other))
    assert 0 <= scheduled_share(facts, first) <= scheduled_share(facts, second) <= 1


@given(st.fractions(-1, 1))
def test_points_are_within_half_a_hundredth_of_the_share(share: Fraction) -> None:
    assert abs(Fraction(points(share)) - share * 100) <= Fraction(1, 200)
