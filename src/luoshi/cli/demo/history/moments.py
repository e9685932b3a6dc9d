"""When things happen: on working days, in office hours, always the same."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from luoshi.cli.demo.history.rules.chance import choice
from luoshi.orgs.queries import working_days_adder
from luoshi.web.clock import SHANGHAI

Act = Callable[[datetime], object]


class Step(NamedTuple):
    """Something that is done at a moment."""

    at: datetime
    act: Act


def moment(day: date, turn: int, *keys: object) -> datetime:
    """A moment of a day; a later turn comes later on it."""
    minutes = 9 * 60 + turn * 75 + choice(75, *keys)
    return datetime.combine(day, time(minutes // 60, minutes % 60, choice(60, *keys, turn)), tzinfo=SHANGHAI)


class Days:
    """Counts working days, and never goes beyond the last day of the history."""

    def __init__(self, last: date) -> None:
        self._add, self.last = working_days_adder(), last

    def after(self, day: date, count: int) -> date:
        """So many working days later, or the last day."""
        return min(self._add(day, count), self.last)

    def at_work(self, day: date) -> date:
        """The day, or the next working day."""
        return self._add(day - timedelta(days=1), 1)
