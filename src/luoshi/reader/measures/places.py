"""Which item each block answers for, and where that item begins and ends.

A block belongs to the innermost heading above it. Several blocks under one heading each answer for the text since the
one before. A list below the last of several items that have none belongs to all of them.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from luoshi.reader.certainty import certainty_of
from luoshi.reader.measures.blocks import Block, measure_signs, mentions, together
from luoshi.reader.measures.rules import LeadRules
from luoshi.reader.page import Page, Section
from luoshi.reader.reading import Measure
from luoshi.reader.units.labels import LABEL

_LONG = 60
_NUMBER = re.compile(
    r"(?<![第（(])(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|(?<![0-9.])[0-9]{1,2}[.．、](?![0-9]))"
)
"""A number by which an item in a long paragraph begins, where the outline saw no heading."""

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
            units = mentions(page.flow, named, block.place)
            why = measure_signs("heading" if titled and section else "part", units)
            yield Measure(path, title, low, high, units, block.deadline, certainty_of(why), why)


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
        return self._lifted(index, block), False

    def _is_field(self, section: Section, block: Block) -> bool:
        """（3）牵头单位：… is a field of the item above, not an item."""
        number_end = section.start + len(section.number)
        return section.start <= block.start <= number_end + 2 and bool(LABEL.match(self._text, number_end))

    def _lifted(self, index: int, block: Block) -> int:
        """The heading above a row of items that ends with the block and has no other.

        Items inside one paragraph share its list; items with paragraphs of their own do so where that is how the
        document does it: nowhere do two items under one heading have lists of their own.
        """
        while (parent := self._parents[index]) is not None and self._closes(index, parent, block):
            section = self._page.sections[index]
            inside = section.start > 0 and self._text[section.start - 1] != "\n"
            if not inside and not self._shared:
                break
            index = parent
        return index

    def _closes(self, index: int, parent: int, block: Block) -> bool:
        """Whether the block is the only one below a heading and stands at the end of the last of several items."""
        section, above = self._page.sections[index], self._page.sections[parent]
        last = section.extent >= above.extent and index > parent + 1
        return last and block.end >= section.extent - 2 and self._count(above) == 1

    @cached_property
    def _shared(self) -> bool:
        """Whether at least two headings share one list among their items, and none has several."""
        shared = 0
        children: dict[int, list[int]] = defaultdict(list)
        for index, parent in enumerate(self._parents):
            if parent is not None:
                children[parent].append(index)
        for parent, items in children.items():
            holding = [item for item in items if self._count(self._page.sections[item])]
            if len(holding) > 1:
                direct = sum(self._page.sections[item].extent == self._page.sections[item].stop for item in holding)
                if direct > 1:
                    return False
            shared += len(items) > 1 and holding == items[-1:] and self._count(self._page.sections[parent]) == 1
        return shared > 1

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
    if block.start - max(after, paragraph) > _LONG:
        numbers = list(_NUMBER.finditer(text, max(after, paragraph), block.start))
        after = numbers[-1].start() if numbers else after
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
