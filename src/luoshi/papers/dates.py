"""Dates as official papers print them: 2026年6月30日, in Arabic figures, no leading zeros (GB/T 9704-2012, 7.3.5)."""

from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""All of China keeps UTC+8 all year round."""


def official_date(day: date) -> str:
    """A day; of a moment, the day it is in China.

    >>> official_date(date(2026, 6, 30)), official_date(datetime(2026, 6, 30, 18, 0, tzinfo=UTC))
    ('2026年6月30日', '2026年7月1日')
    """
    shown = day.astimezone(CHINA) if isinstance(day, datetime) and day.tzinfo else day
    return f"{shown.year}年{shown.month}月{shown.day}日"


def official_minute(moment: datetime) -> str:
    """A moment as China's clocks show it, to the minute; one without a time zone is taken as China's.

    >>> official_minute(datetime(2026, 6, 30, 0, 5, tzinfo=UTC)), official_minute(datetime(2026, 6, 30, 9, 5))
    ('2026年6月30日 08:05', '2026年6月30日 09:05')
    """
    return f"{official_date(moment)} {in_china(moment):%H:%M}"


def in_china(moment: datetime) -> datetime:
    """The moment by China's clocks, without a time zone, as .xlsx cells hold it."""
    return (moment.astimezone(CHINA) if moment.tzinfo else moment).replace(tzinfo=None)


def made_at(at: datetime) -> datetime:
    """`at` in UTC, to the second, for a file's properties. Raises ValueError when it has no time zone.

    >>> made_at(datetime(2026, 6, 30, 8, 0, 1, 5, tzinfo=CHINA)).isoformat()
    '2026-06-30T00:00:01+00:00'
    """
    if at.tzinfo is None:
        raise ValueError(
            "生成时间 at 没有时区，无法写入文件属性；请传入带时区的时间。"
            " The moment `at` has no time zone, so the file's properties cannot hold it; pass an aware datetime."
        )
    return at.astimezone(UTC).replace(microsecond=0)
