"""The only place that reads the clock. Views and commands pass what it says to actions and queries.

In a demonstration it stands at the day LUOSHI_TODAY, whose hours go by as they do outside. Django's own clock, which
ends sessions, goes on.
"""

import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This moment, in UTC."""
    found = datetime.fromtimestamp(time.time(), tz=UTC)
    stands_at = standing_day()
    return at_day(found, stands_at) if stands_at else found


def standing_day() -> date | None:
    """The day of a demonstration; None in earnest."""
    day: date | None = settings.LUOSHI_TODAY
    return day


def at_day(at: datetime, day: date) -> datetime:
    """The same time of day in Shanghai on another day.

    >>> at_day(datetime(2030, 1, 1, 17, 0, tzinfo=UTC), date(2026, 6, 30))
    datetime.datetime(2026, 6, 29, 17, 0, tzinfo=datetime.timezone.utc)
    """
    return datetime.combine(day, at.astimezone(SHANGHAI).timetz()).astimezone(UTC)


def day_of(at: datetime) -> date:
    """The day it is in Shanghai at a moment.

    >>> day_of(datetime(2026, 6, 30, 16, 30, tzinfo=UTC))
    datetime.date(2026, 7, 1)
    """
    return at.astimezone(SHANGHAI).date()


def today() -> date:
    """The day it is in Shanghai."""
    return day_of(now())
