"""The blocks of a text, each written in its way."""

from collections.abc import Callable, Iterable
from typing import Any

from luoshi.papers.dates import official_minute
from luoshi.papers.document.canvas import Canvas
from luoshi.papers.document.styles import HEI, STYLES
from luoshi.papers.document.tables import THIN, add_cell, add_row, fill, framed, write_table
from luoshi.papers.document.values import Block, Heading, PageBreak, Paragraph, Signature, SmallPrint, Table
from luoshi.papers.document.xml import child, set_run

_SIGNATURE_SIZE, _LABEL_MM, _EMPTY = 12, 30, 60


def write_blocks(canvas: Canvas, blocks: Iterable[Block]) -> None:
    """Append blocks in their order."""
    for block in blocks:
        _WRITERS[type(block)](canvas, block)


def _heading(canvas: Canvas, heading: Heading) -> None:
    canvas.words(f"Heading{heading.level}", heading.text)


def _paragraph(canvas: Canvas, paragraph: Paragraph) -> None:
    words = canvas.words("Body" if paragraph.indent else "Normal")
    if paragraph.lead:
        set_run(words, paragraph.lead.text, font=STYLES[f"Heading{paragraph.lead.level}"].font)
    set_run(words, paragraph.text)


def _page_break(canvas: Canvas, _: PageBreak) -> None:
    words = canvas.spacer(1)
    child(child(words._p, "w:r"), "w:br", type="page")


def _small_print(canvas: Canvas, block: SmallPrint) -> None:
    for label, value in block.lines:
        canvas.words("Small", f"{label}：{value}")


def _signature(canvas: Canvas, signature: Signature) -> None:
    """A framed block of three lines that stay on one page."""
    when = official_minute(signature.at) if signature.at else ""
    lines = ((signature.label, signature.opinion, _EMPTY), ("签署人", signature.person, 0), ("时间", when, 0))
    total, label = (round(mm * 1440 / 25.4) for mm in (canvas.width, _LABEL_MM))
    widths = [label, total - label]
    table = framed(widths, dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), THIN))
    for number, (name, value, height) in enumerate(lines):
        row = add_row(table, height=max(height, 2.2 * _SIGNATURE_SIZE))
        for wide, text, align, font in ((label, name, "center", HEI), (widths[1], value, "left", "")):
            words = fill(add_cell(row, wide), text, align, font, _SIGNATURE_SIZE)
            words.paragraph_format.keep_with_next = number < len(lines) - 1
    canvas.table(table)


_WRITERS: dict[type, Callable[[Canvas, Any], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Table: write_table,
    Signature: _signature,
    SmallPrint: _small_print,
    PageBreak: _page_break,
}
