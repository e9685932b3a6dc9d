"""How a duty stands on a day: scheduled and accepted progress, the light, and every reason for it.

Shares are Fractions from 0 to 1; "points" are hundredths of the whole. Nothing here reads the clock or the database.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

Light = Literal["green", "yellow", "red", "none"]
SEVERITY: dict[Light, int] = {"none": 0, "green": 1, "yellow": 2, "red": 3}
"""From the least to the most urgent."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Settings of a day. Defaults: 银川市 2025, progress 10 to 30 points behind is yellow (both included), more is red;
    what is below `yellow` is not defined there and counts as green."""

    yellow: Decimal = Decimal(10)
    red: Decimal = Decimal(30)
    missed_reports: int = 3


@dataclass(frozen=True, slots=True)
class MilestoneFact:
    """A milestone as it stood on the day: when due, what it weighs, since when it is accepted (None: not yet)."""

    title: str
    due: date
    weight: Decimal
    accepted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a duty on a day. Without milestones progress is `accepted` over `quantity`.

    `missed_running` counts the last periods in a row whose report was due and is not there; `overdue_reports` all such
    periods since the last accepted report was due.
    """

    begins: date
    due: date
    quantity: Decimal | None = None
    accepted: Decimal = Decimal(0)
    milestones: Sequence[MilestoneFact] = ()
    missed_running: int = 0
    fresh: bool = True
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a duty has its light: a code (behind, milestone, overdue, reports), the light it asks for and its figures."""

    code: str
    light: Light
    points: Decimal = Decimal(0)
    count: int = 0
    what: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a duty stands: the worst light, all reasons worst first, both shares, and whether its news is fresh."""

    light: Light
    reasons: tuple[Reason, ...]
    done: Fraction
    scheduled: Fraction
    fresh: bool
    closed: bool = False
    behind: Decimal = field(init=False)

    def __post_init__(self) -> None:
        """Points behind schedule, two decimals, half even; negative when ahead."""
        object.__setattr__(self, "behind", points(self.scheduled - self.done))


def points(share: Fraction) -> Decimal:
    """A share in points of a hundred, two decimals, half to even.

    >>> points(Fraction(1, 3)), points(Fraction(-1, 8))
    (Decimal('33.33'), Decimal('-12.50'))
    """
    hundredths, rest = divmod(share.numerator * 10000, share.denominator)
    hundredths += 2 * rest > share.denominator or (2 * rest == share.denominator and hundredths % 2)
    return Decimal(hundredths).scaleb(-2)


def judge(facts: Facts, on: date, thresholds: Thresholds = Thresholds()) -> Standing:
    """How a duty stands on a day. A closed duty keeps its shares and has no light any more.

    >>> judge(Facts(date(2026, 1, 1), date(2026, 12, 31), Decimal(100), Decimal(20)), date(2026, 6, 30)).light
    'yellow'
    """
    done, scheduled = done_share(facts, on), scheduled_share(facts, on)
    closed = facts.closed_on is not None and facts.closed_on <= on
    if closed or on < facts.begins:
        return Standing("none", (), done, scheduled, facts.fresh, closed)
    found = sorted(_reasons(facts, on, done, scheduled, thresholds), key=lambda reason: -SEVERITY[reason.light])
    return Standing(found[0].light if found else "green", tuple(found), done, scheduled, facts.fresh)


def done_share(facts: Facts, on: date) -> Fraction:
    """Accepted over due: the weight of accepted milestones, or the quantity; at most the whole."""
    if facts.milestones:
        accepted = [each for each in facts.milestones if each.accepted_on and each.accepted_on <= on]
        return _weight(accepted, facts.milestones)
    if not facts.quantity:
        return Fraction(0)
    return Fraction(1) if facts.accepted >= facts.quantity else _ratio(facts.accepted, facts.quantity)


def scheduled_share(facts: Facts, on: date) -> Fraction:
    """What should be done by the end of a day: milestones due by then, else the elapsed share of the months.

    序时进度 is counted in months, elapsed months over twelve for a year (domain.md, section 2); within a month by days.
    """
    if facts.milestones:
        return _weight([each for each in facts.milestones if each.due <= on], facts.milestones)
    return Fraction(0) if on < facts.begins else elapsed(facts.begins, facts.due, on)


@lru_cache(maxsize=4096)
def elapsed(begins: date, due: date, on: date) -> Fraction:
    """The share of the months from `begins` to `due`, both included, that is over; thousands of duties share a term."""
    first = months(begins) - Fraction(1, monthrange(begins.year, begins.month)[1])
    whole = months(due) - first
    return min((months(on) - first) / whole, Fraction(1)) if whole > 0 else Fraction(1)


def months(day: date) -> Fraction:
    """The end of a day, in months since the year 0.

    >>> months(date(2026, 6, 30)) - months(date(2025, 12, 31)), months(date(2026, 6, 15)) - months(date(2026, 5, 31))
    (Fraction(6, 1), Fraction(1, 2))
    """
    return day.year * 12 + day.month - 1 + Fraction(day.day, monthrange(day.year, day.month)[1])


def _weight(some: Sequence[MilestoneFact], of_all: Sequence[MilestoneFact]) -> Fraction:
    """Share of the whole weight; equal weights when nobody has given any."""
    whole = sum((each.weight for each in of_all), Decimal(0))
    if not whole:
        return Fraction(len(some), len(of_all))
    return _ratio(sum((each.weight for each in some), Decimal(0)), whole)


def _ratio(part: Decimal, whole: Decimal) -> Fraction:
    """One over the other, exactly, with one fraction made instead of three."""
    (above, under), (over, below) = part.as_integer_ratio(), whole.as_integer_ratio()
    return Fraction(above * below, under * over)


def _reasons(facts: Facts, on: date, done: Fraction, scheduled: Fraction, thresholds: Thresholds) -> Iterator[Reason]:
    behind = points(scheduled - done)
    if behind > thresholds.red:
        yield Reason("behind", "red", points=behind)
    elif behind >= thresholds.yellow:
        yield Reason("behind", "yellow", points=behind)
    for each in facts.milestones:
        if each.due < on and not (each.accepted_on and each.accepted_on <= on):
            yield Reason("milestone", "red", what=each.title, since=each.due, count=(on - each.due).days)
    if facts.due < on and done < 1:
        yield Reason("overdue", "red", since=facts.due, count=(on - facts.due).days)
    if thresholds.missed_reports and facts.missed_running >= thresholds.missed_reports:
        yield Reason("reports", "red", count=facts.missed_running)
