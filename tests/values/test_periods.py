"""Periods of the calendar: codes, order, neighbours, and how much of one is over."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.values.periods import MONTHS, YEARS, NotAPeriod, Period, PeriodKind

DAYS = st.dates(date(1902, 1, 1), date(2197, 12, 31))
KINDS = st.sampled_from(list(MONTHS))
PERIODS = st.builds(Period.of, KINDS, DAYS)


@given(PERIODS)
def test_a_code_reads_back_as_the_period_it_was_written_for(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(PERIODS)
def test_next_and_previous_undo_each_other_and_leave_no_gap(period: Period) -> None:
    assert period.next.previous == period == period.previous.next
    assert period.next.first_day == period.last_day + timedelta(days=1)


@given(PERIODS, PERIODS)
def test_any_two_periods_have_one_order(one: Period, other: Period) -> None:
    assert [one < other, one == other, one > other].count(True) == 1
    assert one.first_day <= other.first_day if one < other else one.first_day >= other.first_day


@given(PERIODS, PERIODS)
def test_what_lies_within_a_period_stands_after_it(one: Period, other: Period) -> None:
    assert one.within(other) == all(other.contains(day) for day in (one.first_day, one.last_day))
    assert not one.within(other) or one >= other


@given(KINDS, DAYS)
def test_the_period_of_a_day_is_the_only_one_of_its_kind_with_that_day(kind: PeriodKind, day: date) -> None:
    period = Period.of(kind, day)
    assert period.contains(day)
    assert not period.next.contains(day)
    assert not period.previous.contains(day)


@given(KINDS, DAYS, st.integers(0, 3000))
def test_the_periods_between_two_days_follow_each_other_from_the_first_to_the_last(
    kind: PeriodKind, first: date, days: int
) -> None:
    last = first + timedelta(days=min(days, (date(2197, 12, 31) - first).days))
    found = list(Period.between(kind, first, last))
    assert (found[0], found[-1]) == (Period.of(kind, first), Period.of(kind, last))
    assert all(one.next == other for one, other in pairwise(found))


def test_no_period_lies_between_a_day_and_an_earlier_one() -> None:
    assert list(Period.between("month", date(2026, 6, 30), date(2026, 6, 29))) == []


@given(PERIODS, DAYS)
def test_the_share_elapsed_grows_from_none_to_all(period: Period, day: date) -> None:
    share, before = period.share_elapsed(day), period.share_elapsed(day - timedelta(days=1))
    assert (share > before) == period.contains(day)
    assert period.share_elapsed(period.first_day - timedelta(days=1)) == 0
    assert period.share_elapsed(period.last_day) == 1


@pytest.mark.parametrize(
    ("done", "due", "on", "ahead"),
    [
        ("629.0", "647.4", date(2022, 10, 31), "13.8"),
        ("229.82", "380", date(2022, 6, 30), "10.48"),
        ("297", "405.34", date(2022, 9, 30), "-1.73"),
    ],
)
def test_scheduled_progress_is_reckoned_as_governments_report_it(done: str, due: str, on: date, ahead: str) -> None:
    elapsed = Period("year", on.year).share_elapsed(on)
    points = 100 * (Fraction(done) / Fraction(due) - elapsed)
    assert round(points, -Decimal(ahead).as_tuple().exponent) == Fraction(ahead)


@pytest.mark.parametrize(
    ("code", "first", "last", "zh", "en"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "2026年", "2026"),
        ("2026H1", date(2026, 1, 1), date(2026, 6, 30), "2026年上半年", "2026 H1"),
        ("2026H2", date(2026, 7, 1), date(2026, 12, 31), "2026年下半年", "2026 H2"),
        ("2026Q4", date(2026, 10, 1), date(2026, 12, 31), "2026年四季度", "2026 Q4"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024年2月", "February 2024"),
        ("2100-02", date(2100, 2, 1), date(2100, 2, 28), "2100年2月", "February 2100"),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31), "2026年12月", "December 2026"),
    ],
)
def test_a_period_knows_its_days_and_its_names(code: str, first: date, last: date, zh: str, en: str) -> None:
    period = Period.parse(code)
    assert (period.first_day, period.last_day) == (first, last)
    assert period.names() == (zh, en)


@pytest.mark.parametrize(
    "code", ["", "26Q2", "2026q2", "2026Q5", "2026H0", "2026-13", "2026-6", "2026 Q2", "２０２６", "0026"]
)
def test_what_is_no_code_is_refused_with_what_is_wrong(code: str) -> None:
    with pytest.raises(NotAPeriod) as refused:
        Period.parse(code)
    assert code[:4] in refused.value.zh or str(int(code[:4])) in refused.value.zh
    assert refused.value.en in str(refused.value)


def test_the_calendar_ends_where_a_year_would_be_a_slip() -> None:
    with pytest.raises(NotAPeriod, match="2200"):
        _ = Period("quarter", YEARS[-1], 4).next
    with pytest.raises(NotAPeriod, match="week"):
        Period("week", 2026)  # type: ignore[arg-type]
