"""The few places where a paper needs WordprocessingML that python-docx does not write itself."""

from copy import deepcopy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from luoshi.papers.document.styles import twips
from luoshi.papers.text import clean

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def child(parent: Any, tag: str, **attributes: str | int) -> etree._Element:
    """Append an element with attributes of the w: name space, and return it."""
    element: etree._Element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    parent.append(element)
    return element


def appended(parent: Any, pattern: etree._Element) -> etree._Element:
    """Append a copy of a pattern, and return it: many alike are built once."""
    element = deepcopy(pattern)
    parent.append(element)
    return element


def words_in(cell: etree._Element) -> Paragraph:
    """Append a paragraph to a table cell. Its text and properties can be set, which need no part of a document."""
    no_part: Any = None
    return Paragraph(child(cell, "w:p"), no_part)


def styled(paragraph: Paragraph, style: str, align: str = "") -> Paragraph:
    """Give a paragraph a style by its id, and perhaps another alignment than the style's."""
    properties = paragraph._p.get_or_add_pPr()
    properties.style = style
    if align:
        jc = properties.get_or_add_jc()
        jc.set(qn("w:val"), align)
    return paragraph


def ind(paragraph: Paragraph, **points: float) -> None:
    """Set indents in points: left, right, firstLine, hanging."""
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    for name, value in points.items():
        indent.set(qn(f"w:{name}"), str(twips(value)))


def set_run(paragraph: Paragraph, text: str, *, font: str = "", size: float = 0) -> Run:
    """Append a text, perhaps in another font or size (points) than the style's."""
    run = paragraph.add_run(clean(text))
    if font:
        fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), font)
    if size:
        properties = run._r.get_or_add_rPr()
        for tag in ("w:sz", "w:szCs"):
            child(properties, tag, val=round(size * 2))
    return run


def write(run: Run, text: str) -> None:
    """Give an empty run its text; what holds nothing but characters needs no signs of its own."""
    said = clean(text)
    if any(sign in said for sign in "\t\n\r-"):
        run.text = said
        return
    element = child(run._r, "w:t")
    element.text = said
    if said != said.strip():
        element.set(SPACE, "preserve")
