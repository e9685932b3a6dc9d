"""Times are Shanghai's; figures are never floats."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from luoshi.web import clock
from luoshi.web.formatting import day, filesize, iso, minute, number, weekday

LATE = datetime(2025, 12, 31, 16, 30, tzinfo=UTC)


def test_late_evening_in_utc_is_already_the_next_day_in_shanghai() -> None:
    assert day(LATE) == "2026年1月1日"
    assert minute(LATE) == "2026年1月1日 00:30"
    assert iso(LATE) == "2026-01-01T00:30:00+08:00"


def test_dates_follow_the_language() -> None:
    with translation.override("en"):
        assert day(date(2022, 7, 4)) == "4 July 2022"


def test_the_day_of_the_week_follows_the_language() -> None:
    with translation.override("zh-hans"):
        assert weekday(date(2022, 7, 4)) == "星期一"
    with translation.override("en"):
        assert weekday(date(2022, 7, 4)) == "Monday"


def test_nothing_is_a_dash() -> None:
    assert [day(None), minute(None), number(None)] == ["—", "—", "—"]


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (1234567, "1,234,567"), (Decimal("0.60"), "0.6"), (Decimal("1E+3"), "1,000"), (Decimal("-7"), "-7")],
)
def test_figures_keep_their_decimals_and_separate_thousands(value: Decimal | int, written: str) -> None:
    assert number(value) == written


def test_a_file_of_no_bytes_has_a_size() -> None:
    assert filesize(0) == "0 B"


def test_the_clock_is_utc_and_today_is_shanghais() -> None:
    assert clock.now().tzinfo is UTC
    assert clock.today() == clock.now().astimezone(clock.SHANGHAI).date()
