"""Money in 万元: three bases that never mix."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.values.errors import BadValue
from luoshi.values.money import BASES, Basis, Money, UnlikeBases, share, total
from luoshi.values.numbers import NotANumber, NothingDue
from luoshi.values.quantities import Quantity, UnlikeUnits

FIGURES = st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**30), max_value=10**30)


@given(st.lists(FIGURES, max_size=12), st.sampled_from(list(BASES)))
def test_a_total_is_exact(figures: list[Decimal], basis: Basis) -> None:
    found = total([Money(figure, basis) for figure in figures], basis)
    assert Fraction(found.amount) == sum(map(Fraction, figures))
    assert found.basis == basis


@given(FIGURES, FIGURES)
def test_what_was_added_can_be_taken_away(one: Decimal, other: Decimal) -> None:
    first, second = Money(one, "payment"), Money(other, "payment")
    assert first + second - second == first
    assert (first < second) == (one < other)


@pytest.mark.parametrize(("one", "other"), [(one, other) for one in BASES for other in BASES if one != other])
def test_bases_never_mix(one: Basis, other: Basis) -> None:
    here, there = Money(Decimal(1), one), Money(Decimal(1), other)
    assert here != there
    for attempt in (lambda: here + there, lambda: here - there, lambda: here < there, lambda: share(here, there)):
        with pytest.raises(UnlikeBases) as refused:
            attempt()
        assert BASES[one][0] in refused.value.zh
        assert BASES[other][1] in refused.value.en


def test_money_comes_from_any_money_unit_and_from_no_other() -> None:
    assert Money.of(Quantity(Decimal("3.65"), "亿元"), "dispatch").amount == 36500
    assert Money.of(Quantity(Decimal(1), "元"), "payment").quantity() == Quantity(Decimal("0.0001"), "万元")
    with pytest.raises(UnlikeUnits):
        Money.of(Quantity(Decimal(1), "万吨"), "dispatch")


def test_it_says_its_basis() -> None:
    assert str(Money(Decimal("36500.50"), "statistics")) == "36,500.5万元（统计口径）"
    with pytest.raises(BadValue, match="budget"):
        Money(Decimal(1), "budget")  # type: ignore[arg-type]


def test_a_float_is_no_money_and_nothing_due_has_no_share() -> None:
    with pytest.raises(NotANumber):
        Money(0.1, "payment")  # type: ignore[arg-type]
    with pytest.raises(NothingDue):
        share(Money(Decimal(1), "payment"), Money(Decimal(0), "payment"))
