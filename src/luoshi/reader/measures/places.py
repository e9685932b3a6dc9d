"""Which item each block answers for, and where that item begins and ends.

A block belongs to the innermost heading above it. Several blocks under one heading each answer for the text since the
one before. A list below the last of several items that have none belongs to all of them.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from luoshi.reader.measures.blocks import Block, mentions, together
from luoshi.reader.measures.rules import LeadRules
from luoshi.reader.page import Page, Section
from luoshi.reader.reading import Measure
from luoshi.reader.units.labels import LABEL

_SKIPPED = re.compile("[。；;，,、\n）)〕】\\] ]+")


def placed(page: Page, blocks: Sequence[Block], rules: LeadRules) -> Iterator[Measure]:
    """One measure for each block, or for neighbouring blocks under one heading that complete each other."""
    homes: dict[int | None, list[Block]] = defaultdict(list)
    tree = _Tree(page, blocks)
    fields: set[int | None] = set()
    for block in blocks:
        home, field = tree.home(block)
        if field and home in fields:
            homes[home][-1] = together(homes[home][-1], block)
        else:
            homes[home].append(block)
        (fields.add if field else fields.discard)(home)
    for home, held in homes.items():
        section = None if home is None else page.sections[home]
        for start, end, titled, block in _spans(page, section, held):
            named = rules.applied(block.named, block.start)
            low, high = page.flow.span(start, end)
            path = section.path if section else "0"
            title = _title(page, section, block) if section and titled else None
            yield Measure(path, title, low, high, mentions(page.flow, named), block.deadline)


def _title(page: Page, section: Section, block: Block) -> str | None:
    """The heading's title, without a block that stands in it."""
    if section.title is None or not section.start < block.start < section.end:
        return section.title
    return page.flow.text[section.start + len(section.number) : block.start] or None


class _Tree:
    """Sections with their parents, and which of them hold blocks."""

    def __init__(self, page: Page, blocks: Sequence[Block]) -> None:
        self._page, self._text = page, page.flow.text
        self._starts = [section.start for section in page.sections]
        self._parents = _parents(page.sections)
        self._places = [block.start for block in blocks]

    def home(self, block: Block) -> tuple[int | None, bool]:
        """Index of the section that a block answers for, and whether the block is a numbered field of it."""
        index = bisect_right(self._starts, block.start) - 1
        if index < 0 or block.start > self._page.sections[index].stop:
            return None, False
        section = self._page.sections[index]
        if self._is_field(section, block):
            return self._parents[index], True
        parent = self._parents[index]
        if parent is not None and self._closes(section, self._page.sections[parent], block):
            return parent, False
        return index, False

    def _is_field(self, section: Section, block: Block) -> bool:
        """（3）牵头单位：… is a field of the item above, not an item."""
        number_end = section.start + len(section.number)
        return section.start <= block.start <= number_end + 2 and bool(LABEL.match(self._text, number_end))

    def _closes(self, section: Section, parent: Section, block: Block) -> bool:
        """Whether the block ends a row of items in one paragraph, none of which has bodies of its own."""
        if section.extent < parent.extent or self._count(parent) > 1:
            return False
        inside = self._text[section.start - 1] != "\n" if section.start else False
        return inside and block.end >= section.stop - 2

    def _count(self, section: Section) -> int:
        return bisect_right(self._places, section.extent) - bisect_right(self._places, section.start - 1)


def _parents(sections: Sequence[Section]) -> list[int | None]:
    parents: list[int | None] = []
    open_sections: list[int] = []
    for index, section in enumerate(sections):
        while open_sections and sections[open_sections[-1]].level >= section.level:
            open_sections.pop()
        parents.append(open_sections[-1] if open_sections else None)
        open_sections.append(index)
    return parents


def _spans(page: Page, section: Section | None, blocks: list[Block]) -> Iterator[tuple[int, int, bool, Block]]:
    """Start, end, whether the heading's title is its own, and the block."""
    text = page.flow.text
    last = section.start if section else 0
    for number, block in enumerate(blocks):
        first = number == 0
        if section is not None and first and (len(blocks) == 1 or _runs_in(text, section, block)):
            start = section.start
        else:
            start = _own_text(page, last if not first or section is None else section.end, block, first=first)
        end = block.end
        if section is not None and number == len(blocks) - 1 and len(blocks) == 1:
            end = max(end, section.stop)
        yield start, max(end, start + 1), section is not None and start == section.start, block
        last = block.end


def _runs_in(text: str, section: Section, block: Block) -> bool:
    """Whether the heading's own paragraph, or the first one below it, holds the block."""
    return text.count("\n", section.start, block.start) <= (0 if section.title is None or block.form != "label" else 2)


def _own_text(page: Page, last: int, block: Block, *, first: bool) -> int:
    """Where the text begins that a block answers for: after the block before, at the latest with its paragraph."""
    text = page.flow.text
    skipped = _SKIPPED.match(text, last)
    after = skipped.end() if skipped else last
    paragraph = text.rfind("\n", 0, block.start) + 1
    if after >= block.start:
        return block.start
    if block.form != "label" or paragraph < block.start:
        return max(after, paragraph) if paragraph < block.start else _before(text, paragraph, after)
    if first:
        return _before(text, paragraph, after)
    return after


def _before(text: str, paragraph: int, after: int) -> int:
    """Start of the paragraph just above."""
    if paragraph <= after:
        return paragraph
    return max(after, text.rfind("\n", 0, paragraph - 1) + 1)
