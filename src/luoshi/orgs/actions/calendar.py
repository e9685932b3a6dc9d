"""The exceptions to Monday to Friday, as the State Council announces them each autumn for the next year."""

from datetime import datetime
from typing import Any

from luoshi.audit.actions import change
from luoshi.orgs.actions.regions import BadRows
from luoshi.orgs.models import Holiday
from luoshi.orgs.rules.working_day_rows import Row, parse


def import_working_days(*, text: str, by: str, at: datetime) -> int:
    """Enter the rows of a CSV (day,works,name and perhaps source; see rules.working_day_rows), all or none.

    Days already entered are changed where the file says otherwise. Returns how many were entered or changed; none the
    second time. Raises BadRows.
    """
    rows, wrong = parse(text)
    if wrong:
        raise BadRows(wrong)
    with change(action="orgs.calendar.imported", subject="holiday", by=by, at=at) as made:
        entered = {holiday.day: holiday for holiday in Holiday.objects.filter(day__in=[row.day for row in rows])}
        new = [row for row in rows if row.day not in entered]
        other = [row for row in rows if row.day in entered and _values(row) != _values(entered[row.day])]
        made.before = _said([entered[row.day] for row in other])
        made.after = _said([*new, *other])
        Holiday.objects.bulk_create(Holiday(day=row.day, **_values(row)) for row in new)
        for row in other:
            Holiday.objects.filter(day=row.day).update(**_values(row))
    return len(new) + len(other)


def withdraw_holiday(*, holiday: Holiday, by: str, at: datetime) -> None:
    """Take a day that was entered by mistake out again; it is then what the day of the week says."""
    with change(action="orgs.calendar.withdrawn", subject="holiday", by=by, at=at) as made:
        made.subject_id, made.before = holiday.day.isoformat(), _said([holiday])
        holiday.delete()


def _values(row: Row | Holiday) -> dict[str, Any]:
    return {"works": row.works, "name": row.name, "source": row.source}


def _said(rows: list[Any]) -> dict[str, Any]:
    return {row.day.isoformat(): _values(row) for row in rows}
