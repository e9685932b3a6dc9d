"""What a format hands to the reader: the document's text, and the tables it is sure of.

A format renders a table into the text as one line per row with a tab between cells; a line break inside a
cell becomes a vertical tab. A cell that a merge covers has no text of its own and points at the cell that shows.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: code points `start` to `end` (exclusive) of the text. Merged cells share one place."""

    start: int
    end: int
    merged: bool = False


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells; every row has as many cells as the table has columns."""

    start: int
    end: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Something in the file that was left out, with a sentence in Chinese and in English, and where it would stand."""

    kind: str
    zh: str
    en: str
    place: int


@dataclass(frozen=True, slots=True)
class Source:
    """Text with newlines normalised to \\n, the tables the format knows exactly (none for plain text), and what it
    left out.
    """

    text: str
    tables: tuple[Table, ...] = ()
    notes: tuple[Note, ...] = ()
