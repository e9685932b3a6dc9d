"""The parts of a workbook: its sheets in order, and the cells of a sheet as a person sees them."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from luoshi.reader.formats._archive import Archive, damaged
from luoshi.reader.formats._limits import MOST_CELLS, MOST_CHARACTERS, MOST_COLUMNS, too_much
from luoshi.reader.formats._number_format import BUILT_IN, shown

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = re.compile(r"\{.*relationships\}id$")

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_MOST_MERGES = 50_000
_CODES = re.compile(r"&(?:[LCR]|&|\"[^\"]*\"|[0-9]{1,3}|[A-Z])")
"""What stands in a header besides its text: place, font, size, page number."""

_TRUE = {"1", "true"}

Place = tuple[int, int]
Area = tuple[Place, Place]


@dataclass
class Sheet:
    """Row and column (from 0) -> text; merged areas; rows and columns that are hidden."""

    name: str
    headers: list[str] = field(default_factory=list)
    cells: dict[Place, str] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: bytearray = field(default_factory=lambda: bytearray(_LAST_COLUMN))

    def leaves_out(self) -> bool:
        """Whether something stands where nobody sees it."""
        return any(row in self.hidden_rows or self.hides(column) for row, column in self.cells)

    def hides(self, column: int) -> bool:
        """Whether a column is hidden."""
        return column < _LAST_COLUMN and bool(self.hidden_columns[column])


class Book:
    """A workbook. Raises UnreadableFile."""

    def __init__(self, archive: Archive) -> None:
        self._archive, self._main = archive, archive.main("xl/workbook.xml")
        root = archive.part(self._main)
        if root is None:
            raise damaged()
        self._root, self._related = root, archive.related(self._main)
        self._characters = self.hidden = 0
        properties = root.find(f"{S}workbookPr")
        self._since_1904 = properties is not None and properties.get("date1904") in _TRUE
        self._strings = [_string(each) for each in self._items("sharedStrings", "si")]
        self._formats = self._codes()

    def sheets(self) -> Iterator[Sheet]:
        """The sheets that show, in order."""
        for each in self._root.iterfind(f"{S}sheets/{S}sheet"):
            key = next((value for name, value in each.attrib.items() if _ID.search(str(name))), "")
            kind, part = self._related.get(str(key), ("", ""))
            hidden = each.get("state", "visible") != "visible"
            self.hidden += hidden
            root = self._archive.part(part) if kind == "worksheet" and not hidden else None
            if root is not None:
                yield self._sheet(each.get("name", ""), root)

    def _items(self, kind: str, tag: str) -> Iterator[etree._Element]:
        part = next((part for found, part in self._related.values() if found == kind), "")
        root = self._archive.part(part)
        return iter(()) if root is None else root.iterfind(f"{S}{tag}")

    def _codes(self) -> list[str]:
        """Style index -> number format code."""
        own: dict[str, str] = {}
        codes: list[str] = []
        for part in ("numFmts", "cellXfs"):
            for parent in self._items("styles", part):
                for each in parent:
                    if part == "numFmts":
                        own[each.get("numFmtId", "")] = each.get("formatCode", "")
                    else:
                        key = each.get("numFmtId", "0")
                        codes.append(own.get(key) or BUILT_IN.get(_whole(key), ""))
        return codes

    def _sheet(self, name: str, root: etree._Element) -> Sheet:
        sheet = Sheet(name)
        for column in root.iterfind(f"{S}cols/{S}col"):
            if column.get("hidden") in _TRUE:
                low, high = max(_whole(column.get("min")), 1), min(_whole(column.get("max")), _LAST_COLUMN)
                sheet.hidden_columns[low - 1 : max(high, low - 1)] = b"\1" * max(high - low + 1, 0)
        row = -1
        for each in root.iterfind(f"{S}sheetData/{S}row"):
            row = _whole(each.get("r")) - 1 if each.get("r") else row + 1
            if each.get("hidden") in _TRUE:
                sheet.hidden_rows.add(row)
            self._row(each, row, sheet)
        for header in root.iterfind(f"{S}headerFooter/*"):
            sheet.headers += _CODES.sub("\n", header.text or "").split()
        for merge in root.iterfind(f"{S}mergeCells/{S}mergeCell"):
            area = _area(merge.get("ref", ""))
            if area is not None:
                sheet.merged.append(area)
        if len(sheet.merged) > _MOST_MERGES:
            raise too_much()
        return sheet

    def _row(self, element: etree._Element, row: int, sheet: Sheet) -> None:
        column = -1
        for cell in element.iterfind(f"{S}c"):
            place = _place(cell.get("r", ""))
            column = column + 1 if place is None else place[1]
            text = self._text(cell).strip()
            if text:
                sheet.cells[row, column] = text
                self._characters += len(text)
                if len(sheet.cells) > MOST_CELLS or self._characters > MOST_CHARACTERS:
                    raise too_much()

    def _text(self, cell: etree._Element) -> str:
        """What a cell shows; of a formula the value that was stored with it."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find(f"{S}is")
            return "" if inline is None else _string(inline)
        value = (cell.findtext(f"{S}v") or "").strip()
        if kind == "s":
            index = _whole(value, -1)
            return self._strings[index] if 0 <= index < len(self._strings) else ""
        if kind == "b":
            return "是" if value in _TRUE else "否"
        return self._number(value, _whole(cell.get("s"))) if kind == "n" and value else value

    def _number(self, value: str, style: int) -> str:
        try:
            number = float(value)
        except ValueError:
            return value
        if not math.isfinite(number):
            return value
        code = self._formats[style] if style < len(self._formats) else ""
        return shown(number, code, since_1904=self._since_1904)


def _string(element: etree._Element) -> str:
    """Text of a string, with its runs; without the reading aids of Japanese."""
    parts = (
        each.text or "" for each in element.iter(f"{S}t") if not any(up.tag == f"{S}rPh" for up in each.iterancestors())
    )
    return _ESCAPED.sub(_unescaped, "".join(parts))


_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def _unescaped(found: re.Match[str]) -> str:
    """Characters that XML cannot hold are written _x000D_; a break is a break, others are dropped."""
    code = int(found[1], 16)
    return {0x0A: "\n", 0x0D: "", 0x5F: "_"}.get(code, "" if code < 0x20 else found[0])


def _whole(value: str | None, otherwise: int = 0) -> int:
    return int(value) if value is not None and re.fullmatch("[0-9]{1,7}", value) else otherwise


def _place(name: str) -> Place | None:
    """Row and column of a name such as B12."""
    found = _PLACE.fullmatch(name.replace("$", ""))
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    return (row - 1, column - 1) if 0 < row <= _LAST_ROW and column <= _LAST_COLUMN else None


def _area(name: str) -> Area | None:
    first, _, last = name.partition(":")
    low, high = _place(first), _place(last or first)
    return None if low is None or high is None or low[0] > high[0] or low[1] > high[1] else (low, high)


def columns_of(sheet: Sheet) -> list[int]:
    """Columns that hold something and show. Raises UnreadableFile when there are too many."""
    columns = sorted({column for _, column in sheet.cells})
    kept = [column for column in columns if not sheet.hides(column)]
    if len(kept) > MOST_COLUMNS:
        raise too_much()
    return kept
