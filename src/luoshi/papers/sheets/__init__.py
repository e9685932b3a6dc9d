"""Workbooks (.xlsx) that an office circulates as they are.

    workbook_bytes(Workbook("责任清单", (Sheet("责任清单", "…责任清单", columns, rows),)), at=at)

`Sheet` says what stands in a list; how it looks, prints and filters is decided here (docs/adr/0009).
"""

from luoshi.papers.columns import Cell, Column, Entry, Fixed, Group, Noted, Row, Value
from luoshi.papers.sheets.values import Sheet, Workbook
from luoshi.papers.sheets.writer import workbook_bytes

__all__ = ["Cell", "Column", "Entry", "Fixed", "Group", "Noted", "Row", "Sheet", "Value", "Workbook", "workbook_bytes"]
