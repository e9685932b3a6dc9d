"""PDF with text, as Word, WPS and browsers export it: lines in reading order, and ruled tables.

The text is what stands on the pages, top to bottom, without running heads, feet and page numbers; a line keeps its
indent, so that the reader can tell paragraphs from wrapped lines.
"""

from collections.abc import Sequence

from luoshi.reader.errors import UnreadableFile
from luoshi.reader.formats._pdf_client import PdfPage, pages_of
from luoshi.reader.formats._pdf_flow import blocks_of, leaf_of, without_heads
from luoshi.reader.formats._pdf_grids import Ruled
from luoshi.reader.formats._writer import Slot, Writer
from luoshi.reader.source import Source

EXTENSIONS = (".pdf",)
CONTENT = ("pdf",)

_FEWEST = 20
"""Characters on a page that is no scan."""

_MOST_LISTED = 10

_PICTURE = 0.3
"""The share of a page that pictures cover, when it is a scan."""

_LOST = 0.3
"""The share of characters without meaning that makes a text useless."""


def source_of(data: bytes) -> Source:
    """Text and tables. Raises UnreadableFile, also for a scan."""
    leaves, heights, scanned = [], [], []
    count = lost = 0
    for number, page in enumerate(pages_of(data), 1):
        count += len(page.chars)
        lost += _lost(page)
        leaves.append(leaf_of(page))
        heights.append(page.height)
        scanned += [number] if len(page.chars) < _FEWEST and page.images > _PICTURE else []
    if not count or len(scanned) * 2 > len(leaves) or (count < _FEWEST * len(leaves) and len(leaves) > 1):
        raise _scan()
    if lost > count * _LOST:
        raise _unexplained()
    writer = Writer()
    if scanned:
        _note(writer, scanned)
    for block in blocks_of(without_heads(leaves, heights)):
        if isinstance(block, str):
            writer.line(block)
        else:
            writer.table(_rows(block))
    return writer.source()


def _lost(page: PdfPage) -> int:
    return sum(char.text == "\ufffd" or 0xE000 <= ord(char.text) < 0xF000 for char in page.chars)


def _note(writer: Writer, pages: Sequence[int]) -> None:
    listed = "、".join(map(str, pages[:_MOST_LISTED])) + ("…" if len(pages) > _MOST_LISTED else "")
    writer.note(
        "scanned_pages",
        f"第 {listed} 页是图片，没有读。请对照原件补上。",
        f"Pages {listed.replace('、', ', ')} are pictures and were not read; compare with the document.",
    )


def _rows(tables: Sequence[Ruled]) -> list[list[Slot]]:
    """The rows of a table that goes on over pages: repeated heads dropped, a row that a page break cut made whole."""
    rows: list[list[Slot]] = []
    for table in tables:
        first = _repeated(table.rows, rows)
        if len(rows) > first and first < len(table.rows) and _is_rest(table.rows[first], rows[first:]):
            rows[-1] = [_with_rest(above, below) for above, below in zip(rows[-1], table.rows[first], strict=True)]
            first += 1
        shift = len(rows) - first
        rows += [[_moved(slot, shift) for slot in row] for row in table.rows[first:]]
    return rows


def _repeated(rows: Sequence[Sequence[Slot]], above: Sequence[Sequence[Slot]]) -> int:
    """How many rows of a page repeat the first ones of the table."""
    return next((index for index, (row, old) in enumerate(zip(rows, above, strict=False)) if row != old), 0)


def _moved(slot: Slot, shift: int) -> Slot:
    return slot if isinstance(slot, str) else (slot[0] + shift, slot[1])


def _is_rest(row: Sequence[Slot], above: Sequence[Sequence[Slot]]) -> bool:
    """Whether the first row of a page is the rest of a row: nothing in its first column, where rows have a number."""
    numbered = sum(isinstance(each[0], str) and bool(each[0]) for each in above)
    return row[0] == "" and any(row) and numbered * 2 > len(above) and all(isinstance(slot, str) for slot in row)


def _with_rest(above: Slot, below: Slot) -> Slot:
    return above + below if isinstance(above, str) and isinstance(below, str) else above


def _scan() -> UnreadableFile:
    return UnreadableFile(
        "scan",
        "PDF 里几乎没有文字，像是扫描件。请先做文字识别（OCR），把识别出的文字（.txt 或 .docx）和它一起上传。",
        "The PDF holds next to no text and seems to be a scan. Run text recognition (OCR) and give the text (.txt or "
        ".docx) with it.",
    )


def _unexplained() -> UnreadableFile:
    return UnreadableFile(
        "garbled",
        "PDF 的字体没有编码，文字提取出来是乱码。请用 Word 原件，或做文字识别（OCR）后和识别出的文字一起上传。",
        "The fonts of the PDF do not say which characters they show. Use the Word file, or give recognised text "
        "with it.",
    )
