"""A workbook as data."""

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.papers.columns import Column, Group, Row, check_rows

MOST_ROWS = 1_000_000
"""Rows of a sheet; Excel's limit of 1,048,576 leaves room for titles and footnotes."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list, on one tab.

    `name` is the tab's; `title` stands above the list, `subtitle` below it in brackets or as it is; `note_left`
    (填报单位：…) and `note_right` (数据截至2026年6月30日；单位：万元) on one line above the table. Rows are tuples of
    cells, one for each column, or `Group`s. `total` is a last row, outside the filter; its figures are given, not
    computed. `footnotes` follow as 注：1. 2. …; `freeze_columns` stay in view when scrolling sideways. Where columns
    are to be filled in, `filled_by` names those of which one has to be, else the row is marked; `room` is the least
    height of a row in points, to write in.
    Raises ValueError when rows and columns do not match.
    """

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Row | Group]
    subtitle: str = ""
    note_left: str = ""
    note_right: str = ""
    total: Row | None = None
    footnotes: Sequence[str] = ()
    landscape: bool = True
    freeze_columns: int = 0
    filled_by: Sequence[str] = ()
    room: float = 0

    def __post_init__(self) -> None:
        check_rows(self.columns, self.rows, self.name)
        if self.total is not None:
            check_rows(self.columns, [self.total], f"{self.name}·合计")
        if len(self.rows) > MOST_ROWS:
            raise ValueError(
                f"表“{self.name}”有 {len(self.rows)} 行，超过 {MOST_ROWS} 行；请分成几张表。"
                f" Sheet {self.name!r} has {len(self.rows)} rows, above {MOST_ROWS}: split it."
            )


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file of one or more sheets. `title` and `author` are its properties. Raises ValueError without a sheet."""

    title: str
    sheets: Sequence[Sheet]
    author: str = ""

    def __post_init__(self) -> None:
        if not self.sheets:
            raise ValueError(
                f"工作簿“{self.title}”没有工作表；请至少给一张。 Workbook {self.title!r} has no sheet; give it one."
            )
