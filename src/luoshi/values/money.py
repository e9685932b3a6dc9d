"""Money in 万元. What a department reports, what the statistics bureau counts and what was paid are three figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import total_ordering
from typing import Literal

from luoshi.values.errors import BadValue
from luoshi.values.numbers import checked, decimal_of, share_of, written
from luoshi.values.quantities import Quantity

Basis = Literal["dispatch", "statistics", "payment"]

BASES: dict[Basis, tuple[str, str]] = {
    "dispatch": ("调度口径", "as the department reports it"),
    "statistics": ("统计口径", "as the statistics bureau counts it"),
    "payment": ("资金支付", "as paid"),
}
"""Basis -> its name in Chinese and English. The code is what is stored."""
UNIT = "万元"


class UnlikeBases(BadValue):
    """Figures of different bases are never added, subtracted or compared."""

    def __init__(self, one: Basis, other: Basis) -> None:
        super().__init__(
            f"{BASES[one][0]}和{BASES[other][0]}的金额不能相加减或比较，请分列。",
            f"Money {BASES[one][1]} and money {BASES[other][1]} cannot be added or compared; keep them in columns.",
        )


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """So many 万元 on a basis. Raises NotANumber for a figure that is no finite Decimal, BadValue for another basis.

    >>> Money(Decimal(300), "payment") + Money(Decimal("0.5"), "payment")
    Money(amount=Decimal('300.5'), basis='payment')
    >>> Money(Decimal(300), "payment") < Money(Decimal(400), "statistics")
    Traceback (most recent call last):
    ...
    luoshi.values.money.UnlikeBases: 资金支付和统计口径的金额不能相加减或比较，请分列。 \
Money as paid and money as the statistics bureau counts it cannot be added or compared; keep them in columns.
    """

    amount: Decimal
    basis: Basis

    def __post_init__(self) -> None:
        checked(self.amount)
        if self.basis not in BASES:
            raise BadValue(
                f"没有“{self.basis}”这种金额口径，只有 {'、'.join(BASES)}。",
                f"There is no basis {self.basis!r}; the bases are {', '.join(BASES)}.",
            )

    @classmethod
    def of(cls, quantity: Quantity, basis: Basis) -> "Money":
        """A figure in 元, 亿元 ... as money. Raises UnlikeUnits when it is no money.

        >>> str(Money.of(Quantity(Decimal("3.65"), "亿元"), "dispatch"))
        '36,500万元（调度口径）'
        """
        return cls(quantity.to(UNIT).value, basis)

    def quantity(self) -> Quantity:
        """The figure without its basis."""
        return Quantity(self.amount, UNIT)

    def _alike(self, other: "Money") -> "Money":
        if self.basis != other.basis:
            raise UnlikeBases(self.basis, other.basis)
        return other

    def __lt__(self, other: "Money") -> bool:
        """Raises UnlikeBases."""
        return self.amount < self._alike(other).amount

    def __add__(self, other: "Money") -> "Money":
        """Raises UnlikeBases."""
        return self._reckoned(Fraction(self.amount) + Fraction(self._alike(other).amount))

    def __sub__(self, other: "Money") -> "Money":
        """Raises UnlikeBases."""
        return self._reckoned(Fraction(self.amount) - Fraction(self._alike(other).amount))

    def _reckoned(self, amount: Fraction) -> "Money":
        value = decimal_of(amount)
        assert value is not None  # sums of finite decimals are finite decimals
        return Money(value, self.basis)

    def text(self, places: int | None = None) -> str:
        """With thousands separated, the unit and the basis in Chinese."""
        return f"{written(self.amount, places)}{UNIT}（{BASES[self.basis][0]}）"

    def __str__(self) -> str:
        return self.text()


def share(done: Money, due: Money) -> Fraction:
    """How much of what is due is done; more than 1 when more is done. Raises UnlikeBases, or NothingDue at zero.

    >>> share(Money(Decimal(45), "payment"), Money(Decimal(60), "payment"))
    Fraction(3, 4)
    """
    return share_of(Fraction(done.amount), Fraction(done._alike(due).amount))


def total(parts: Iterable[Money], basis: Basis) -> Money:
    """The sum of figures of one basis; zero when there are none. Raises UnlikeBases."""
    return sum(parts, start=Money(Decimal(0), basis))
