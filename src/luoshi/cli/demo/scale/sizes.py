"""How large each demonstration is."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

STANDS = datetime(2026, 6, 30, 9, 0, tzinfo=UTC)
"""The moment at which the demonstration stands: nothing happened after it."""
ADOPTED = datetime(2023, 12, 20, 2, 0, tzinfo=UTC)
SINCE = date(2024, 1, 1)
YEARS = ((2024, 0.36), (2025, 0.72), (2026, 0.86), (2026, 1.0))
"""The year of each task of a measure, and how many of its reports are there with that task's."""


@dataclass(frozen=True, slots=True)
class Size:
    """So many plans of so many measures, so many reports of each plan; `region` is the government's own, `below`
    a table of places.BELOW. Each measure has a task for each of YEARS."""

    region: str
    below: str
    plans: int
    measures: int
    reports: int


SIZES = {
    "small": Size("620000", "prefectures", 10, 40, 2_000),
    "province": Size("620000", "prefectures", 100, 40, 2_000),
    "country": Size("100000", "provinces", 1_000, 40, 2_000),
}
"""small: 1,600 tasks and 20,000 reports; the others ten and a hundred times that."""
