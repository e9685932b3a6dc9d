"""Which of the places that might name bodies do so, judged by how the document does it elsewhere."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from luoshi.reader.flow import Flow
from luoshi.reader.measures.blocks import Block, merged
from luoshi.reader.measures.brackets import bracket_blocks
from luoshi.reader.measures.lines import label_blocks
from luoshi.reader.measures.orders import KINDS, dated, order_blocks
from luoshi.reader.measures.parties import party_blocks
from luoshi.reader.measures.sentences import sentence_blocks
from luoshi.reader.page import Page

_PREVAILING = 3
"""A document with this many times more labels and brackets than such sentences does not use them to name duties."""

_USUAL = 3


def duty_blocks(page: Page, ranges: Sequence[tuple[int, int]]) -> list[Block]:
    """Blocks in these ranges of the flow, neighbours merged, in order."""
    flow, starts = page.flow, [section.start for section in page.sections]
    found: list[Block] = []
    for low, high in ranges:
        brackets = _believed(list(bracket_blocks(flow, low, high, starts)))
        taken = [(block.start, block.end) for block in brackets]
        found += [*brackets, *label_blocks(flow, low, high, starts, taken)]
    found = list(merged(flow.text, found, frozenset(starts)))
    spoken = list(_spoken(flow, page, ranges, found))
    several = [block for block in spoken if block.form == "sentence" and len({each.role for each in block.named}) > 1]
    if len(found) >= _PREVAILING * len(spoken):
        spoken = several
    found = [*found, *dated(flow, spoken)]
    if not found or page.facts.kind in KINDS:
        asked = [block for low, high in ranges for block in order_blocks(flow, low, high, found)]
        found += dated(flow, asked)
    return sorted([*found, *dated(flow, list(party_blocks(page, found)))], key=lambda block: block.start)


def _believed(brackets: list[Block]) -> list[Block]:
    """Bare lists count when they name several bodies, or when the document ends its items like that."""
    usual = sum(block.form == "bare" for block in brackets) >= _USUAL
    return [block for block in brackets if block.form != "bare" or usual or len(block.named) > 1]


def _spoken(flow: Flow, page: Page, ranges: Sequence[tuple[int, int]], found: Sequence[Block]) -> Iterator[Block]:
    """Sentences that name bodies, in sections where nothing else does. `found` stands in the order of its starts."""
    answered = {page.path_at(block.start) for block in found}
    starts = [block.start for block in found]
    reached = [0, *accumulate((block.end for block in found), max)]
    for block in (each for low, high in ranges for each in sentence_blocks(flow, low, high)):
        if reached[bisect_left(starts, block.end)] > block.start:
            continue
        if page.path_at(block.start) not in answered or page.path_at(block.start) == "0":
            yield block
