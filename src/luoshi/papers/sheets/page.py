"""How a sheet prints: A4, one page wide, headings on every page, page numbers, and what is printed."""

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from luoshi.papers.sheets.table import TableWriter
from luoshi.papers.sheets.values import Sheet

_A4 = 9
_MARGINS = {"left": 0.59, "right": 0.59, "top": 0.79, "bottom": 0.71}  # inches: 15, 15, 20 and 18 mm
_FOOTER = '&C&"宋体,Regular"&10第 &P 页，共 &N 页'


def set_up_page(tab: Worksheet, sheet: Sheet, table: TableWriter) -> None:
    """Set paper, margins, footer, repeated headings and print area of a written sheet."""
    tab.set_paper(_A4)
    if sheet.landscape:
        tab.set_landscape()
    else:
        tab.set_portrait()
    tab.set_margins(**_MARGINS)
    tab.center_horizontally()
    tab.set_footer(_FOOTER, {"margin": 0.35})
    tab.fit_to_pages(1, 0)
    tab.repeat_rows(table.first_heading, table.last_heading)
    tab.print_area(0, 0, table.last_row, len(sheet.columns) - 1)
    tab.freeze_panes(table.last_heading + 1, min(sheet.freeze_columns, len(sheet.columns) - 1))
    tab.hide_gridlines(2)
    cells = f"A1:{xl_rowcol_to_cell(table.last_row, len(sheet.columns) - 1)}"
    tab.ignore_errors({"number_stored_as_text": cells})  # long codes are texts on purpose
