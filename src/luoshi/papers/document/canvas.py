"""Where blocks are put: at the end of a document's body, in styles."""

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.text.paragraph import Paragraph as Words
from lxml import etree

from luoshi.papers.document.page import WIDTH, set_up
from luoshi.papers.document.xml import set_run, styled


class Canvas:
    """A document being written, upright or turned."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.landscape = False
        set_up(document.sections[0])

    @property
    def width(self) -> float:
        """Millimetres of the text area."""
        return WIDTH[self.landscape]

    def words(self, style: str, text: str = "", align: str = "") -> Words:
        """Append a paragraph."""
        paragraph = styled(self._document.add_paragraph(), style, align)
        if text:
            set_run(paragraph, text)
        return paragraph

    def table(self, table: etree._Element) -> None:
        """Append a table, and a small paragraph that keeps it apart from what follows."""
        self._document.element.body[-1].addprevious(table)
        self.spacer(6)

    def spacer(self, points: float) -> Words:
        """Append an empty paragraph that is `points` high."""
        paragraph = self.words("Small")
        spacing = paragraph._p.get_or_add_pPr().get_or_add_spacing()
        spacing.line = round(points * 12700)
        return paragraph

    def turn(self, *, landscape: bool) -> None:
        """Go on on a new page that lies this way; nothing happens when it does already."""
        if landscape != self.landscape:
            self.landscape = landscape
            section = self._document.add_section(WD_SECTION.NEW_PAGE)
            self._document.paragraphs[-1]._p.get_or_add_pPr().style = "Small"
            set_up(section, landscape=landscape)
