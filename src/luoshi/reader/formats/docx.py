"""Word documents: paragraphs and tables in the order of the body, with the numbers that Word makes itself.

Tracked changes count as accepted. Headers and text boxes are left out, but for what a 版头 says there.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from luoshi.reader.errors import UnreadableFile
from luoshi.reader.formats._archive import Archive, archive_of, damaged
from luoshi.reader.formats._grid import Slot, laid_out
from luoshi.reader.formats._limits import MOST_CELLS, Budget
from luoshi.reader.formats._numbering import Numbering, W
from luoshi.reader.secrecy import is_mark
from luoshi.reader.source import Cell, Source, Table

EXTENSIONS = (".docx",)
CONTENT = ("docx",)

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_TEXT = {f"{W}t", f"{_MATH}t"}
_FIXED = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_LEFT_OUT = {
    f"{W}{name}"
    for name in (
        "pPr",
        "rPr",
        "del",
        "moveFrom",
        "drawing",
        "pict",
        "object",
        "instrText",
        "rt",
        "sdtPr",
        "tblPr",
    )
} | {f"{_MC}Fallback"}
_PARAGRAPH, _TABLE, _BOX = f"{W}p", f"{W}tbl", f"{W}txbxContent"
_HEAD_BLOCKS = 15
_HEAD = re.compile(r".{3,30}文件|[\u4e00-\u9fff]{2,12}[〔\[【（(]20[0-9]{2}[〕\]】）)][0-9]{1,5}号|签发人[：:].{2,8}")


def source_of(data: bytes) -> Source:
    """The document's text and its tables. Raises UnreadableFile."""
    with archive_of(data) as archive:
        document = archive.part(archive.main("word/document.xml"))
        body = None if document is None else document.find(f"{W}body")
        if body is None:
            raise damaged()
        styles = archive.part("word/styles.xml")
        if next(body.iter(f"{W}altChunk"), None) is not None:
            raise _embedded()
        numbering = Numbering(archive.part("word/numbering.xml"), styles)
        writer = _Writer(numbering, _contents_styles(styles), _Whole(_length(body), Budget(MOST_CELLS)))
        writer.head(_head_lines(archive, body))
        writer.blocks(body)
    return writer.source()


def _contents_styles(styles: etree._Element | None) -> set[str]:
    """Styles of the entries of a table of contents, which repeat the headings."""
    if styles is None:
        return set()
    names = ((style.get(f"{W}styleId", ""), style.find(f"{W}name")) for style in styles.iterfind(f"{W}style"))
    return {key for key, name in names if name is not None and re.match(r"(?i)toc \d", name.get(f"{W}val", ""))}


def _head_lines(archive: Archive, body: etree._Element) -> list[str]:
    """Lines of headers and of the first text boxes that belong to a 版头."""
    boxes = [box for block in body[:_HEAD_BLOCKS] for box in block.iter(_BOX) if not _is_fallback(box)]
    lines = [_squeezed(paragraph) for box in boxes for paragraph in box.iter(_PARAGRAPH)]
    kept = [line for line in lines if is_mark(line) or _HEAD.fullmatch(line)]
    headers = (part for name in archive.names("word/header") if (part := archive.part(name)) is not None)
    return kept + [line for part in headers for each in part.iter(_PARAGRAPH) if is_mark(line := _squeezed(each))]


def _is_fallback(element: etree._Element) -> bool:
    return any(parent.tag == f"{_MC}Fallback" for parent in element.iterancestors())


def _squeezed(paragraph: etree._Element) -> str:
    return re.sub(r"\s+", "", "".join(_inline(paragraph)))


def _inline(element: etree._Element) -> Iterator[str]:
    """The visible text of a paragraph or run, line breaks as \\n."""
    for child in element:
        tag = child.tag
        if tag in _TEXT:
            yield child.text or ""
        elif tag in _FIXED:
            yield _FIXED[tag]
        elif tag not in _LEFT_OUT and not (tag == f"{W}r" and _is_hidden(child)):
            yield from _inline(child)


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "true") not in {"0", "false"}


@dataclass(frozen=True, slots=True)
class _Whole:
    """What the writers of a document share: the length of its text, and how many cells it may still have."""

    length: int
    cells: Budget


class _Writer:
    """Builds text and tables, keeping count of the place."""

    def __init__(self, numbering: Numbering, contents: set[str], whole: _Whole) -> None:
        self._numbering, self._contents, self._whole = numbering, contents, whole
        self._parts: list[str] = []
        self._place = 0
        self._tables: list[Table] = []

    def source(self) -> Source:
        return Source("".join(self._parts), tuple(self._tables))

    def head(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._write(line + "\n")

    def blocks(self, parent: etree._Element) -> None:
        """Paragraphs and tables below a body, a cell or a content control."""
        for block in parent:
            if block.tag == _PARAGRAPH:
                self._write(self._paragraph(block))
            elif block.tag == _TABLE:
                self._table(block)
            elif block.tag not in _LEFT_OUT and not _is_contents(block):
                self.blocks(block)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._place += len(text)

    def _paragraph(self, paragraph: etree._Element) -> str:
        """Number, text and newline; after a deleted paragraph mark the next paragraph goes on."""
        properties = paragraph.find(f"{W}pPr")
        style = None if properties is None else properties.find(f"{W}pStyle")
        if style is not None and style.get(f"{W}val") in self._contents:
            return ""
        label = self._numbering.label(properties)
        text = "".join(_inline(paragraph)).replace("\t", " ")
        joined = properties is not None and properties.find(f"{W}rPr/{W}del") is not None
        return (label + text if text.strip() else text) + ("" if joined else "\n")

    def _table(self, table: etree._Element) -> None:
        grid = laid_out(table, self._whole.cells)
        if grid.width == 1 and _length(table) * 2 > self._whole.length:
            for cell in table.iter(f"{W}tc"):
                self.blocks(cell)
            return
        start, rows = self._place, []
        above: list[Cell] = []
        for row in grid.rows:
            above = self._row(row, above)
            rows.append(tuple(above))
        if rows:
            self._tables.append(Table(start, self._place, tuple(rows)))

    def _row(self, slots: Sequence[Slot], above: Sequence[Cell]) -> list[Cell]:
        """One line of the table; a slot that a merge covers takes the place of the cell that shows."""
        cells: list[Cell] = []
        for column, slot in enumerate(slots):
            if column:
                self._write("\t")
            start = self._place
            if slot.cell is not None:
                self._write(self._cell(slot.cell))
            cells.append(self._seen(slot, start, cells, above[column : column + 1]))
        self._write("\n")
        return cells

    def _seen(self, slot: Slot, start: int, left: Sequence[Cell], above: Sequence[Cell]) -> Cell:
        if slot.across and left:
            return replace(left[-1], merged=True)
        if slot.below and above:
            return replace(above[0], merged=True)
        return Cell(start, self._place)

    def _cell(self, cell: etree._Element) -> str:
        """The text of a cell on one line: \\v for a line break, a blank between cells of a table inside."""
        inner = _Writer(self._numbering, self._contents, self._whole)
        inner.blocks(cell)
        return inner.source().text.strip().replace("\t", " ").replace("\n", "\v")


def _is_contents(block: etree._Element) -> bool:
    gallery = block.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def _length(element: etree._Element) -> int:
    """Characters inside. A table of one column that holds most of the document's is a frame around it."""
    return sum(len(each.text or "") for each in element.iter(f"{W}t"))


def _embedded() -> UnreadableFile:
    return UnreadableFile(
        "embedded",
        "文档里嵌着另一个文件的内容（altChunk），还没有并进正文。请在 Word 里打开，另存为 .docx 后再上传。",
        "The document embeds the content of another file (altChunk). Open it in Word and save it again as .docx.",
    )
