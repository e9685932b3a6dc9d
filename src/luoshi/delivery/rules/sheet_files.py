"""A breakdown's workbook as rows of cells; what they mean is found out elsewhere."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter.utility import xl_rowcol_to_cell

from luoshi.delivery.rules.sheet_words import HEADS, text_of

MOST_ROWS = 5_000
MOST_BYTES = 50 * 1024 * 1024
"""Unpacked; a breakdown of a thousand tasks is one of them."""

NEEDED = ("条", "任务", "总牵头", "开始", "截止")
_KEY, _TITLE = "编号", "任务"


class NotASheet(ValueError):
    """A file that holds no breakdown: `code` is unreadable, heads, long or empty; `what` the heads that lack."""

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


def read_rows(data: bytes) -> list[SheetRow]:
    """Rows that hold a task, from the first sheet with our heads. Raises NotASheet."""
    lacking = list(NEEDED)
    for grid in _grids(data):
        for at, line in enumerate(grid[:30]):
            columns = _columns(line)
            lacking = min(lacking, [head for head in NEEDED if head not in columns], key=len)
            if not lacking:
                return _rows(grid, at + 1, columns)
    raise NotASheet("heads", "、".join(lacking))


def _grids(data: bytes) -> list[Sequence[Sequence[object]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(each.file_size for each in archive.infolist()) > MOST_BYTES:
                raise NotASheet("long")
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
    except (zipfile.BadZipFile, CalamineError, ValueError, OSError) as wrong:
        if isinstance(wrong, NotASheet):
            raise
        raise NotASheet("unreadable") from wrong


def _columns(line: Sequence[object]) -> dict[str, int]:
    """Where each head stands; what is written in brackets behind it may differ."""
    found: dict[str, int] = {}
    for at, cell in enumerate(line):
        said = "".join(text_of(cell).split()).partition("（")[0]
        head = next((head for head in HEADS if said and said == head.partition("（")[0]), None)
        if head:
            found.setdefault(head, at)
    return found


def _rows(grid: Sequence[Sequence[object]], first: int, columns: Mapping[str, int]) -> list[SheetRow]:
    made = []
    for at, line in enumerate(grid[first:], first):
        cells = {head: line[column] if column < len(line) else None for head, column in columns.items()}
        row = SheetRow(at + 1, cells, {head: xl_rowcol_to_cell(at, column) for head, column in columns.items()})
        if row.text(_TITLE) or row.text(_KEY):
            made.append(row)
    if not made:
        raise NotASheet("empty")
    if len(made) > MOST_ROWS:
        raise NotASheet("long")
    return made
