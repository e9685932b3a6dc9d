"""A breakdown's workbook as rows of cells; what they mean is found out elsewhere."""

from luoshi.delivery.rules.sheet_words import HEADS
from luoshi.papers.sheets.reading import SheetRow, checked_rows, grids_of, rows_under

NEEDED = ("条", "任务", "总牵头", "开始", "截止")
_KEY, _TITLE = "编号", "任务"


def read_rows(data: bytes) -> list[SheetRow]:
    """Rows that hold a task, from the first sheet with our heads. Raises NotASheet."""
    rows = rows_under(grids_of(data), HEADS, NEEDED)
    return checked_rows([row for row in rows if row.text(_TITLE) or row.text(_KEY)])
