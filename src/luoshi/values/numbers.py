"""Exact figures: Decimal as it is stored, Fraction as it is reckoned with. Decimal's own arithmetic rounds to its
context (28 digits), so that sums here go through Fraction and come back only where nothing is lost."""

from decimal import Decimal
from fractions import Fraction

from luoshi.values.errors import BadValue


class NotANumber(BadValue):
    """The figure is a float, or no finite number."""


class NothingDue(BadValue):
    """Nothing is due, so that no share of it exists."""


def checked(value: object) -> Decimal:
    """The figure itself, if it is a finite Decimal. Raises NotANumber.

    >>> checked(Decimal("0.5")), checked(Decimal("-0"))
    (Decimal('0.5'), Decimal('-0'))
    >>> checked(0.5)
    Traceback (most recent call last):
    ...
    luoshi.values.numbers.NotANumber: 数值“0.5”是 float，请用 Decimal。 The figure 0.5 is a float; use Decimal.
    """
    kind = type(value).__name__
    if not isinstance(value, Decimal):
        raise NotANumber(f"数值“{value}”是 {kind}，请用 Decimal。", f"The figure {value!r} is a {kind}; use Decimal.")
    if not value.is_finite():
        raise NotANumber(f"数值“{value}”不是有限的数。", f"The figure {value} is not finite.")
    return value


def decimal_of(value: Fraction) -> Decimal | None:
    """The same number with all its decimals, however many; None when they never end.

    >>> decimal_of(Fraction(3, 8)), decimal_of(Fraction(-1200)), decimal_of(Fraction(1, 3))
    (Decimal('0.375'), Decimal('-1200'), None)
    """
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    return Decimal(f"{value.numerator * 10**places // value.denominator}E-{places}")


def rounded(value: Fraction, places: int) -> Decimal:
    """To so many decimals, halves to the even digit (GB/T 8170).

    >>> rounded(Fraction(2, 3), 2), rounded(Fraction(1, 8), 2), rounded(Fraction(5), 1)
    (Decimal('0.67'), Decimal('0.12'), Decimal('5.0'))
    """
    return Decimal(f"{round(value * 10**places)}E-{places}")


def share_of(done: Fraction, due: Fraction) -> Fraction:
    """How much of what is due is done; more than 1 when more is done. Raises NothingDue."""
    if due == 0:
        raise NothingDue("应完成量是 0，算不出完成比例。", "Nothing is due, so no share of it can be computed.")
    return done / due


def written(value: Decimal | int, places: int | None = None) -> str:
    """With thousands separated; without `places`, all decimals it has but trailing zeros.

    >>> written(Decimal("1234567.50")), written(Decimal("1E+3")), written(Decimal("90.8"), 2), written(7)
    ('1,234,567.5', '1,000', '90.80', '7')
    >>> written(Decimal("1234567890123456789012345678901.25"), 1)
    '1,234,567,890,123,456,789,012,345,678,901.2'
    """
    if places is not None:
        return f"{rounded(Fraction(value), places):,f}"
    figure = f"{value:,f}"
    return figure.rstrip("0").rstrip(".") if "." in figure else figure
