"""Web pages as browsers and office programs save them: the main content's lines and tables; nothing is fetched.

Scripts, navigation, form controls and what is hidden by its own attributes are left out; style sheets are not followed.
"""

import re
from collections.abc import Collection

from lxml import etree

from luoshi.reader.formats._archive import damaged
from luoshi.reader.formats._decode import decoded, encoding_of, marked
from luoshi.reader.formats._html_main import content_of
from luoshi.reader.formats._html_parts import BLOCKS, BREAKS, first_number, is_dropped, shown, whole
from luoshi.reader.formats._html_tables import Place, grid_of, is_layout
from luoshi.reader.formats._limits import check_nodes, too_complex
from luoshi.reader.formats._writer import Slot, Writer
from luoshi.reader.source import Source

EXTENSIONS = (".html", ".htm", ".xhtml")
CONTENT = ("html", "fragment")

_CHARSET = re.compile(
    rb"""(?i)<(?:meta\s[^>]{0,200}?charset|\?xml\s[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w-]{2,30})"""
)
_META_WITHIN = 4096
_GB = {"gb2312", "gbk", "gb_2312-80", "x-gbk", "gb18030", "cp936", "hz-gb-2312"}
_CROWDED = re.compile(rb"<(?:[^<>\s=]*[\s=]+){1000}")
"""A tag of hundreds of attributes, which take the square of their number to parse."""

_INLINE = re.compile(rb"data:[^\"'\s<>]{1000,}")
"""A picture inside the page."""

_SPACES = re.compile(r"[ \t\r\n\f\v]+")


def source_of(data: bytes) -> Source:
    """The main content. Raises UnreadableFile."""
    markup = _decoded(data).replace("\x00", "").encode("utf-8", "replace")
    for name in (b"script", b"style"):
        markup = _without(markup, name)
    markup = _INLINE.sub(b"", markup)
    check_nodes(markup)
    if _CROWDED.search(markup):
        raise too_complex()
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(markup, parser)
    except (etree.LxmlError, ValueError) as error:
        raise damaged() from error
    if root is None:
        raise damaged()
    if any(each.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for each in parser.error_log):
        raise too_complex()
    writer = Writer()
    parts, menus = content_of(root)
    walker = _Walker(writer, menus)
    for part in parts:
        walker.block(part)
    walker.end_line()
    return writer.source()


def _decoded(data: bytes) -> str:
    """The text by its mark, by what the page declares if that makes sense, else by what makes most sense."""
    found = _CHARSET.search(data[:_META_WITHIN])
    declared = found[1].decode("ascii", "replace").lower() if found and not marked(data) else ""
    name = "gb18030" if declared in _GB else declared
    try:
        text = data.decode(name or "ascii")
    except (LookupError, UnicodeError):
        return decoded(data) if encoding_of(data) else data.decode("utf-8", "replace")
    return text


def _without(markup: bytes, name: bytes) -> bytes:
    """The markup without the elements of this name, which hold no markup themselves."""
    kept, place = [], 0
    folded = markup.lower()
    while (start := folded.find(b"<" + name, place)) >= 0 and (end := folded.find(b"</" + name, start)) >= 0:
        kept.append(markup[place:start])
        place = max(folded.find(b">", end), end) + 1
    return b"".join([*kept, markup[place:]])


class _Walker:
    """Walks the content in order: inline text gathers until a block or a break ends the line."""

    def __init__(self, writer: Writer, menus: Collection[etree._Element] = ()) -> None:
        self._writer, self._menus = writer, menus
        self._line: list[str] = []
        self._label = ""
        self._numbers: dict[etree._Element, int] = {}

    def end_line(self) -> None:
        """Write what has gathered, if anything."""
        text = _SPACES.sub(" ", "".join(self._line)).strip(" ")
        self._line = []
        if text:
            self._writer.line(self._label + text)
            self._label = ""

    def block(self, element: etree._Element) -> None:
        """An element that stands on lines of its own."""
        self.end_line()
        if element.tag == "table" and not is_layout(element):
            self._table(element)
        elif element.tag == "pre":
            for line in "".join(shown(element)).split("\n"):
                self._writer.line(line.rstrip())
        else:
            self._label = self._next_label(element) or self._label
            self._inside(element)
        self.end_line()

    def _next_label(self, element: etree._Element) -> str:
        """The number that a browser puts before an item of a list."""
        parent = element.getparent() if element.tag == "li" else None
        first = None if parent is None else first_number(parent)
        if parent is None or first is None:
            return ""
        number = whole(element.get("value"), self._numbers.get(parent, first))
        self._numbers[parent] = number + 1
        return f"{number}. "

    def _inside(self, element: etree._Element) -> None:
        self._line.append(element.text or "")
        for child in element:
            if not is_dropped(child) and child not in self._menus:
                self._child(child)
            self._line.append(child.tail or "")

    def _child(self, child: etree._Element) -> None:
        if child.tag in BREAKS:
            self.end_line()
        elif child.tag in BLOCKS:
            self.block(child)
        else:
            self._inside(child)

    def _table(self, table: etree._Element) -> None:
        for caption in table.iterchildren("caption"):
            self.block(caption)
        self._writer.table([[_slot(place) for place in row] for row in grid_of(table)])


def _slot(place: Place) -> Slot:
    """The text of a cell, its blocks on lines of their own."""
    if place is None or isinstance(place, tuple):
        return place or ""
    inner = _Walker(Writer())
    inner._inside(place)
    inner.end_line()
    return inner._writer.source().text.strip("\n")
