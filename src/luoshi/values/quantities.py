"""A figure and its unit as plans print them: 12.5万亩, 365亿元, 30公里.

A unit is a multiplier (万, 亿 ...) and a base; a base measures something and is so many of the smallest base of that
thing. A base that is not in the table measures only itself: 万羽 can be compared with 羽 and with nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import total_ordering

from luoshi.values.errors import BadValue
from luoshi.values.numbers import checked, decimal_of, rounded, share_of, written

_MULTIPLIERS = {"万亿": 10**12, "千万": 10**7, "百万": 10**6, "亿": 10**8, "万": 10**4}
"""Longest first. 千 and 百 alone are no multipliers: 千瓦, 千米 and 百分点 are units of their own."""

UNITS: dict[str, dict[str, Fraction]] = {
    "area": {
        "平方米": Fraction(3, 2000),
        "㎡": Fraction(3, 2000),
        "亩": Fraction(1),
        "公顷": Fraction(15),
        "千公顷": Fraction(15_000),
        "平方公里": Fraction(1_500),
        "平方千米": Fraction(1_500),
    },
    "length": {
        "米": Fraction(1),
        "延米": Fraction(1),
        "里": Fraction(500),
        "公里": Fraction(1_000),
        "千米": Fraction(1_000),
    },
    "money": {"元": Fraction(1), "千元": Fraction(1_000)},
    "mass": {
        "斤": Fraction(1, 2),
        "公斤": Fraction(1),
        "千克": Fraction(1),
        "吨": Fraction(1_000),
        "千吨": Fraction(1_000_000),
    },
    "volume": {"立方米": Fraction(1), "立方": Fraction(1), "方": Fraction(1), "m³": Fraction(1)},
    "coal": {"吨标准煤": Fraction(1), "吨标煤": Fraction(1)},
    "power": {"瓦": Fraction(1), "千瓦": Fraction(1_000), "兆瓦": Fraction(1_000_000)},
    "energy": {"千瓦时": Fraction(1), "兆瓦时": Fraction(1_000)},
    "people": {"人": Fraction(1), "名": Fraction(1), "千人": Fraction(1_000)},
    "households": {"户": Fraction(1), "千户": Fraction(1_000)},
    "ratio": {"‰": Fraction(1, 10), "%": Fraction(1), "％": Fraction(1)},
}
"""What is measured -> base -> how many of one and the same base it is. 公顷 is 15 亩, so that 亩 counts areas: of any
two units here at least one can be written in the other with finitely many decimals."""

_KNOWN = {base: (measured, factor) for measured, bases in UNITS.items() for base, factor in bases.items()}


class UnlikeUnits(BadValue):
    """The units measure different things."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(
            f"“{one}”和“{other}”不是同一类单位，不能相加减、比较或换算。",
            f"{one} and {other} measure different things and cannot be added, compared or converted.",
        )


class NotEven(BadValue):
    """The figure has no finite decimal form in that unit."""


def _scale(unit: str) -> tuple[str, Fraction]:
    """What a unit measures (a base that is not in the table: itself) and how many of the counting base it is."""
    if unit in _KNOWN:
        return _KNOWN[unit]
    prefix = next((each for each in _MULTIPLIERS if unit.startswith(each) and unit != each), "")
    base = unit.removeprefix(prefix)
    measured, factor = _KNOWN.get(base, (base, Fraction(1)))
    return measured, factor * _MULTIPLIERS.get(prefix, 1)


def alike(one: str, other: str) -> bool:
    """Whether two units measure the same, so that figures in them can be added and compared.

    >>> alike("万亩", "公顷"), alike("亿元", "万吨"), alike("万羽", "羽"), alike("羽", "只")
    (True, False, True, False)
    """
    return _scale(one)[0] == _scale(other)[0]


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """So much of a unit. Equal when it is as much, whatever the unit: 1万亩 is 10,000亩. Raises NotANumber.

    >>> Quantity(Decimal("1.5"), "万亩") == Quantity(Decimal(1000), "公顷")
    True
    >>> Quantity(Decimal(1), "公里") + Quantity(Decimal(50), "米")
    Quantity(value=Decimal('1.05'), unit='公里')
    >>> Quantity(Decimal(1), "公里") + Quantity(Decimal(1), "亩")
    Traceback (most recent call last):
    ...
    luoshi.values.quantities.UnlikeUnits: “公里”和“亩”不是同一类单位，不能相加减、比较或换算。 \
公里 and 亩 measure different things and cannot be added, compared or converted.
    """

    value: Decimal
    unit: str

    def __post_init__(self) -> None:
        checked(self.value)

    @property
    def _amount(self) -> Fraction:
        """In the base that counts what is measured."""
        return Fraction(self.value) * _scale(self.unit)[1]

    def _alike(self, other: "Quantity") -> "Quantity":
        if not alike(self.unit, other.unit):
            raise UnlikeUnits(self.unit, other.unit)
        return other

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Quantity) and alike(self.unit, other.unit) and self._amount == other._amount

    def __hash__(self) -> int:
        return hash((_scale(self.unit)[0], self._amount))

    def __lt__(self, other: "Quantity") -> bool:
        """Raises UnlikeUnits."""
        return self._amount < self._alike(other)._amount

    def __add__(self, other: "Quantity") -> "Quantity":
        """In the first one's unit; where that never ends (1公顷 + 1亩), in the other's. Raises UnlikeUnits."""
        return self._reckoned(self._amount + self._alike(other)._amount, other.unit)

    def __sub__(self, other: "Quantity") -> "Quantity":
        """In the unit that `+` would choose. Raises UnlikeUnits."""
        return self._reckoned(self._amount - self._alike(other)._amount, other.unit)

    def _reckoned(self, amount: Fraction, second: str) -> "Quantity":
        unit = self.unit
        value = decimal_of(amount / _scale(unit)[1])
        if value is None:
            unit = second
            value = decimal_of(amount / _scale(unit)[1])
        assert value is not None  # see UNITS
        return Quantity(value, unit)

    def to(self, unit: str, places: int | None = None) -> "Quantity":
        """As much in another unit: exactly, or rounded where `places` says so. Raises UnlikeUnits or NotEven.

        >>> str(Quantity(Decimal("2.4"), "万亩").to("公顷")), str(Quantity(Decimal(10), "亩").to("公顷", 2))
        ('1,600公顷', '0.67公顷')
        >>> Quantity(Decimal(10), "亩").to("公顷")
        Traceback (most recent call last):
        ...
        luoshi.values.quantities.NotEven: 10亩换成“公顷”写不尽，请说明保留几位小数。 \
10亩 has endless decimals in 公顷; say how many to keep.
        """
        if not alike(self.unit, unit):
            raise UnlikeUnits(self.unit, unit)
        exact = self._amount / _scale(unit)[1]
        value = decimal_of(exact) if places is None else rounded(exact, places)
        if value is None:
            raise NotEven(
                f"{self}换成“{unit}”写不尽，请说明保留几位小数。",
                f"{self} has endless decimals in {unit}; say how many to keep.",
            )
        return Quantity(value, unit)

    def text(self, places: int | None = None) -> str:
        """With thousands separated; without `places`, all decimals it has but trailing zeros.

        >>> Quantity(Decimal("12345.50"), "万亩").text(), Quantity(Decimal("12345.5"), "万亩").text(0)
        ('12,345.5万亩', '12,346万亩')
        """
        return f"{written(self.value, places)}{self.unit}"

    def __str__(self) -> str:
        return self.text()


def share(done: Quantity, due: Quantity) -> Fraction:
    """How much of what is due is done; more than 1 when more is done. Raises UnlikeUnits, or NothingDue at zero.

    >>> share(Quantity(Decimal(3000), "亩"), Quantity(Decimal("1.2"), "万亩"))
    Fraction(1, 4)
    """
    return share_of(done._amount, done._alike(due)._amount)


def total(parts: Iterable[Quantity], unit: str) -> Quantity:
    """The sum, in `unit` where it comes out even there; zero when there are none. Raises UnlikeUnits.

    >>> str(total([Quantity(Decimal("0.8"), "万亩"), Quantity(Decimal(500), "亩")], "万亩")), str(total([], "万亩"))
    ('0.85万亩', '0万亩')
    """
    return sum(parts, start=Quantity(Decimal(0), unit))
