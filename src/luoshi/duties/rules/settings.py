"""Settings of the room: what they are, their defaults, and what holds on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from luoshi.duties.rules.lights import Thresholds


@dataclass(frozen=True, slots=True)
class Known:
    """A setting that exists: its default and the least and greatest value it may have."""

    default: str
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(100)
    whole: bool = True


KNOWN = {
    "yellow": Known("10", whole=False),
    "red": Known("30", whole=False),
    "missed_reports": Known("3", Decimal(0), Decimal(12)),
    "opens_days": Known("5", Decimal(0), Decimal(60)),
    "due_working_days": Known("5", Decimal(0), Decimal(60)),
    "closes_working_days": Known("10", Decimal(0), Decimal(90)),
}
"""yellow, red: points behind from which a light is yellow (included), above which it is red (银川 2025).
missed_reports: reports missed running that are red; 0 switches it off. opens_days: days before a period's end from
which its report can be sent. due_working_days, closes_working_days: working days after it within which it is due, and
until which it is taken at all. The last three are local rules, so that every office sets its own."""

OF_UNITS = {"signatures": Known("0", Decimal(0), Decimal(2))}
"""Settings that each unit has for itself. signatures: how many must have signed a report besides its author before it
leaves the unit (内部审签); 0 switches it off, 1 is the head of the unit, 2 the section and then the head."""


class BadValue(ValueError):
    """A value that the setting cannot have; `zh` and `en` say what it may be."""

    def __init__(self, name: str) -> None:
        known = (KNOWN | OF_UNITS)[name]
        zh, en = ("整数", "whole number") if known.whole else ("数", "number")
        self.zh = f"请填 {known.low} 到 {known.high} 之间的{zh}。"
        self.en = f"Write a {en} from {known.low} to {known.high}."
        super().__init__(self.en)


def checked(name: str, value: str) -> str:
    """The value as it is stored. Raises KeyError for an unknown name, BadValue for a value out of range.

    >>> checked("red", " 25 ")
    '25'
    """
    known = (KNOWN | OF_UNITS)[name]
    try:
        number = Decimal(value.strip())
    except InvalidOperation as wrong:
        raise BadValue(name) from wrong
    if not number.is_finite() or not known.low <= number <= known.high or (known.whole and number % 1):
        raise BadValue(name)
    return f"{number.normalize():f}"


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds on a day."""

    thresholds: Thresholds
    opens_days: int
    due_working_days: int
    closes_working_days: int


ORDERED = (("yellow", "red"), ("due_working_days", "closes_working_days"))
"""Of each pair the first is at most the second."""


def held(rows: Iterable[tuple[str, date, str]], day: date) -> dict[str, str]:
    """The value of each setting on a day from dated rows (name, since, value) in the order of their days.

    >>> held([("red", date(2026, 1, 1), "25")], date(2026, 6, 30))["red"]
    '25'
    """
    defaults = {name: known.default for name, known in KNOWN.items()}
    return defaults | {name: value for name, since, value in rows if since <= day and name in KNOWN}


def contradiction(held: Mapping[str, str]) -> bool:
    """Whether two settings contradict each other."""
    return any(Decimal(held[low]) > Decimal(held[high]) for low, high in ORDERED)


def read(held: Mapping[str, str]) -> Settings:
    """Settings as rules use them."""
    number = {name: Decimal(value) for name, value in held.items()}
    return Settings(
        thresholds=Thresholds(number["yellow"], number["red"], int(number["missed_reports"])),
        opens_days=int(number["opens_days"]),
        due_working_days=int(number["due_working_days"]),
        closes_working_days=int(number["closes_working_days"]),
    )
