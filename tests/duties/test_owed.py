"""How many reports in a row are missing, by the calendar of a duty."""

from datetime import date, timedelta

import pytest

from luoshi.duties.rules.calendar import Owed
from luoshi.duties.rules.settings import held, read

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def owed() -> Owed:
    """Every day is a working day: a report is due five days after its period."""
    return Owed(read(held([], YEAR[0])), lambda start, count: start + timedelta(days=count))


@pytest.mark.parametrize(
    ("last_in", "on", "missing"),
    [
        (None, date(2026, 4, 5), 0),  # due today
        (None, date(2026, 4, 6), 1),
        (date(2026, 3, 31), date(2026, 4, 6), 0),
        (date(2026, 3, 31), date(2026, 10, 6), 2),
        (date(2026, 9, 30), date(2026, 10, 6), 0),
        (None, date(2027, 3, 1), 4),
        (date(2025, 12, 31), date(2026, 7, 6), 2),
    ],
)
def test_what_was_due_and_is_not_there_is_counted(owed: Owed, last_in: date | None, on: date, missing: int) -> None:
    assert owed.missed_running("quarter", *YEAR, last_in, on) == missing


def test_who_does_not_report_by_the_calendar_misses_nothing(owed: Owed) -> None:
    assert owed.missed_running("none", *YEAR, None, YEAR[1]) == 0
