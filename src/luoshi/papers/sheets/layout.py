"""Where things stand on a sheet: column widths, row heights, merged cells. Heights are in points."""

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.papers.columns import Column, Group, Row, shown
from luoshi.papers.merging import Run, merged_runs
from luoshi.papers.sheets.values import Sheet
from luoshi.papers.text import lines_needed
from luoshi.papers.widths import PADDING, column_widths

SIZE = 11
"""Points of the text in cells; a half-width unit is half of it."""

SMALLER = (SIZE, 9, 7)
"""Sizes tried, in this order, for a row that would be higher than Excel allows."""

TALLEST = 409
"""Points; Excel draws no higher row."""

_PAGE_UNITS = {True: 124, False: 84}  # half-width units across A4 between margins of 15 mm, landscape or not
PAGE_HEIGHT = {True: 480, False: 728}
"""Points from the top to the bottom margin of A4, landscape or not, with a little to spare."""


TITLE_AIR = 10
"""Points more around a title."""

_LINE, _AIR = 1.36, 6  # height of a line by the size of its text, and what is free above and below, in points


@dataclass(frozen=True, slots=True)
class Line:
    """How one row stands: its height, the size of its text, and whether all of the text shows in print."""

    height: float
    size: int = SIZE
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Layout:
    """Widths in half-width units, one `Line` for each row, and the rows that share a cell, by column."""

    widths: list[float]
    lines: list[Line]
    merged: dict[int, list[Run]]

    @property
    def total_width(self) -> float:
        """Half-width units from edge to edge."""
        return sum(self.widths)


def layout_of(sheet: Sheet) -> Layout:
    """Lay out a sheet's columns and rows."""
    counted = [*sheet.rows, sheet.total] if sheet.total is not None else sheet.rows
    widths = column_widths(sheet.columns, counted, _PAGE_UNITS[sheet.landscape])
    runs = merged_runs(sheet.columns, sheet.rows)
    lines = _room_for_merged(sheet, widths, _lines(sheet, widths, runs), runs)
    return Layout(widths, lines, runs)


def height_of(text: str, units: float, size: float = SIZE) -> float:
    """Points that a text takes in a cell so many half-width units of `SIZE` wide."""
    return lines_needed(text, (units - PADDING) * SIZE / size) * size * _LINE + _AIR


def row_line(columns: Sequence[Column], row: Row | Group, widths: Sequence[float], own: Sequence[int]) -> Line:
    """The line for a row, of which the columns `own` count."""
    if isinstance(row, Group):
        return Line(height_of("", 1))
    seen = [i for i in own if not columns[i].hidden]
    for size in SMALLER:
        height = max((height_of(shown(row[i], columns[i].kind), widths[i], size) for i in seen), default=0)
        if height <= TALLEST:
            return Line(max(height, height_of("", 1)), size)
    return Line(TALLEST, SMALLER[-1], whole=False)


def _lines(sheet: Sheet, widths: list[float], runs: dict[int, list[Run]]) -> list[Line]:
    shared = {(row, number) for number, each in runs.items() for low, high in each for row in range(low, high + 1)}
    columns = range(len(widths))
    return [
        row_line(sheet.columns, row, widths, [number for number in columns if (index, number) not in shared])
        for index, row in enumerate(sheet.rows)
    ]


def _room_for_merged(sheet: Sheet, widths: list[float], lines: list[Line], runs: dict[int, list[Run]]) -> list[Line]:
    """Raise rows evenly where a merged cell's text needs more than its rows have."""
    lines = list(lines)
    for number, each in runs.items():
        for low, high in each:
            row = sheet.rows[low]
            text = "" if isinstance(row, Group) else shown(row[number], sheet.columns[number].kind)
            lacking = height_of(text, widths[number]) - sum(line.height for line in lines[low : high + 1])
            if lacking > 0:
                more = lacking / (high - low + 1)
                lines[low : high + 1] = [
                    Line(min(line.height + more, TALLEST), line.size, line.whole) for line in lines[low : high + 1]
                ]
    return lines
