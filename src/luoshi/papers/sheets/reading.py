"""Workbooks that come back: rows of cells under known heads, within bounds whatever the file says of itself."""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from luoshi.papers.sheets.typed import text_of

MOST_ROWS = 5_000
MOST_BYTES = 50 * 1024 * 1024
"""Unpacked; a list of a thousand tasks is one of them."""
MOST_PARTS = 1_000
MOST_CELLS = 2_000_000
"""Of the rectangle that holds all filled cells of a sheet: so much is kept in memory while it is read."""

UNPACKING = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, OSError, EOFError, ValueError)
"""What a broken archive makes zipfile raise."""
_HEAD_LINES = 30
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_PLACE = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")

Grid = Sequence[Sequence[object]]


class NotASheet(ValueError):
    """A file that holds no such list: `code` is unreadable, heads, long or empty; `what` the heads that lack."""

    def __init__(self, code: str, what: str = "") -> None:
        super().__init__(f"{code}: {what}")
        self.code, self.what = code, what


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with its cells by head, and where each stands (`F5`)."""

    number: int
    cells: Mapping[str, object]
    places: Mapping[str, str]

    def text(self, head: str) -> str:
        """What stands under a head."""
        return text_of(self.cells.get(head))


def grids_of(data: bytes, most: int = MOST_BYTES) -> list[Grid]:
    """The cells of every sheet. Raises NotASheet for what is no workbook, or unpacks to more than `most` bytes."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(_bounded(data, most)))
        return [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
    except NotASheet:
        raise
    except (*UNPACKING, CalamineError, expat.ExpatError, KeyError) as wrong:
        raise NotASheet("unreadable") from wrong


def rows_under(grids: Sequence[Grid], heads: Sequence[str], needed: Sequence[str]) -> list[SheetRow]:
    """The rows below the first line with all `needed` heads. Raises NotASheet, naming what the best line lacks."""
    lacking = list(needed)
    for grid in grids:
        for at, line in enumerate(grid[:_HEAD_LINES]):
            columns = _columns(line, heads)
            lacking = min(lacking, [head for head in needed if head not in columns], key=len)
            if not lacking:
                return [_row(grid, at, columns) for at in range(at + 1, len(grid))]
    raise NotASheet("heads", "、".join(lacking))


def checked_rows(rows: Sequence[SheetRow]) -> list[SheetRow]:
    """The rows themselves. Raises NotASheet when there are none, or too many."""
    if not rows:
        raise NotASheet("empty")
    if len(rows) > MOST_ROWS:
        raise NotASheet("long")
    return list(rows)


def _columns(line: Sequence[object], heads: Sequence[str]) -> dict[str, int]:
    """Where each head stands; what is written in brackets behind it may differ."""
    found: dict[str, int] = {}
    for at, cell in enumerate(line):
        said = _bare(text_of(cell))
        head = next((head for head in heads if said and said == _bare(head)), None)
        if head:
            found.setdefault(head, at)
    return found


def _bare(head: str) -> str:
    return "".join(head.split()).replace("(", "（").partition("（")[0]


def _row(grid: Grid, at: int, columns: Mapping[str, int]) -> SheetRow:
    line = grid[at]
    cells = {head: line[column] if column < len(line) else None for head, column in columns.items()}
    return SheetRow(at + 1, cells, {head: xl_rowcol_to_cell(at, column) for head, column in columns.items()})


def _bounded(data: bytes, most: int) -> bytes:
    """The same archive packed anew: nothing in it is larger than it was found to be, whatever its directory says."""
    packed, left = io.BytesIO(), most
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(packed, "w") as anew:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS:
            raise NotASheet("long")
        for part in parts:
            if part.is_dir():
                continue
            with archive.open(part) as opened:
                held = opened.read(left + 1)
            left -= len(held)
            if left < 0:
                raise NotASheet("long")
            if _SHEET.fullmatch(part.filename):
                _Extent().measure(held)
            anew.writestr(part.filename, held)
    return packed.getvalue()


class _Extent:
    """How far the filled cells of a sheet reach. Cells that are only formatted, down to the last row, do not count."""

    def __init__(self) -> None:
        self._row = self._column = 0
        self._low = self._wide = 0

    def measure(self, xml: bytes) -> None:
        """Raises NotASheet for a sheet whose cells would fill the memory, ExpatError for what is no XML."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.StartDoctypeDeclHandler = self._doctype
        parser.Parse(xml, True)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        kind = name.rpartition(" ")[2]
        if kind == "row":
            given = attributes.get("r", "")
            self._row = int(given) if given.isdecimal() and len(given) < 8 else self._row + 1
            self._column = 0
        elif kind == "c":
            place = attributes.get("r", "")
            self._column += 1
            if _PLACE.fullmatch(place):
                self._row, self._column = (each + 1 for each in xl_cell_to_rowcol(place))
        elif kind in {"v", "is"}:
            self._low, self._wide = max(self._low, self._row), max(self._wide, self._column)
            if self._low * self._wide > MOST_CELLS:
                raise NotASheet("long")

    def _doctype(self, *_: object) -> None:
        raise NotASheet("unreadable")
