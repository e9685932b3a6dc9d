"""Where days and milestones stand on a time line."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.delivery.rules.timeline import Span, bar, marks
from luoshi.duties.rules.lights import Facts, MilestoneFact

YEAR = Span(2026, 2026)
DAY = date(2026, 7, 2)
BEGINS, DUE = date(2026, 1, 1), date(2026, 12, 31)


def test_a_year_has_months_and_several_years_have_quarters() -> None:
    assert [tick.number for tick in YEAR.ticks] == list(range(1, 13))
    several = Span(2025, 2026).ticks
    assert [(tick.year, tick.number) for tick in several] == [(y, q) for y in (2025, 2026) for q in range(1, 5)]
    assert (several[0].at, several[4].at) == (Decimal(0), Decimal(50))


@given(st.dates(date(2020, 1, 1), date(2032, 1, 1)), st.dates(date(2020, 1, 1), date(2032, 1, 1)))
def test_days_keep_their_order_and_stay_on_the_line(one: date, other: date) -> None:
    span = Span(2025, 2027)
    assert 0 <= span.at(min(one, other)) <= span.at(max(one, other)) <= 100


@pytest.mark.parametrize(
    ("due", "accepted", "closed", "state"),
    [
        (DAY - timedelta(days=1), None, None, "missed"),
        (DAY, None, None, "due"),
        (DAY - timedelta(days=1), DAY, None, "reached"),
        (DAY - timedelta(days=1), DAY + timedelta(days=1), None, "missed"),
        (DAY + timedelta(days=9), DAY, None, "reached"),
        (DAY - timedelta(days=1), None, DAY, "due"),
    ],
)
def test_a_milestone_is_reached_missed_or_due(
    due: date, accepted: date | None, closed: date | None, state: str
) -> None:
    step = MilestoneFact("通水", due, Decimal(1), accepted)
    found = marks(Facts(BEGINS, DUE, milestones=[step], closed_on=closed), YEAR, DAY)
    assert [(each.title, each.state) for each in found] == [("通水", state)]


def test_a_task_without_milestones_ends_in_a_mark_and_its_share_is_drawn() -> None:
    half = bar(Facts(BEGINS, DUE, Decimal(100), Decimal(50)), YEAR, DAY)
    assert (half.at, half.length, half.done) == (Decimal(0), Decimal(100), Decimal(50))
    assert [(each.title, each.state) for each in half.marks] == [("", "due")]
    done = bar(Facts(BEGINS, date(2026, 6, 30), Decimal(100), Decimal(100)), YEAR, DAY)
    assert [each.state for each in done.marks] == ["reached"]
    late = bar(Facts(BEGINS, date(2026, 6, 30), Decimal(100), Decimal(99)), YEAR, DAY)
    assert [each.state for each in late.marks] == ["missed"]


def test_what_lies_outside_the_years_is_not_drawn() -> None:
    assert marks(Facts(BEGINS, date(2027, 3, 1), Decimal(1)), YEAR, DAY) == []
