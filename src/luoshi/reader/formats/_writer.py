"""Lines and tables to a `Source`: a row is a line with tabs, a break inside a cell is a vertical tab."""

from collections.abc import Sequence
from dataclasses import replace

from luoshi.reader.formats._limits import MOST_CELLS, MOST_CHARACTERS, too_much
from luoshi.reader.source import Cell, Note, Row, Source, Table

Slot = str | tuple[int, int]
"""One place of a grid: its own text, or row and column of the place that shows when a merge covers this one."""

Grid = Sequence[Sequence[Slot]]


def in_cell(text: str) -> str:
    """The text of a cell as it stands in a row."""
    lines = (" ".join(line.split("\t")).strip() for line in text.replace("\v", "\n").split("\n"))
    return "\v".join(line for line in lines if line)


class Writer:
    """Builds text and tables, keeping count of the place. Raises UnreadableFile beyond the limits."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._place = self._cells = 0
        self._tables: list[Table] = []
        self._notes: list[Note] = []

    def source(self) -> Source:
        """What was written."""
        return Source("".join(self._parts), tuple(self._tables), tuple(self._notes))

    def note(self, kind: str, zh: str, en: str) -> None:
        """Say that something was left out here."""
        self._notes.append(Note(kind, zh, en, self._place))

    def line(self, text: str) -> None:
        """One line; a blank one when there is no text."""
        self._write(text + "\n")

    def table(self, grid: Grid) -> None:
        """A table of rows of one width; a covered place must name one above it or to its left."""
        start = self._place
        self._cells += sum(map(len, grid))
        if self._cells > MOST_CELLS:
            raise too_much()
        rows: list[Row] = []
        for slots in grid:
            rows.append(self._row(slots, rows))
        if rows:
            self._tables.append(Table(start, self._place, tuple(rows)))

    def _row(self, slots: Sequence[Slot], above: Sequence[Row]) -> Row:
        cells: list[Cell] = []
        for column, slot in enumerate(slots):
            if column:
                self._write("\t")
            if isinstance(slot, str):
                start = self._place
                self._write(in_cell(slot))
                cells.append(Cell(start, self._place))
            else:
                shows = (above[slot[0]] if slot[0] < len(above) else cells)[slot[1]]
                cells.append(replace(shows, merged=True))
        self._write("\n")
        return tuple(cells)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._place += len(text)
        if self._place > MOST_CHARACTERS:
            raise too_much()
