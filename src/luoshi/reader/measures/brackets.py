"""Brackets that name who answers: （责任单位：…）, （甲局牵头，乙局配合）, （甲局、乙局）."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from luoshi.reader.flow import Flow
from luoshi.reader.measures.blocks import Block
from luoshi.reader.units.duties import Duties, duties
from luoshi.reader.units.names import grade

_MARK = re.compile(r"[（(〔【\[]|[）)〕】\]]|\n")
_OPENING = frozenset("（(〔【[")
_LONGEST = 900
_HINT = re.compile(
    "单位|部门|牵头|负责|配合|分工|落实|实施|时限|[局委厅部办署院会府行]|公司|中心|集团|各地|各[市县区州]|街道|乡镇|支队|总队|海关|参与|推进|承办"
)
_CLOSED = "。！？；!?;\n：:"
_AFTER = frozenset("。；;，,\n")


def bracket_blocks(flow: Flow, low: int, high: int, starts: Sequence[int]) -> Iterator[Block]:
    """Brackets of `flow.text[low:high]` that name bodies; `starts` are the places where headings begin."""
    done = low
    for start, end in sorted(_pairs(flow.text, low, high)):
        if start < done:
            continue
        block = _block(flow, start, end, starts)
        if block is not None:
            done = end
            yield block


def _pairs(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Every pair of brackets in one paragraph, ends included, of whatever shape: scans mix them."""
    waiting: list[int] = []
    for mark in _MARK.finditer(text, low, high):
        if mark[0] == "\n":
            waiting.clear()
        elif mark[0] in _OPENING:
            waiting.append(mark.start())
        elif waiting:
            start = waiting.pop()
            if mark.end() - start <= _LONGEST:
                yield start, mark.end()


def _block(flow: Flow, start: int, end: int, starts: Sequence[int]) -> Block | None:
    if end - start < 4 or _HINT.search(flow.text, start, end) is None:
        return None
    found = duties(flow.text, start + 1, end - 1, flow.gap)
    if not _names_duty(flow.text, found, start, end, starts):
        return None
    return Block(start, end, found.named, found.deadline, "bracket", labelled=found.labelled)


def _names_duty(text: str, found: Duties, start: int, end: int, starts: Sequence[int]) -> bool:
    if found.labelled:
        return bool(found.named or found.deadline)
    if found.verbs:
        return found.bodies_only(least=1)
    return found.bodies_only() and _closes_sentence(text, found, start, end, starts)


def _closes_sentence(text: str, found: Duties, start: int, end: int, starts: Sequence[int]) -> bool:
    """A bare list means duty after a sentence, or at the end of one; not where it explains a name before it."""
    following = text[end] if end < len(text) else "\n"
    if following not in _AFTER and not _begins(starts, end):
        return False
    if start == 0 or text[start - 1] in _CLOSED:
        return start > 0
    before = re.split("[，。；：、\n]", text[max(0, start - 30) : start])[-1]
    explains = grade(before) >= 2 or before.endswith(("单位", "部门", "如下", "包括"))
    return following in "。；\n" and len(found.named) > 1 and not explains


def _begins(starts: Sequence[int], place: int) -> bool:
    index = bisect_right(starts, place) - 1
    return index >= 0 and starts[index] == place
