"""What is new about a duty between two days, and what comes next."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.duties.rules.lights import SEVERITY, Facts, Light, MilestoneFact, Standing
from luoshi.duties.rules.turning import TURNS, Turn, coming, turned

DAY = date(2026, 7, 1)


def standing(light: Light, *, closed: bool = False) -> Standing:
    return Standing("none" if closed else light, (), Fraction(0), Fraction(0), True, closed)


CLOSED = standing("none", closed=True)


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (standing("green"), standing("red"), "red"),
        (standing("none"), standing("yellow"), "yellow"),
        (standing("red"), standing("yellow"), "yellow"),
        (standing("red"), standing("green"), "green"),
        (standing("none"), standing("green"), ""),
        (standing("red"), standing("none"), ""),
        (standing("red"), CLOSED, "closed"),
        (CLOSED, CLOSED, ""),
        (CLOSED, standing("red"), "reopened"),
        (None, standing("green"), "new"),
        (None, standing("red"), "red"),
        (None, CLOSED, "closed"),
    ],
)
def test_a_turn_is_told_once(before: Standing | None, now: Standing, said: Turn) -> None:
    assert turned(before, now) == said


@given(st.sampled_from(list(SEVERITY)))
def test_what_stays_as_it_was_is_not_told(light: Light) -> None:
    assert turned(standing(light), standing(light)) == ""


@given(st.sampled_from(list(SEVERITY)), st.sampled_from(list(SEVERITY)))
def test_whatever_gets_worse_is_told(before: Light, now: Light) -> None:
    found = turned(standing(before), standing(now))
    if SEVERITY[now] > max(SEVERITY[before], SEVERITY["green"]):
        assert found == now
    assert found in ("", *TURNS)


def facts(*due: tuple[int, int | None], closed: date | None = None) -> Facts:
    steps = [
        MilestoneFact(f"{n}", DAY + timedelta(days=d), Decimal(1), None if a is None else DAY + timedelta(days=a))
        for n, (d, a) in enumerate(due)
    ]
    return Facts(date(2026, 1, 1), DAY + timedelta(days=20), milestones=steps, closed_on=closed)


def test_milestones_that_are_open_come_in_the_order_of_their_days() -> None:
    found = coming(facts((30, None), (1, None), (0, None), (31, None), (5, -1), (6, 3)), DAY, 30)
    assert [title for _due, title in found] == ["1", "5", "0"]


def test_a_duty_without_milestones_comes_as_a_whole_and_a_closed_one_not_at_all() -> None:
    assert coming(facts(), DAY, 30) == [(DAY + timedelta(days=20), "")]
    assert coming(facts(), DAY, 19) == []
    assert coming(facts(closed=DAY), DAY, 30) == []
