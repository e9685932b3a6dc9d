"""Terms in working days, with the holidays and working weekends that ship."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.orgs.actions.regions import shipped
from luoshi.orgs.rules.working_day_rows import parse
from luoshi.orgs.rules.working_days import WorkCalendar, add_working_days, next_working_day, working_days_between

ROWS, WRONG = parse(shipped("working_days.csv"))
CALENDAR = WorkCalendar({row.day: row.works for row in ROWS})
BARE = WorkCalendar({})
DAYS = st.dates(date(2021, 12, 31), date(2027, 12, 31))
CALENDARS = st.sampled_from([CALENDAR, BARE])


@pytest.mark.parametrize(
    ("start", "count", "due", "by_weekdays_alone"),
    [
        (date(2022, 7, 4), 20, date(2022, 8, 1), date(2022, 8, 1)),
        (date(2026, 1, 30), 20, date(2026, 3, 5), date(2026, 2, 27)),
        (date(2026, 9, 18), 20, date(2026, 10, 22), date(2026, 10, 16)),
        (date(2025, 12, 22), 20, date(2026, 1, 20), date(2026, 1, 19)),
        (date(2026, 4, 28), 7, date(2026, 5, 11), date(2026, 5, 7)),
        (date(2026, 2, 13), 1, date(2026, 2, 14), date(2026, 2, 16)),
        (date(2026, 2, 13), 0, date(2026, 2, 13), date(2026, 2, 13)),
    ],
)
def test_a_term_ends_on_the_day_the_notices_say(start: date, count: int, due: date, by_weekdays_alone: date) -> None:
    found = add_working_days(start, count, CALENDAR)
    assert (found.value, found.missing, found.assumed) == (due, (), False)
    assert add_working_days(start, count, BARE).value == by_weekdays_alone


@pytest.mark.parametrize(
    ("start", "count", "due", "missing"),
    [
        (date(2026, 12, 14), 10, date(2026, 12, 28), ()),
        (date(2026, 12, 14), 12, date(2026, 12, 30), (2027,)),
        (date(2026, 12, 21), 20, date(2027, 1, 18), (2027,)),
        (date(2027, 11, 1), 50, date(2028, 1, 10), (2027, 2028)),
    ],
)
def test_a_term_that_reaches_a_year_not_entered_names_it(
    start: date, count: int, due: date, missing: tuple[int, ...]
) -> None:
    found = add_working_days(start, count, CALENDAR)
    assert (found.value, found.missing, found.assumed) == (due, missing, bool(missing))


@given(DAYS, st.integers(1, 60), CALENDARS)
def test_the_days_between_a_start_and_its_due_day_are_those_that_were_added(
    start: date, count: int, calendar: WorkCalendar
) -> None:
    due = add_working_days(start, count, calendar)
    assert calendar.works(due.value)
    assert working_days_between(start, due.value, calendar).value == count
    assert working_days_between(start, due.value, calendar).missing == due.missing


@given(DAYS, st.integers(0, 60), st.integers(0, 60), CALENDARS)
def test_terms_add_up(start: date, one: int, other: int, calendar: WorkCalendar) -> None:
    middle = add_working_days(start, one, calendar).value
    assert add_working_days(middle, other, calendar).value == add_working_days(start, one + other, calendar).value


@given(DAYS, DAYS, CALENDARS)
def test_so_many_days_to_go_are_so_many_days_overdue_seen_from_the_other_side(
    one: date, other: date, calendar: WorkCalendar
) -> None:
    there, back = working_days_between(one, other, calendar), working_days_between(other, one, calendar)
    assert there.value == -back.value
    assert (there.value > 0) <= (one < other)


@given(DAYS, CALENDARS)
def test_the_next_working_day_is_the_first_from_that_day_on(day: date, calendar: WorkCalendar) -> None:
    found = next_working_day(day, calendar).value
    assert calendar.works(found)
    assert not any(calendar.works(day + timedelta(days=each)) for each in range((found - day).days))


def test_a_term_that_ends_in_a_holiday_ends_after_it() -> None:
    assert next_working_day(date(2026, 10, 1), CALENDAR).value == date(2026, 10, 8)
    assert next_working_day(date(2026, 10, 10), CALENDAR).value == date(2026, 10, 10)


def test_a_term_cannot_run_backwards() -> None:
    with pytest.raises(ValueError, match="-1 个工作日"):
        add_working_days(date(2026, 1, 5), -1, CALENDAR)


@pytest.mark.parametrize(
    ("year", "off", "extra", "working"),
    [(2022, 32, 7, 249), (2023, 26, 7, 249), (2024, 28, 8, 251), (2025, 28, 5, 248), (2026, 33, 6, 248)],
)
def test_the_shipped_years_are_as_the_notices_have_them(year: int, off: int, extra: int, working: int) -> None:
    own = [row for row in ROWS if row.day.year == year]
    assert WRONG == []
    assert ([row.works for row in own].count(False), [row.works for row in own].count(True)) == (off, extra)
    assert CALENDAR.knows(year)
    assert working_days_between(date(year - 1, 12, 31), date(year, 12, 31), CALENDAR).value == working
    assert all(row.source.startswith("国办发明电〔") and row.name for row in own)


def test_a_year_without_its_national_day_is_not_entered() -> None:
    assert not WorkCalendar({date(2027, 1, 1): False}).knows(2027)
    assert not WorkCalendar({date(2027, 10, 1): True}).knows(2027)
