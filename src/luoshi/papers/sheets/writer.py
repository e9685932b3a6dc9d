"""Workbook values to .xlsx bytes, with xlsxwriter."""

import io
from datetime import datetime
from functools import partial

from xlsxwriter import Workbook as Book

from luoshi.papers.dates import made_at
from luoshi.papers.sheets.looks import BODY, Looks
from luoshi.papers.sheets.names import tab_names
from luoshi.papers.sheets.page import set_up_page
from luoshi.papers.sheets.table import TableWriter
from luoshi.papers.sheets.values import Workbook
from luoshi.papers.text import clean, utf16_start

_OPTIONS = {
    "in_memory": True,  # also fixes the times of the archive's members
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": BODY,
}
_LONGEST_PROPERTY = 255


def workbook_bytes(workbook: Workbook, *, at: datetime) -> bytes:
    """The .xlsx file. `at` is when it was made, with a time zone. Raises ValueError."""
    buffer = io.BytesIO()
    with Book(buffer, _OPTIONS) as book:
        held = partial(utf16_start, length=_LONGEST_PROPERTY)
        title, author = held(clean(workbook.title)), held(clean(workbook.author))
        book.set_properties({"title": title, "author": author, "created": made_at(at).replace(tzinfo=None)})
        looks = Looks(book)
        for sheet, name in zip(workbook.sheets, tab_names(each.name for each in workbook.sheets), strict=True):
            tab = book.add_worksheet(name)
            table = TableWriter(tab, looks, sheet, author)
            table.write()
            set_up_page(tab, sheet, table)
    return buffer.getvalue()
