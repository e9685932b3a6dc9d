"""Exports made and opened again, as whoever gets them opens them."""

import io
from typing import Any

import docx
from docx.document import Document
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from luoshi.plans import exports
from luoshi.plans.exports import Asked
from luoshi.plans.models import Revision
from tests.cast import AT

TODAY = AT.date()


def asked(revision: Revision, **more: Any) -> Asked:
    """What is asked for, of the revision as it stands in the database now."""
    fresh = Revision.objects.select_related("plan", "adoption__by", "file").get(pk=revision.pk)
    return Asked(fresh, at=AT, **({"on": TODAY} | more))


def made(code: str, revision: Revision, **more: Any) -> bytes:
    """The bytes of an export."""
    return exports.produce(code, asked(revision, **more)).data


def sheet(data: bytes) -> Worksheet:
    """The first sheet of a list, with how it looks."""
    return load_workbook(io.BytesIO(data)).worksheets[0]


def cells(data: bytes, tab: int = 0) -> list[list[Any]]:
    """What stands in a sheet, also beneath its merged cells."""
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(tab).to_python()


def lines(data: bytes, tab: int = 0) -> list[dict[str, Any]]:
    """The rows of a list by the heading of their column, down to the footnotes."""
    found = cells(data, tab)
    top = next(number for number, row in enumerate(found) if row[0] == "序号")
    double = found[top + 1][0] == ""
    heads = [below or above for above, below in zip(found[top], found[top + double], strict=True)]
    return [dict(zip(heads, row, strict=True)) for row in found[top + 1 :] if isinstance(row[0], float)]


def words(data: bytes) -> str:
    """Everything a sheet says."""
    return "\n".join(str(cell) for row in cells(data) for cell in row if cell != "")


def paper(revision: Revision) -> Document:
    """The adoption sheet."""
    return docx.Document(io.BytesIO(made("adoption", revision)))


def said(document: Document) -> str:
    """Everything a paper says, tables included."""
    texts = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *texts])
