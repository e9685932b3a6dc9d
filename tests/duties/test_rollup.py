"""A roll-up never hides its worst child."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from luoshi.duties.rules.lights import SEVERITY, Light, Standing
from luoshi.duties.rules.rollup import NOTHING, Child, rolled_up


def standing(light: Light, done: int, scheduled: int, *, fresh: bool = True) -> Standing:
    return Standing(light, (), Fraction(done, 100), Fraction(scheduled, 100), fresh)


def test_one_red_among_many_green_is_named_beside_the_average() -> None:
    children = [Child(key, standing("green", 90, 50)) for key in range(9)] + [Child(9, standing("red", 10, 50))]
    found = rolled_up(children)
    assert (found.light, found.worst, found.counts["red"], found.counts["green"]) == ("red", 9, 1, 9)
    assert found.done == Fraction(82, 100)


def test_weights_count() -> None:
    found = rolled_up([Child(1, standing("green", 100, 50), Decimal(3)), Child(2, standing("yellow", 20, 40))])
    assert found.done == Fraction(80, 100)


def test_nothing_rolls_up_to_nothing() -> None:
    assert rolled_up([]) == NOTHING


CHILDREN = st.lists(
    st.builds(
        Child,
        st.integers(1, 10**6),
        st.builds(standing, st.sampled_from(list(SEVERITY)), st.integers(0, 100), st.integers(0, 100)),
        st.decimals(0, 10, places=1),
    ),
    min_size=1,
    max_size=30,
)


@given(CHILDREN)
def test_the_light_is_that_of_the_worst_and_the_average_lies_between(children: list[Child]) -> None:
    found = rolled_up(children)
    shares = [child.standing.done for child in children]
    assert SEVERITY[found.light] == max(SEVERITY[child.standing.light] for child in children)
    assert min(shares) <= found.done <= max(shares)
    assert sum(found.counts.values()) == found.total == len(children)
    assert found.worst in {child.key for child in children if child.standing.light == found.light}
