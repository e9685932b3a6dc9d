"""Paper values to .docx bytes, with python-docx."""

import io
from datetime import datetime

import docx
from docx.document import Document

from luoshi.papers.dates import made_at
from luoshi.papers.document import frame
from luoshi.papers.document.blank import blank_document
from luoshi.papers.document.blocks import write_blocks
from luoshi.papers.document.canvas import Canvas
from luoshi.papers.document.page import number_pages
from luoshi.papers.document.values import Annex, Paper
from luoshi.papers.package import packed, unpacked
from luoshi.papers.text import clean, utf16_start

_LONGEST_PROPERTY = 255


def paper_bytes(paper: Paper, *, at: datetime) -> bytes:
    """The .docx file. `at` is when it was made, with a time zone. Raises ValueError."""
    document = docx.Document(io.BytesIO(blank_document()))
    _properties(document, paper, at)
    canvas = Canvas(document)
    number_pages(document)
    _front(canvas, paper)
    for number, annex in enumerate(paper.annexes, 1):
        _annex(canvas, annex, f"附件{number}" if len(paper.annexes) > 1 else "附件")
    if paper.imprint:
        canvas.turn(landscape=False)
        frame.write_imprint(canvas, paper.imprint)
    buffer = io.BytesIO()
    document.save(buffer)
    return packed(unpacked(buffer.getvalue()))


def _front(canvas: Canvas, paper: Paper) -> None:
    """Everything before the annexes."""
    frame.write_head(canvas, paper)
    frame.write_title(canvas, paper.title, paper.subtitle, below_rule=bool(paper.mark or paper.number))
    if paper.addressee:
        frame.write_addressee(canvas, paper.addressee)
    write_blocks(canvas, paper.blocks)
    names = [*(annex.title for annex in paper.annexes), *paper.attachments]
    frame.write_attachments(canvas, [clean(name).replace("\n", "") for name in names])
    frame.write_signed(canvas, paper)
    if paper.remark:
        frame.write_remark(canvas, paper.remark)


def _annex(canvas: Canvas, annex: Annex, mark: str) -> None:
    turned = annex.landscape != canvas.landscape
    canvas.turn(landscape=annex.landscape)
    words = canvas.words("AnnexMark", mark)
    words.paragraph_format.page_break_before = not turned
    frame.write_title(canvas, annex.title)
    write_blocks(canvas, annex.blocks)


def _properties(document: Document, paper: Paper, at: datetime) -> None:
    core, made = document.core_properties, made_at(at)
    author = utf16_start(clean(paper.author or paper.issuer), _LONGEST_PROPERTY)
    core.title = utf16_start(clean(paper.title).replace("\n", ""), _LONGEST_PROPERTY)
    core.author = core.last_modified_by = author
    core.created = core.modified = made
    core.language, core.revision = "zh-CN", 1
