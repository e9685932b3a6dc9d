"""Tables whose cells are separated by tabs or by bars (Markdown)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.reader.source import Cell, Row, Table
from luoshi.reader.units.columns import heads

_LINE = re.compile(r"[^\n]+")
_RULE = re.compile(r"[\s|:+=-]*-{2,}[\s|:+=-]*")
_NUMBER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,3}|[①-⑳])[、.．)）]?"
)
_SPACES = re.compile(r"\s+")
_LONGEST_CELL = 3000
_MOST_COLUMNS = 64
_MOST_BETWEEN, _LONGEST_BETWEEN = 8, 200

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the text, cut into cells at one kind of separator."""

    start: int
    end: int
    cells: tuple[Span, ...]

    @property
    def filled(self) -> int:
        return sum(start < end for start, end in self.cells)


def separated_tables(text: str) -> Iterator[Table]:
    """Tables made with tabs, then those made with bars."""
    for mark in ("\t", "|"):
        if mark in text:
            yield from _tables(text, mark)


def _tables(text: str, mark: str) -> Iterator[Table]:
    block: list[_Line] = []
    between: list[_Line] = []
    for found in _LINE.finditer(text):
        line = _line(text, *found.span(), mark)
        if not text[found.start() : found.end()].strip() or (
            mark == "|" and block and _RULE.fullmatch(text, *found.span())
        ):
            continue
        if len(line.cells) < 2 or (not block and line.filled < 2):
            between.append(line)
            continue
        if between and not _belongs(block, between, line, mark):
            yield from _table(text, block, mark)
            block = []
        block += [*(between if block else ()), line]
        between = []
    yield from _table(text, block, mark)


def _belongs(block: Sequence[_Line], between: Sequence[_Line], line: _Line, mark: str) -> bool:
    """Whether lines without separators lie inside a table: a broken cell, or the title of a group."""
    if not block or len(between) > _MOST_BETWEEN:
        return False
    width = len(block[0].cells)
    short = all(each.end - each.start < _LONGEST_BETWEEN for each in between)
    broken = mark == "\t" and len(block[-1].cells) < width
    return short and (broken or len(line.cells) == width)


def _line(text: str, start: int, end: int, mark: str) -> _Line:
    cells, place = [], start
    if mark == "|":
        start, end = _without_outer_bars(text, start, end)
        place = start
    for index in [each for each in range(start, end) if text[each] == mark] + [end]:
        cells.append(_trimmed(text, place, index))
        place = index + 1
    return _Line(start, end, tuple(cells))


def _without_outer_bars(text: str, start: int, end: int) -> Span:
    start, end = _trimmed(text, start, end)
    return (start + (text[start : start + 1] == "|"), end - (end - start > 1 and text[end - 1] == "|"))


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _table(text: str, block: Sequence[_Line], mark: str) -> Iterator[Table]:
    rows = list(_rows(block))
    texts = [[_SPACES.sub("", text[start:end]) for start, end in row] for row in rows]
    if not rows or not _believable(texts, mark):
        return
    width = max(len(row) for row in rows)
    if width > _MOST_COLUMNS:
        return
    padded = (row + [(row[-1][1], row[-1][1])] * (width - len(row)) for row in rows)
    yield Table(rows[0][0][0], max(cell[1] for cell in rows[-1]), tuple(_row(row) for row in padded))


def _row(spans: Sequence[Span]) -> Row:
    return tuple(Cell(start, end) for start, end in spans)


def _rows(block: Sequence[_Line]) -> Iterator[list[Span]]:
    """Rows, with those put together again that a line break inside a cell has cut."""
    width = len(block[0].cells) if block else 0
    row: list[Span] = []
    for line in block:
        if row and _is_rest(row, line, width):
            row[-1] = (row[-1][0] if row[-1][0] < row[-1][1] else line.cells[0][0], line.cells[0][1])
            row += line.cells[1:]
            continue
        if row:
            yield row
        row = list(line.cells)
    if row:
        yield row


def _is_rest(row: Sequence[Span], line: _Line, width: int) -> bool:
    """Whether a line goes on with a row that is still short of cells."""
    return 1 < len(row) < width and len(row) + len(line.cells) - 1 <= width


def _believable(rows: Sequence[Sequence[str]], mark: str) -> bool:
    """A table has a head that names duties, or at least two rows of one width; numbered headings with tabs are none."""
    if any(len(cell) > _LONGEST_CELL for row in rows for cell in row):
        return False
    if heads(rows):
        return len(rows) > 1
    full = [row for row in rows if sum(map(bool, row)) > 1]
    if all(_NUMBER.fullmatch(row[0]) for row in full if len(row) == 2):
        full = [row for row in full if len(row) > 2]
    return (
        len(full) > 1
        and len(full[0]) > 1
        and max(map(len, full)) - min(map(len, full)) <= 1
        and (mark == "|" or len(full[0]) > 2)
    )
