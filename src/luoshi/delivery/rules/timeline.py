"""A time line: where days stand on it, in hundredths of its width, and the marks of a task."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from luoshi.duties.rules.lights import Facts, MilestoneFact, done_share
from luoshi.values.numbers import rounded

State = Literal["due", "reached", "missed"]
STATES: tuple[State, ...] = ("missed", "due", "reached")


@dataclass(frozen=True, slots=True)
class Tick:
    """A month, or a quarter where there are many years: its first day and its middle."""

    year: int
    number: int
    at: Decimal
    middle: Decimal


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone, or the end of a task without any (`title` ""): when due, how it stands, since when it is reached."""

    due: date
    title: str
    state: State
    at: Decimal
    reached: date | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Whole years, side by side."""

    first: int
    last: int

    @property
    def quarters(self) -> bool:
        """Whether it is divided into quarters."""
        return self.first != self.last

    def at(self, day: date) -> Decimal:
        """The beginning of a day, held within the span.

        >>> Span(2026, 2026).at(date(2026, 7, 2)), Span(2026, 2026).at(date(2027, 3, 1))
        (Decimal('49.86'), Decimal('100.00'))
        """
        start = date(self.first, 1, 1)
        share = Fraction((day - start).days, (date(self.last + 1, 1, 1) - start).days)
        return rounded(max(min(share, Fraction(1)), Fraction(0)) * 100, 2)

    def holds(self, day: date) -> bool:
        """Whether a day is on it."""
        return self.first <= day.year <= self.last

    @property
    def ticks(self) -> list[Tick]:
        """Its months or quarters."""
        step = 3 if self.quarters else 1
        starts = [date(year, month, 1) for year in range(self.first, self.last + 1) for month in range(1, 13, step)]
        ends = [*starts[1:], date(self.last + 1, 1, 1)]
        return [
            Tick(start.year, (start.month - 1) // step + 1, self.at(start), self.at(start + (end - start) / 2))
            for start, end in zip(starts, ends, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Bar:
    """A task on the line: where it begins, how long it is, how much of that is done, and its marks."""

    at: Decimal
    length: Decimal
    done: Decimal
    marks: tuple[Mark, ...]


def bar(facts: Facts, span: Span, day: date) -> Bar:
    """A task as it stands on a day."""
    start, end = span.at(facts.begins), span.at(facts.due + timedelta(days=1))
    length = end - start
    done = rounded(Fraction(length) * done_share(facts, day), 2)
    return Bar(start, length, done, tuple(marks(facts, span, day)))


def marks(facts: Facts, span: Span, day: date) -> Sequence[Mark]:
    """Its milestones in the order of their days, those on the line."""
    over = facts.closed_on is not None and facts.closed_on <= day
    if not facts.milestones:
        whole = over or done_share(facts, day) >= 1
        found = [Mark(facts.due, "", _state(facts.due, day, over, whole), span.at(facts.due))]
    else:
        found = [_mark(each, span, day, over) for each in facts.milestones]
    return [each for each in found if span.holds(each.due)]


def _mark(each: MilestoneFact, span: Span, day: date, over: bool) -> Mark:
    reached = each.accepted_on if each.accepted_on and each.accepted_on <= day else None
    return Mark(each.due, each.title, _state(each.due, day, over, reached is not None), span.at(each.due), reached)


def _state(due: date, day: date, over: bool, reached: bool) -> State:
    if reached:
        return "reached"
    return "missed" if due < day and not over else "due"
