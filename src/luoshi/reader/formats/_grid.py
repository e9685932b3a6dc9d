"""A Word table as a grid: which cell stands in each column of each row, and which cells a merge covers."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from luoshi.reader.formats._limits import Budget
from luoshi.reader.formats._numbering import W, whole

MOST_COLUMNS = 63
"""Word's own limit; a file that claims more is not believed."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of the grid. `cell` is None where nothing shows of its own: beside or below a merged cell."""

    cell: etree._Element | None
    across: bool = False
    below: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of equal width."""

    width: int
    rows: tuple[tuple[Slot, ...], ...]


def laid_out(table: etree._Element, budget: Budget) -> Grid:
    """The grid of a w:tbl; rows deleted under tracked changes are left out. Raises UnreadableFile."""
    rows = [tuple(islice(_slots(row), MOST_COLUMNS)) for row in _rows(table)]
    rows = [row for row in rows if row]
    width = max(map(len, rows), default=0)
    budget.spend(len(rows) * width)
    return Grid(width, tuple(row + (Slot(None),) * (width - len(row)) for row in rows))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == f"{W}tr":
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml"}:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml"}:
            yield from _cells(child)


def _slots(row: etree._Element) -> Iterator[Slot]:
    yield from [Slot(None)] * _count(row, f"{W}trPr/{W}gridBefore", least=0)
    for cell in _cells(row):
        span = _count(cell, f"{W}tcPr/{W}gridSpan", least=1)
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        below = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        yield Slot(None if below else cell, below=below)
        yield from [Slot(None, across=True, below=below)] * (span - 1)


def _count(element: etree._Element, path: str, least: int) -> int:
    found = element.find(path)
    value = "" if found is None else found.get(f"{W}val", "")
    return min(max(whole(value, least), least), MOST_COLUMNS)
