"""Sheets that people fill in offline: which cells are open, what may be typed, and which rows still wait for it."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from luoshi.papers.columns import Column, Fixed, Group
from luoshi.papers.sheets.looks import Looks
from luoshi.papers.sheets.values import Sheet

_FREE = {
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
}
"""What stays possible on a protected sheet. There is no password: whoever needs more can have it."""
_TITLE, _TEXT = 32, 255
"""Characters that Excel takes for the title and the text of a hint."""


def open_entries(tab: Worksheet, looks: Looks, sheet: Sheet, first: int) -> None:
    """Protect all but the cells to be filled in; the list begins at row `first`."""
    if not any(column.entry for column in sheet.columns):
        return
    tab.protect("", _FREE)
    for number, column in enumerate(sheet.columns):
        for low, high in _runs(sheet, number) if column.entry else ():
            place = (first + low, number, first + high, number)
            tab.data_validation(*place, _rule(sheet, column, first + low))
            if sheet.filled_by:
                rule = {"type": "formula", "criteria": _is_waiting(sheet, first + low), "format": looks.of("waiting")}
                tab.conditional_format(*place, rule)


def _runs(sheet: Sheet, number: int) -> Iterator[tuple[int, int]]:
    """Neighbouring rows, counted from 0, whose cell in a column is open."""
    fixed = (isinstance(row, Group) or isinstance(row[number], Fixed) for row in sheet.rows)
    for closed, run in groupby(enumerate(fixed), key=lambda pair: pair[1]):
        rows = [at for at, _ in run]
        if not closed:
            yield rows[0], rows[-1]


def _is_waiting(sheet: Sheet, first: int) -> str:
    """The formula that holds for a row in which nothing has been filled in yet."""
    labels = [column.label for column in sheet.columns]
    cells = [f'TRIM(${xl_col_to_name(labels.index(label))}{first + 1})=""' for label in sheet.filled_by]
    return f"=AND({','.join(cells)})"


def _rule(sheet: Sheet, column: Column, first: int) -> dict[str, Any]:
    hint = {"input_title": column.label[:_TITLE], "input_message": column.entry.hint[:_TEXT]} if column.entry else {}
    return hint | _test(sheet, column, first)


def _test(sheet: Sheet, column: Column, first: int) -> dict[str, Any]:
    """What Excel looks at while one types. It warns rather than forbids where there can be a reason."""
    entry = column.entry
    assert entry is not None
    said = {"error_title": column.label[:_TITLE], "error_message": entry.wrong[:_TEXT]}
    if entry.choices:
        return said | {"validate": "list", "source": list(entry.choices)}
    if entry.kind == "figure":
        labels = [each.label for each in sheet.columns]
        least: object = f"=${xl_col_to_name(labels.index(entry.least))}{first + 1}" if entry.least else 0
        return said | {"validate": "decimal", "criteria": ">=", "value": least, "error_type": "warning"}
    if entry.kind == "day":
        return said | {"validate": "date", "criteria": ">=", "value": entry.since, "error_type": "warning"}
    return {"validate": "any"}
