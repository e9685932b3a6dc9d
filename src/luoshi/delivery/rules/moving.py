"""Last year's days in the next year."""

from datetime import date


def moved(day: date, by: int) -> date:
    """The same day so many years later; 29 February becomes the 28th where there is none.

    >>> moved(date(2024, 2, 29), 1), moved(date(2026, 6, 30), 1)
    (datetime.date(2025, 2, 28), datetime.date(2027, 6, 30))
    """
    try:
        return day.replace(year=day.year + by)
    except ValueError:
        return day.replace(year=day.year + by, day=28)
