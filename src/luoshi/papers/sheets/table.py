"""One sheet, from its title down to its footnotes."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from luoshi.papers.columns import Fixed, Group, Noted, Row, Value, bare
from luoshi.papers.merging import page_starts, split_at
from luoshi.papers.sheets.cells import remark, written
from luoshi.papers.sheets.entry import open_entries
from luoshi.papers.sheets.layout import PAGE_HEIGHT, SIZE, TALLEST, TITLE_AIR, Line, height_of, layout_of, row_line
from luoshi.papers.sheets.looks import LOOKS, Looks
from luoshi.papers.sheets.values import Sheet
from luoshi.papers.text import balanced, clean, longest_line, width
from luoshi.papers.widths import PADDING

_NOTHING = "（无）"
_SMALL_NOTE = (128, 74)  # pixels of a comment's box unless scaled


class TableWriter:
    """Writes a sheet and remembers where its parts stand (rows counted from 0)."""

    def __init__(self, tab: Worksheet, looks: Looks, sheet: Sheet, author: str) -> None:
        self._tab, self._looks, self._sheet, self._author = tab, looks, sheet, author
        self._layout = layout_of(sheet)
        self._row = 0
        self._cut: list[int] = []
        self._heights: list[float] = []
        self.first_heading = self.last_heading = self.last_row = 0

    def write(self) -> None:
        """Write everything but the page set-up."""
        for number, units in enumerate(self._layout.widths):
            hidden = self._sheet.columns[number].hidden
            self._tab.set_column(number, number, units, None, {"hidden": hidden})
        self._head()
        self._headings()
        first = self._row
        for row, line in zip(self._sheet.rows, self._layout.lines, strict=True):
            self._line(row, line)
        self._merge(first)
        if not self._sheet.rows:
            self._across("cell", _NOTHING, align="center")
        if self._sheet.rows:
            self._tab.autofilter(self.last_heading, 0, self._row - 1, len(self._sheet.columns) - 1)
        open_entries(self._tab, self._looks, self._sheet, first)
        self._total()
        self._footnotes()
        self.last_row = self._row - 1

    @property
    def _last_column(self) -> int:
        """The last one that shows; hidden ones stand at the end."""
        return max((at for at, column in enumerate(self._sheet.columns) if not column.hidden), default=0)

    def _head(self) -> None:
        sheet = self._sheet
        room = (self._layout.total_width - PADDING) * SIZE / float(LOOKS["title"]["font_size"])
        self._across("title", balanced(clean(sheet.title), room))
        if sheet.subtitle:
            self._across("subtitle", sheet.subtitle)
        if sheet.note_left or sheet.note_right:
            self._notes(clean(sheet.note_left), clean(sheet.note_right))

    def _notes(self, left: str, right: str) -> None:
        """Both on one line if they fit: the left one runs over empty cells, and so does the right one."""
        if left and right and (not self._last_column or width(left) + width(right) > self._layout.total_width):
            self._notes(left, "")
            left = ""
        self._set_height(height_of("", 1))
        if left:
            self._string(self._row, 0, left, self._looks.of("note_left"))
        if right:
            self._string(self._row, self._last_column, right, self._looks.of("note_right"))
        self._row += 1

    def _across(self, look: str, text: str, **more: object) -> None:
        """A text in one cell as wide as the table, on a row of its own."""
        shown, form = written(clean(text), "wrap"), self._looks.of(look, **more)
        size = float(LOOKS[look].get("font_size", SIZE))
        air = TITLE_AIR if look == "title" else 0
        self._set_height(min(TALLEST, height_of(str(shown.content), self._layout.total_width, size) + air))
        if self._last_column:
            self._tab.merge_range(self._row, 0, self._row, self._last_column, "", form)
        self._string(self._row, 0, str(shown.content), form)
        self._row += 1

    def _headings(self) -> None:
        columns, form = self._sheet.columns, self._looks.of("heading")
        double = any(column.above for column in columns)
        self.first_heading, self.last_heading = self._row, self._row + double
        if double:
            self._upper_headings(form)
        heights = [
            height_of(column.heading, units)
            for column, units in zip(columns, self._layout.widths, strict=True)
            if (column.above or not double) and not column.hidden
        ]
        self._set_height(max(heights))
        for number, column in enumerate(columns):
            row = self.last_heading if column.above else self.first_heading
            if double and not column.above:
                self._tab.merge_range(row, number, self.last_heading, number, "", form)
            self._string(row, number, column.heading, form)
            if column.note:
                self._remark(row, number, column.note)
        self._row = self.last_heading + 1

    def _upper_headings(self, form: Format) -> None:
        self._set_height(height_of("", 1))
        for above, group in groupby(enumerate(self._sheet.columns), key=lambda pair: pair[1].above):
            numbers = [number for number, _ in group]
            if above and len(numbers) > 1:
                self._tab.merge_range(self._row, numbers[0], self._row, numbers[-1], "", form)
            if above:
                self._string(self._row, numbers[0], clean(above), form)

    def _line(self, row: Row | Group, line: Line, look: str = "cell") -> None:
        self._set_height(max(line.height, self._sheet.room))
        if isinstance(row, Group):
            self._group(row)
        else:
            for number, value in enumerate(row):
                self._value(number, value, look, line.size)
        if not line.whole:
            self._cut.append(self._row + 1)
        self._row += 1

    def _group(self, group: Group) -> None:
        for number in range(len(self._sheet.columns)):
            edges = {"left": int(number == 0), "right": int(number == self._last_column)}
            self._string(self._row, number, clean(group.title) if number == 0 else "", self._looks.of("group", **edges))

    def _value(self, number: int, value: Value, look: str, size: int) -> None:
        column = self._sheet.columns[number]
        cell = written(bare(value), column.kind)
        more = {"align": column.alignment, "font_size": size} | cell.properties
        if isinstance(value, Fixed) and column.kind == "number" and isinstance(cell.content, str):
            more["align"] = "center"
        elif column.entry and not isinstance(value, Fixed):
            more |= {"locked": False} if self._sheet.filled_by else {"locked": False} | LOOKS["waiting"]
        form = self._looks.of(look, **more)
        if isinstance(cell.content, str):
            self._string(self._row, number, cell.content, form)
        elif isinstance(cell.content, int | Decimal):
            self._tab.write_number(self._row, number, cell.content, form)
        else:
            self._tab.write_datetime(self._row, number, cell.content, form)
        if isinstance(value, Noted) and value.note:
            self._remark(self._row, number, value.note)
        if cell.cut:
            self._cut.append(self._row + 1)

    def _merge(self, first: int) -> None:
        """Draw repeats as one cell. Every cell keeps its text beneath, so that the filter finds all rows."""
        headings = self._heights[self.first_heading : self.last_heading + 1]
        starts = page_starts(self._heights, headings, PAGE_HEIGHT[self._sheet.landscape])
        for number, runs in self._layout.merged.items():
            for run in runs:
                for low, high in split_at((first + run[0], first + run[1]), starts):
                    if high > low:
                        self._merge_run(number, low, high, self._sheet.rows[low - first : high + 1 - first])

    def _merge_run(self, number: int, low: int, high: int, rows: Sequence[Row | Group]) -> None:
        column = self._sheet.columns[number]
        form = self._looks.of("cell", align=column.alignment, font_size=SIZE)
        self._tab.merge_range(low, number, high, number, "", form)
        kept = self._row
        for self._row, row in enumerate(rows, low):
            if not isinstance(row, Group):
                self._value(number, row[number], "cell", SIZE)
        self._row = kept

    def _total(self) -> None:
        total = self._sheet.total
        if total is not None:
            everything = range(len(total))
            self._line(total, row_line(self._sheet.columns, total, self._layout.widths, everything), "total")

    def _footnotes(self) -> None:
        columns = [f"“{each.label}”：{each.note}" for each in self._sheet.columns if each.note and each.note_below]
        rows = "、".join(map(str, sorted(set(self._cut))))
        cut = [f"第 {rows} 行文字过长，打印时显示不全，请看电子表。"] if rows else []
        notes = [*columns, *self._sheet.footnotes, *cut]
        for number, note in enumerate(notes, 1):
            mark = "注：" if number == 1 else "　　"
            self._across("footnote", f"{mark}{number}. {note}" if len(notes) > 1 else f"{mark}{note}")

    def _remark(self, row: int, number: int, text: str) -> None:
        note = remark(text)
        lines = height_of(note, min(60, max(24, longest_line(note))), 9)
        scale = {
            "x_scale": min(60, max(24, longest_line(note))) * 7 / _SMALL_NOTE[0],
            "y_scale": lines * 2 / _SMALL_NOTE[1],
        }
        look = {"author": self._author, "font_name": "宋体", "font_size": 9}
        self._tab.write_comment(row, number, note, look | scale)

    def _string(self, row: int, number: int, text: str, form: Format) -> None:
        """Write a text; a cell without one stays truly empty, so that text beside it may run over it."""
        if text:
            self._tab.write_string(row, number, text, form)
        else:
            self._tab.write_blank(row, number, None, form)

    def _set_height(self, points: float) -> None:
        self._tab.set_row(len(self._heights), round(points, 2))
        self._heights.append(points)
