"""The part of a web page that is the document: what holds most of its prose, and the title above it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from luoshi.reader.formats._html_parts import BLOCKS, is_dropped
from luoshi.reader.formats._html_tables import is_layout

_SHARE = 0.8
"""The document is the innermost part that holds this share of the text outside links."""

_FRAMES = {
    "html",
    "body",
    "div",
    "section",
    "article",
    "main",
    "form",
    "center",
    "table",
    "tbody",
    "tr",
    "td",
    "fieldset",
}
_KEEPING = {"p", "ul", "ol", "dl", "pre", "blockquote", "table"}
_HEADINGS = {"h1", "h2", "h3", "h4"}
"""Next to one of the first, or to two of the second, nothing is cut away: they are part of the document."""

_MENU = 4
"""A block of this many links and nothing else is a menu."""

_TITLE = re.compile(r"(?i)title|biaoti|bt\b")
_LONGEST_TITLE = 100
_MARKS = re.compile(r"\s+")


@dataclass
class Counts:
    """For each element that shows: characters outside links; and the blocks that are menus."""

    prose: dict[etree._Element, int] = field(default_factory=dict)
    menus: set[etree._Element] = field(default_factory=set)

    def add(self, element: etree._Element, *, linked: bool = False) -> tuple[int, int]:
        """Count an element and everything in it; characters and links."""
        linked = linked or element.tag == "a"
        total, links = (0 if linked else _size(element.text)), int(element.tag == "a")
        for child in element:
            if not is_dropped(child):
                prose, inside = self.add(child, linked=linked)
                total, links = total + prose, links + inside
            total += 0 if linked else _size(child.tail)
        self.prose[element] = total
        if links >= _MENU and not total and element.tag in BLOCKS:
            self.menus.add(element)
        return total, links


def content_of(root: etree._Element) -> tuple[list[etree._Element], set[etree._Element]]:
    """The title, when it stands outside, and the main part; and the menus, which are no text."""
    counts = Counts()
    counts.add(root)
    part = root
    while (inner := _inner(part, counts.prose)) is not None:
        part = inner
    title = None if part is root else _title(root, part)
    return [part] if title is None else [title, part], counts.menus


def _size(text: str | None) -> int:
    return len(_MARKS.sub("", text)) if text else 0


def _inner(part: etree._Element, counts: dict[etree._Element, int]) -> etree._Element | None:
    """The child that holds most, when what stands beside it are frames that can go."""
    children = [child for child in part if child in counts]
    best = max(children, key=lambda child: counts[child], default=None)
    if best is None or best.tag not in _FRAMES or counts[best] < _SHARE * max(counts[part], 1):
        return None
    beside = [child for child in children if child is not best and counts[child]]
    headings = sum(child.tag in _HEADINGS for child in beside)
    if (
        headings > 1
        or any(child.tag in _KEEPING for child in beside)
        or (best.tag == "table" and (beside or not is_layout(best)))
    ):
        return None
    return best


def _title(root: etree._Element, part: etree._Element) -> etree._Element | None:
    """The last heading before the main part, unless the part has one of its own."""
    if next(part.iter("h1"), None) is not None:
        return None
    above = set(part.iterancestors())
    found = None
    for element in _before(root, part):
        if element not in above and _is_title(element):
            found = element
    return found


def _before(root: etree._Element, part: etree._Element) -> Iterator[etree._Element]:
    for element in root.iter():
        if element is part:
            return
        if isinstance(element.tag, str):
            yield element


def _is_title(element: etree._Element) -> bool:
    if is_dropped(element) or any(map(is_dropped, element.iterancestors())):
        return False
    named = element.tag in BLOCKS and _TITLE.search(f"{element.get('class', '')} {element.get('id', '')}")
    if element.tag not in {"h1", "h2"} and not named:
        return False
    return 5 < _size("".join(element.itertext())) <= _LONGEST_TITLE
