"""The only place that reads the clock. Views and commands pass what it says to actions and queries."""

import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.fromtimestamp(time.time(), tz=UTC)


def today() -> date:
    """The day it is in Shanghai."""
    return now().astimezone(SHANGHAI).date()
