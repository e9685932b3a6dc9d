"""Tables: framed or with three rules, headings repeated, rows whole."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from docx.oxml import OxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph as Words
from lxml import etree

from luoshi.papers.columns import Group, Row, shown
from luoshi.papers.document.canvas import Canvas
from luoshi.papers.document.page import WIDTH
from luoshi.papers.document.styles import HEI, twips
from luoshi.papers.document.values import Table
from luoshi.papers.document.xml import appended, child, set_run, styled, words_in, write
from luoshi.papers.merging import Run, merged_runs, page_starts, split_at
from luoshi.papers.text import clean, lines_needed
from luoshi.papers.widths import PADDING, column_widths

_AIR = 2  # points above and below a cell's text
_MARGIN = 57  # twips between a text and the rule beside it: 1 mm
_TWIPS_PER_MM = 1440 / 25.4
THICK, THIN = 12, 4
"""Eighths of a point."""

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_RULES = {"full": dict.fromkeys(_SIDES, THIN), "three": {"top": THICK, "bottom": THICK}}


def write_table(canvas: Canvas, table: Table) -> None:
    """Append a table with its title and notes."""
    if table.title:
        canvas.words("TableTitle", table.title)
    if table.unit_note:
        canvas.words("TableUnit", table.unit_note)
    canvas.table(_Grid(table, canvas.width).element())
    for number, note in enumerate(table.footnotes, 1):
        mark = "注：" if number == 1 else "　　"
        canvas.words("TableNote", f"{mark}{number}. {note}" if len(table.footnotes) > 1 else f"{mark}{note}")


class _Grid:
    """One table as WordprocessingML."""

    def __init__(self, table: Table, millimetres: float) -> None:
        self._table = table
        counted = [*table.rows, table.total] if table.total is not None else table.rows
        page = millimetres * 72 / 25.4 * 2 / table.size  # half-width units
        units = column_widths(table.columns, counted, page)
        self._widths = [round(each / sum(units) * millimetres * _TWIPS_PER_MM) for each in units]
        self._runs = self._merged(units, (sum(WIDTH.values()) - millimetres) * 72 / 25.4)

    def _merged(self, units: list[float], page: float) -> dict[int, list[Run]]:
        """Runs of rows that share a cell, none higher than half a page of so many points.

        Word decides where a page ends. So each page shows, wherever it starts, what a merged cell says.
        """
        starts = page_starts([self._height(row, units) for row in self._table.rows], [], page / 2)
        runs = merged_runs(self._table.columns, self._table.rows)
        return {number: [part for run in each for part in split_at(run, starts)] for number, each in runs.items()}

    def _height(self, row: Row | Group, units: list[float]) -> float:
        texts = [""] if isinstance(row, Group) else map(shown, row, (column.kind for column in self._table.columns))
        lines = max(lines_needed(text, wide - PADDING) for text, wide in zip(texts, units, strict=False))
        return lines * _line(self._table.size) + 2 * _AIR

    def element(self) -> etree._Element:
        element = framed(self._widths, _RULES[self._table.rules])
        self._headings(element)
        for index, row in enumerate(self._table.rows):
            if isinstance(row, Group):
                self._group(element, row)
            else:
                self._row(element, row, self._merges(index))
        if self._table.total is not None:
            self._row(element, self._table.total, {}, font=HEI)
        return element

    def _headings(self, element: etree._Element) -> None:
        columns = self._table.columns
        double = any(column.above for column in columns)
        if double:
            self._upper_headings(element)
        row = add_row(element, heading=True)
        for column, wide in zip(columns, self._widths, strict=True):
            spanned = double and not column.above
            cell = add_cell(row, wide, merge="continue" if spanned else "", rule=self._heading_rule)
            self._text(cell, "" if spanned else column.heading, "center", HEI)

    def _upper_headings(self, element: etree._Element) -> None:
        """A row with what stands over columns; a column with nothing over it begins here."""
        row = add_row(element, heading=True)
        pairs = zip(self._table.columns, self._widths, strict=True)
        for above, group in groupby(pairs, key=lambda pair: pair[0].above):
            if above:
                widths = [wide for _, wide in group]
                cell = add_cell(row, sum(widths), span=len(widths), rule=self._heading_rule)
                self._text(cell, clean(above), "center", HEI)
                continue
            for column, wide in group:
                self._text(add_cell(row, wide, merge="restart"), column.heading, "center", HEI)

    @property
    def _heading_rule(self) -> int:
        """The line under headings, which three-line tables draw by themselves."""
        return THIN if self._table.rules == "three" else 0

    def _merges(self, index: int) -> dict[int, str]:
        return {
            number: "restart" if index == low else "continue"
            for number, runs in self._runs.items()
            for low, high in runs
            if low <= index <= high and low < high
        }

    def _row(self, element: etree._Element, row: Row, merges: dict[int, str], font: str = "") -> None:
        line = add_row(element)
        for number, (value, column) in enumerate(zip(row, self._table.columns, strict=True)):
            cell = add_cell(line, self._widths[number], merge=merges.get(number, ""))
            text = "" if merges.get(number) == "continue" else shown(value, column.kind)
            self._text(cell, text, column.alignment, font)

    def _group(self, element: etree._Element, group: Group) -> None:
        cell = add_cell(add_row(element), sum(self._widths), span=len(self._widths))
        self._text(cell, clean(group.title), "left", HEI).paragraph_format.keep_with_next = True

    def _text(self, cell: etree._Element, text: str, align: str, font: str) -> Words:
        return fill(cell, text, align, font, self._table.size)


def _line(size: float) -> int:
    """Points from line to line in a cell."""
    return round(size * 1.45)


def framed(widths: Sequence[int], rules: dict[str, int]) -> etree._Element:
    """An empty table with columns of these widths (twips) and rules (eighths of a point) by side."""
    table: etree._Element = OxmlElement("w:tbl")
    properties = child(table, "w:tblPr")
    child(properties, "w:tblW", w=sum(widths), type="dxa")
    child(properties, "w:jc", val="center")
    borders = child(properties, "w:tblBorders")
    for side in _SIDES:
        if rules.get(side):
            child(borders, f"w:{side}", val="single", sz=rules[side], space=0, color="000000")
    child(properties, "w:tblLayout", type="fixed")
    margins = child(properties, "w:tblCellMar")
    for side in ("left", "right"):
        child(margins, f"w:{side}", w=_MARGIN, type="dxa")
    grid = child(table, "w:tblGrid")
    for each in widths:
        child(grid, "w:gridCol", w=each)
    return table


def add_row(table: etree._Element, *, heading: bool = False, height: float = 0) -> etree._Element:
    """Append a row that is not split between pages; `height` in points is the least."""
    row = child(table, "w:tr")
    properties = child(row, "w:trPr")
    child(properties, "w:cantSplit")
    if height:
        child(properties, "w:trHeight", val=twips(height), hRule="atLeast")
    if heading:
        child(properties, "w:tblHeader")
    return row


def add_cell(row: etree._Element, wide: int, *, span: int = 1, merge: str = "", rule: int = 0) -> etree._Element:
    """Append a cell; `merge` is restart or continue, `rule` a line below it in eighths of a point."""
    return appended(row, _cell(wide, span, merge, rule))


@lru_cache(maxsize=256)
def _cell(wide: int, span: int, merge: str, rule: int) -> etree._Element:
    """The pattern of an empty cell."""
    cell: etree._Element = OxmlElement("w:tc")
    properties = child(cell, "w:tcPr")
    child(properties, "w:tcW", w=wide, type="dxa")
    if span > 1:
        child(properties, "w:gridSpan", val=span)
    if merge:
        child(properties, "w:vMerge", val=merge)
    if rule:
        child(child(properties, "w:tcBorders"), "w:bottom", val="single", sz=rule, space=0, color="000000")
    child(properties, "w:vAlign", val="center")
    return cell


def fill(cell: etree._Element, text: str, align: str, font: str = "", size: float = 10.5) -> Words:
    """Put a text into a cell, in lines as far apart as its size asks."""
    no_part: Any = None
    paragraph = Words(appended(cell, _words(align, font, size, bool(text))), no_part)
    if text:
        write(paragraph.runs[0], text)
    return paragraph


@lru_cache(maxsize=64)
def _words(align: str, font: str, size: float, spoken: bool) -> etree._Element:
    """The pattern of a cell's paragraph, with a run when something is said in it."""
    paragraph = styled(words_in(OxmlElement("w:tc")), "Cell", align)
    spacing = paragraph._p.get_or_add_pPr().get_or_add_spacing()
    spacing.line = Pt(_line(size))
    spacing.before = spacing.after = Pt(_AIR)
    if spoken:
        set_run(paragraph, "", font=font, size=size)
    return paragraph._p
