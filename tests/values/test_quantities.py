"""Figures with units: exact whatever their size, and only alike units meet."""

from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.values.numbers import NotANumber, NothingDue, decimal_of
from luoshi.values.quantities import UNITS, NotEven, Quantity, UnlikeUnits, alike, share, total

FIGURES = st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**30), max_value=10**30)
AREAS = ("平方米", "万平方米", "亩", "万亩", "公顷", "千公顷", "平方公里")
LENGTHS = ("米", "公里", "千米", "万公里")
FAMILIES = st.sampled_from([AREAS, LENGTHS, ("元", "千元", "万元", "亿元", "万亿元"), ("羽", "万羽")])


@st.composite
def alike_ones(draw: st.DrawFn, count: int) -> list[Quantity]:
    """Quantities that can be added."""
    units = draw(FAMILIES)
    return [Quantity(draw(FIGURES), draw(st.sampled_from(units))) for _ in range(count)]


@given(alike_ones(3))
def test_sums_do_not_depend_on_order_or_grouping(found: list[Quantity]) -> None:
    one, two, three = found
    assert one + two == two + one
    assert (one + two) + three == one + (two + three)
    assert (one + two) - two == one


@given(alike_ones(2))
def test_any_two_alike_quantities_have_one_order_that_their_difference_shows(found: list[Quantity]) -> None:
    one, other = found
    assert [one < other, one == other, one > other].count(True) == 1
    assert ((one - other).value > 0) == (one > other)
    assert one != other or hash(one) == hash(other)


@given(alike_ones(2))
def test_a_conversion_loses_nothing_or_refuses(found: list[Quantity]) -> None:
    one, other = found
    try:
        there = one.to(other.unit)
    except NotEven:
        assert {one.unit, other.unit} <= set(AREAS)
        assert other.to(one.unit) == other
    else:
        assert there.unit == other.unit
        assert there == one
        assert there.to(one.unit) == one


@given(st.lists(FIGURES, max_size=12))
def test_a_total_is_the_sum_of_its_parts_to_the_last_digit(figures: list[Decimal]) -> None:
    parts = [Quantity(figure, "亩") for figure in figures]
    assert Fraction(total(parts, "万亩").value) * 10_000 == sum(map(Fraction, figures))


@pytest.mark.parametrize(
    ("value", "unit", "other", "expected"),
    [
        ("90", "万亩", "亩", "900000"),
        ("90", "万亩", "公顷", "60000"),
        ("1", "平方公里", "亩", "1500"),
        ("1", "公顷", "平方米", "10000"),
        ("1", "千公顷", "万亩", "1.5"),
        ("30", "公里", "千米", "30"),
        ("30", "公里", "米", "30000"),
        ("365", "亿元", "万元", "3650000"),
        ("1.26", "万亿元", "亿元", "12600"),
        ("1", "百万元", "万元", "100"),
        ("5", "万吨", "公斤", "50000000"),
        ("2", "亿立方米", "万方", "20000"),
        ("1.5", "万人", "人", "15000"),
        ("3", "万头", "头", "30000"),
        ("40", "万千瓦", "兆瓦", "400"),
        ("8", "亿千瓦时", "万千瓦时", "80000"),
        ("6", "‰", "%", "0.6"),
        ("2", "万吨标准煤", "吨标煤", "20000"),
        ("12", "万羽", "羽", "120000"),
        ("3", "万元/亩", "元/亩", "30000"),
    ],
)
def test_the_units_of_plans_convert(value: str, unit: str, other: str, expected: str) -> None:
    there = Quantity(Decimal(value), unit).to(other)
    assert (there.value, there.unit) == (Decimal(expected), other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("亩", "米"),
        ("万元", "万吨"),
        ("头", "只"),
        ("千瓦", "千瓦时"),
        ("吨", "吨标准煤"),
        ("%", "个百分点"),
        ("人", "户"),
    ],
)
def test_unlike_units_never_meet(one: str, other: str) -> None:
    here, there = Quantity(Decimal(1), one), Quantity(Decimal(1), other)
    assert not alike(one, other)
    assert here != there
    for attempt in (lambda: here + there, lambda: here - there, lambda: here < there, lambda: share(here, there)):
        with pytest.raises(UnlikeUnits) as refused:
            attempt()
        assert one in refused.value.zh
        assert other in refused.value.en
    with pytest.raises(UnlikeUnits):
        here.to(other)


def test_a_sum_that_never_ends_in_one_unit_is_given_in_the_other() -> None:
    found = Quantity(Decimal(1), "公顷") + Quantity(Decimal(1), "亩")
    assert (found.value, found.unit) == (16, "亩")


def test_a_share_is_a_fraction_and_nothing_due_has_none() -> None:
    assert share(Quantity(Decimal(1), "万亩"), Quantity(Decimal(3), "万亩")) == Fraction(1, 3)
    assert share(Quantity(Decimal(2), "公里"), Quantity(Decimal(1000), "米")) == 2
    with pytest.raises(NothingDue):
        share(Quantity(Decimal(1), "个"), Quantity(Decimal(0), "个"))


@pytest.mark.parametrize("value", [1.5, 3, "3", Decimal("NaN"), Decimal("Infinity"), None])
def test_only_a_finite_decimal_is_a_figure(value: object) -> None:
    with pytest.raises(NotANumber) as refused:
        Quantity(value, "亩")  # type: ignore[arg-type]
    assert str(value) in refused.value.zh


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        ("1234567.50", None, "1,234,567.5亩"),
        ("1E+4", None, "10,000亩"),
        ("-0.30", None, "-0.3亩"),
        ("2.5", 0, "2亩"),
        ("2.345", 2, "2.34亩"),
        ("7", 2, "7.00亩"),
    ],
)
def test_figures_are_written_with_thousands(value: str, places: int | None, text: str) -> None:
    assert Quantity(Decimal(value), "亩").text(places) == text


@pytest.mark.parametrize("measured", UNITS)
def test_of_two_alike_units_one_can_be_written_in_the_other(measured: str) -> None:
    endless = [
        (one, other)
        for (one, its), (other, others) in combinations(UNITS[measured].items(), 2)
        if decimal_of(its / others) is None and decimal_of(others / its) is None
    ]
    assert endless == []
