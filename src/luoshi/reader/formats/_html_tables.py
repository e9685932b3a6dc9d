"""Tables of a web page: which only lay the page out, and the grid of those that hold data."""

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from luoshi.reader.formats._html_parts import is_dropped, shown, whole
from luoshi.reader.formats._limits import MOST_CELLS, MOST_COLUMNS, too_much

Place: TypeAlias = etree._Element | tuple[int, int] | None
"""A cell, the place that shows where a cell spans, or nothing."""

_LAYOUT_SHARE = 0.6
_LONG = 500
"""A table with more text than this, most of it in one cell, lays out a page."""


def is_layout(table: etree._Element) -> bool:
    """Whether a table is a frame: one column, one cell with most of the text, or mostly other tables."""
    if table.get("role", "").lower() in {"presentation", "none"}:
        return True
    rows = [list(_cells(row)) for row in _rows(table)]
    if max(map(len, rows), default=0) < 2:
        return True
    sizes = [_size(cell) for row in rows for cell in row]
    total = sum(sizes)
    if total > _LONG and max(sizes) > total * _LAYOUT_SHARE:
        return True
    nested = sum(_size(each) for row in rows for cell in row for each in _outermost(cell))
    return nested * 2 > total > 0


def _outermost(cell: etree._Element) -> Iterator[etree._Element]:
    """Tables in a cell that are in no other table of the cell."""
    for child in cell:
        if child.tag == "table":
            yield child
        else:
            yield from _outermost(child)


def _size(element: etree._Element) -> int:
    return sum(len(text.strip()) for text in shown(element))


def grid_of(table: etree._Element) -> list[list[Place]]:
    """Rows of one width; a place that a span covers names the row and column of the cell that shows."""
    rows = [row for row in _rows(table) if next(_cells(row), None) is not None]
    grid: dict[tuple[int, int], Place] = {}
    width = 0
    for index, row in enumerate(rows):
        column = 0
        for cell in _cells(row):
            while (index, column) in grid:
                column += 1
            across = min(max(whole(cell.get("colspan"), 1), 1), MOST_COLUMNS)
            down = min(whole(cell.get("rowspan"), 1) or len(rows), len(rows) - index)
            if column + across > MOST_COLUMNS or len(grid) + across * down > MOST_CELLS:
                raise too_much()
            for place in (
                (low, right) for low in range(index, index + down) for right in range(column, column + across)
            ):
                grid.setdefault(place, (index, column))
            grid[index, column] = cell
            column += across
            width = max(width, column)
    if len(rows) * width > MOST_CELLS:
        raise too_much()
    return [[grid.get((row, column)) for column in range(width)] for row in range(len(rows))]


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr" and not is_dropped(child):
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"} and not is_dropped(child):
            yield from (row for row in child.iterchildren("tr") if not is_dropped(row))


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return (cell for cell in row if cell.tag in {"td", "th"} and not is_dropped(cell))
