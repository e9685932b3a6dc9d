"""The only place that reads the clock. Views and commands pass what it says to actions and queries."""

import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.fromtimestamp(time.time(), tz=UTC)


def day_of(at: datetime) -> date:
    """The day it is in Shanghai at a moment.

    >>> day_of(datetime(2026, 6, 30, 16, 30, tzinfo=UTC))
    datetime.date(2026, 7, 1)
    """
    return at.astimezone(SHANGHAI).date()


def today() -> date:
    """The day it is in Shanghai."""
    return day_of(now())
