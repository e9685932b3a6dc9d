"""The page: A4 with a text area of 156 by 225 mm, 22 lines of 28 characters, page numbers — 1 — on the outside."""

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from luoshi.papers.document.styles import LINE, twips
from luoshi.papers.document.xml import child, ind, set_run, styled

WIDTH = {False: 156.0, True: 225.0}
"""Millimetres of the text area, portrait or landscape."""


def set_up(section: Section, *, landscape: bool = False) -> None:
    """Set paper, margins and grid. A landscape page is the upright one turned left: its head lies at the binding."""
    upright = {"top": 37, "bottom": 35, "left": 28, "right": 26}
    turned = {"top": 28, "bottom": 26, "left": 35, "right": 37}
    margins = turned if landscape else upright
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.top_margin, section.bottom_margin = Mm(margins["top"]), Mm(margins["bottom"])
    section.left_margin, section.right_margin = Mm(margins["left"]), Mm(margins["right"])
    section.header_distance, section.footer_distance = Mm(15), Mm(margins["bottom"] - 11)
    _grid(section)


def _grid(section: Section) -> None:
    """22 lines a page."""
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    child(properties, "w:docGrid", type="lines", linePitch=twips(LINE))


def number_pages(document: Document) -> None:
    """Page numbers at the outer edge, one character in: right on odd pages, left on even ones."""
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        styled(paragraph, "Footer", side)
        ind(paragraph, **{side: 14.0})
        _page_number(paragraph)


def _page_number(paragraph: Paragraph) -> None:
    set_run(paragraph, "— ")
    field = child(paragraph._p, "w:fldSimple", instr=" PAGE ")
    child(child(field, "w:r"), "w:t").text = "1"
    set_run(paragraph, " —")
