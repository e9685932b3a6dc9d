"""What lists and tables are made of: columns, rows, cells. Shared by workbooks and documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from luoshi.papers.dates import official_date, official_minute
from luoshi.papers.text import clean

Kind = Literal["text", "wrap", "serial", "number", "percent", "date"]
Align = Literal["left", "center", "right"]
Cell = str | int | Decimal | date | datetime | None
"""What a cell can hold. A text is allowed in every column: 另行下达, 8—10, 长期."""

_ALIGN: dict[Kind, Align] = {
    "text": "center",
    "wrap": "left",
    "serial": "center",
    "number": "right",
    "percent": "right",
    "date": "center",
}


@dataclass(frozen=True, slots=True)
class Noted:
    """A cell with a remark on it: a comment in a workbook; documents do not show it."""

    value: Cell
    note: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A cell of a column to be filled in that is not: it stays locked."""

    value: Cell


Value = Cell | Noted | Fixed
Row = Sequence[Value]


@dataclass(frozen=True, slots=True)
class Group:
    """A heading line across all columns, such as a chapter, above the rows that follow it."""

    title: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What people fill into a column offline. `hint` shows beside the cell, `wrong` when something else is typed.

    `kind`: text | figure (not below what the column labelled `least` holds in the same row) | day (from `since` on).
    With `choices` a list drops down.
    """

    hint: str
    kind: Literal["text", "figure", "day"] = "text"
    wrong: str = ""
    choices: Sequence[str] = ()
    least: str = ""
    since: date = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list.

    `kind`: text (short, centred) | wrap (long, left) | serial (序号, years: whole figures as they are) |
    number (grouped by thousands, with the decimals it was given with) | percent (90.8 is shown as 90.8%) | date.
    `width` in Chinese characters; computed from what the column holds when None.
    `above` is printed over neighbouring columns that share it; `unit` in brackets under the label.
    `note` becomes a comment on the heading, and a footnote too with `note_below`.
    `hidden` keeps what only a program reads (a key, a version) out of sight and off the paper.
    `entry` opens the column for people to fill in; the rest of such a sheet is locked, without a password.
    `merge_repeats` draws equal neighbours as one cell, inside the merged cells of such columns to its left.
    """

    label: str
    kind: Kind = "text"
    width: float | None = None
    above: str = ""
    unit: str = ""
    note: str = ""
    note_below: bool = False
    merge_repeats: bool = False
    align: Align | None = None
    hidden: bool = False
    entry: Entry | None = None

    @property
    def heading(self) -> str:
        """Label, and unit in brackets on a line of its own."""
        return clean(f"{self.label}\n（{self.unit}）" if self.unit else self.label)

    @property
    def alignment(self) -> Align:
        """As asked, or as its kind has it."""
        return self.align or _ALIGN[self.kind]


def bare(value: Value) -> Cell:
    """The cell without its remark."""
    return value.value if isinstance(value, Noted | Fixed) else value


def shown(value: Value, kind: Kind) -> str:
    """The text a reader sees in a column of this kind.

    >>> [shown(each, "number") for each in (Decimal("1234.50"), 7, "另行下达", None)]
    ['1,234.50', '7', '另行下达', '']
    >>> shown(Decimal("90.8"), "percent"), shown(2025, "serial"), shown(date(2025, 12, 31), "date")
    ('90.8%', '2025', '2025年12月31日')
    """
    cell = bare(value)
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return official_minute(cell)
    if isinstance(cell, date):
        return official_date(cell)
    if isinstance(cell, str):
        return clean(cell)
    return _figure(cell, kind)


def _figure(value: int | Decimal, kind: Kind) -> str:
    exact = Decimal(value)
    if kind == "percent":
        return f"{exact:,f}%"
    return f"{exact:,f}" if kind == "number" else f"{exact:f}"


def check_rows(columns: Sequence[Column], rows: Sequence[Row | Group], where: str) -> None:
    """Raise ValueError if there are no columns or a row has more or fewer cells than there are columns."""
    if not columns:
        raise ValueError(f"表“{where}”没有列；请至少给一列。 Table {where!r} has no columns; give it at least one.")
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Group) and len(row) != len(columns):
            raise ValueError(
                f"表“{where}”第 {number} 行有 {len(row)} 格，应有 {len(columns)} 格（每列一格）。"
                f" Row {number} of table {where!r} has {len(row)} cells, not {len(columns)}: give one for each column."
            )
