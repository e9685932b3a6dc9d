"""Workbooks as Excel and WPS write them: each sheet that shows is a title and a table.

Cells are read as a person sees them: numbers and dates in their format, formulas by the value stored with them. Hidden
sheets, rows and columns are left out. Nothing is calculated, and no link to another file is followed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import product

from luoshi.reader.formats._archive import archive_of
from luoshi.reader.formats._limits import MOST_CELLS, too_much
from luoshi.reader.formats._sheet import Book, Sheet, columns_of
from luoshi.reader.formats._writer import Slot, Writer, in_cell
from luoshi.reader.secrecy import is_mark
from luoshi.reader.source import Source

EXTENSIONS = (".xlsx",)
CONTENT = ("xlsx",)

_DEFAULT_NAMES = ("Sheet", "sheet", "工作表", "表")


def source_of(data: bytes) -> Source:
    """Title lines and tables, sheet by sheet. Raises UnreadableFile."""
    writer = Writer()
    with archive_of(data) as archive:
        book = Book(archive)
        for sheet in book.sheets():
            if sheet.cells:
                _write(sheet, writer)
        if book.hidden:
            writer.note(
                "hidden_sheets",
                f"工作簿里有 {book.hidden} 张隐藏的工作表，没有读。",
                f"The workbook has hidden sheets ({book.hidden}), which were not read.",
            )
    return writer.source()


def _write(sheet: Sheet, writer: Writer) -> None:
    """Rows with one text above the first row of several are the title, those below the last one are notes."""
    rows = _rows(sheet)
    if sheet.leaves_out():
        writer.note(
            "hidden_cells",
            f"工作表“{sheet.name}”里有隐藏的行或列（可能是筛选留下的），没有读。",
            f"Sheet “{sheet.name}” has hidden rows or columns (perhaps from a filter), which were not read.",
        )
    wide = [index for index, row in enumerate(rows) if sum(map(_is_filled, row)) > 1]
    first, last = (wide[0], wide[-1]) if wide else (len(rows), len(rows))
    if first == 0 and not _is_default(sheet.name):
        writer.line(in_cell(sheet.name))
    for line in filter(is_mark, sheet.headers):
        writer.line(line)
    _lines(rows[:first], writer)
    if wide:
        writer.table([[_moved(slot, first) for slot in row] for row in rows[first : last + 1]])
    _lines(rows[last + 1 :], writer)


def _is_filled(slot: Slot) -> bool:
    return isinstance(slot, str) and bool(slot)


def _is_default(name: str) -> bool:
    return any(name.startswith(each) and name[len(each) :].strip(" ()").isdigit() for each in _DEFAULT_NAMES)


def _moved(slot: Slot, up: int) -> Slot:
    """The same slot when `up` rows above are gone; what one of them covers is empty."""
    if isinstance(slot, str):
        return slot
    return (slot[0] - up, slot[1]) if slot[0] >= up else ""


def _lines(rows: Sequence[Sequence[Slot]], writer: Writer) -> None:
    for row in rows:
        for line in "\n".join(slot for slot in row if isinstance(slot, str) and slot).split("\n"):
            if line.strip():
                writer.line(line.strip())


def _rows(sheet: Sheet) -> list[list[Slot]]:
    """Rows and columns that show and hold something, with what merged areas cover."""
    columns = columns_of(sheet)
    rows = sorted({row for row, _ in sheet.cells if row not in sheet.hidden_rows})
    if len(rows) * len(columns) > MOST_CELLS:
        raise too_much()
    grid: list[list[Slot]] = [[sheet.cells.get((row, column), "") for column in columns] for row in rows]
    left = MOST_CELLS
    for (top, first), (bottom, last) in sheet.merged:
        text = sheet.cells.get((top, first), "")
        inside = range(bisect_left(rows, top), bisect_right(rows, bottom))
        across = range(bisect_left(columns, first), bisect_right(columns, last))
        left -= len(inside) * len(across)
        if left < 0:
            raise too_much()
        if text and inside and across:
            _cover(grid, text, inside, across)
    return grid


def _cover(grid: list[list[Slot]], text: str, rows: range, columns: range) -> None:
    """Show the text of a merged area in its first place; the others point there."""
    start = rows[0], columns[0]
    if isinstance(grid[start[0]][start[1]], tuple):
        return
    for place in product(rows, columns):
        grid[place[0]][place[1]] = start
    grid[start[0]][start[1]] = text
