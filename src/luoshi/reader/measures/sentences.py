"""Sentences that say nothing but who answers: 由甲局牵头，乙局、丙局配合。"""

import re
from collections.abc import Iterator

from luoshi.reader.flow import Flow
from luoshi.reader.measures.blocks import Block
from luoshi.reader.sentences import sentences
from luoshi.reader.units.clauses import Duties, clause_duties

_HINT = re.compile("牵头|会同|配合|负责|分工|组织实施")
_OPENING = re.compile("(?:以上|上述|该项|此项|本项|这项)?(?:工作|任务|措施|事项)?，?(?:(?:具体|主要|统一)?由|请)?")
_FROM = re.compile("[，；](?:具体|主要|统一)?(?=由)")
_LONGEST = 320


def sentence_blocks(flow: Flow, low: int, high: int) -> Iterator[Block]:
    """Whole sentences (form sentence) and last clauses that begin with 由 (form tail)."""
    for start, end in sentences(flow.text, low, high):
        if end - start > _LONGEST * 4 or _HINT.search(flow.text, max(start, end - 60), end) is None:
            continue
        stop = end - 1 if flow.text[end - 1] in "。\n" else end
        block = _whole(flow, start, stop) or _tail(flow, start, stop)
        if block is not None:
            yield block


def _whole(flow: Flow, start: int, end: int) -> Block | None:
    opening = _OPENING.match(flow.text, start, end)
    begin = opening.end() if opening else start
    if end - begin > _LONGEST:
        return None
    found = clause_duties(flow.text, begin, end, flow.gap, "responsible")
    return _block(found, start, end, "sentence")


def _tail(flow: Flow, start: int, end: int) -> Block | None:
    for each in _FROM.finditer(flow.text, max(start, end - _LONGEST), end):
        found = clause_duties(flow.text, each.end(), end, flow.gap, "responsible")
        block = _block(found, each.end(), end, "tail")
        if block is not None:
            return block
    return None


def _block(found: Duties, start: int, end: int, form: str) -> Block | None:
    if not found.verbs or not found.bodies_only():
        return None
    return Block(start, end, found.named, found.deadline, "tail" if form == "tail" else "sentence")
