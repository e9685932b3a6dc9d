"""Brackets that name who answers: （责任单位：…）, （甲局牵头，乙局配合）, （甲局、乙局）."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from luoshi.reader.flow import Flow
from luoshi.reader.measures.blocks import Block, Form
from luoshi.reader.units.clauses import Duties
from luoshi.reader.units.duties import duties
from luoshi.reader.units.names import grade
from luoshi.reader.units.vocabulary import CLOSING, OPENING

_MARK = re.compile(rf"[{OPENING}{CLOSING}\n]")
_LONGEST = 900
_HINT = re.compile(
    "单位|部门|牵头|负责|配合|分工|落实|实施|时限|[局委厅部办署院会府行站所社队处组校馆村镇乡县区市州科股]|公司|中心|集团|各地|各[市县区州]|街道|乡镇|支队|总队|海关|参与|推进|承办"
)
_CLOSED = "。！？；!?;\n：:"
_NUMBER = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,2}、|[0-9]{1,2}[.．、](?![0-9])")
_QUOTED = re.compile("[。！][”’」』]")
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
        elif mark[0] in OPENING:
            waiting.append(mark.start())
        elif waiting:
            start = waiting.pop()
            if mark.end() - start <= _LONGEST:
                yield start, mark.end()


def _block(flow: Flow, start: int, end: int, starts: Sequence[int]) -> Block | None:
    if end - start < 4 or _HINT.search(flow.text, start, end) is None:
        return None
    found = duties(flow.text, start + 1, end - 1, flow.gap)
    form = _form(flow.text, found, start, end, starts)
    return form and Block(start, end, found.named, found.deadline, form, found.labelled, found.verbs > 0)


def _form(text: str, found: Duties, start: int, end: int, starts: Sequence[int]) -> Form | None:
    if found.labelled:
        return "bracket" if found.named or found.deadline else None
    if found.verbs:
        return "bracket" if found.bodies_only(least=1) else None
    form = _bare_form(text, start, end, starts) if found.bodies_only() else None
    return form if found.sure() else form and "bare"


def _bare_form(text: str, start: int, end: int, starts: Sequence[int]) -> Form | None:
    """A bare list means duty after a sentence, and perhaps at the end of one; not where it explains what is before."""
    following = text[end] if end < len(text) else "\n"
    if start == 0 or (following not in _AFTER and not _begins(starts, end) and not _NUMBER.match(text, end)):
        return None
    if text[start - 1] in _CLOSED or _QUOTED.search(text, max(0, start - 2), start):
        return "bracket"
    before = re.split("[，。；：、\n]", text[max(0, start - 30) : start])[-1]
    explains = grade(before) >= 2 or before.endswith(("单位", "部门", "如下", "包括"))
    return "bare" if (following in "。；\n" or _NUMBER.match(text, end)) and not explains else None


def _begins(starts: Sequence[int], place: int) -> bool:
    index = bisect_right(starts, place) - 1
    return index >= 0 and starts[index] == place
