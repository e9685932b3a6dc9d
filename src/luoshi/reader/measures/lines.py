"""Labels with their lists outside brackets: 牵头单位：… on a line, several on one line, or in flattened text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from luoshi.reader.flow import Flow
from luoshi.reader.measures.blocks import Block
from luoshi.reader.units.clauses import Duties, joined
from luoshi.reader.units.duties import label_duties
from luoshi.reader.units.labels import DUTY_WORDS, HEADER, Label, kind_of, labels, role_of
from luoshi.reader.units.members import PREFIX, members
from luoshi.reader.units.names import grade
from luoshi.reader.units.vocabulary import CLOSING, OPENING

_BRACKET = re.compile(f"[{OPENING}{CLOSING}]")
_NUMBER = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,2}、|[0-9]{1,2}[.．、](?![0-9])")
_LISTED = frozenset("局委厅办部府会司团处心等合责实施与加日月底前。；")
"""What may stand before the number of the next item where flattened text runs on without white space."""

_SPACED = re.compile(rf"(?:{DUTY_WORDS})(?=[\u4e00-\u9fff]{{2}})")
_LONGEST_DEADLINE = 60
_LONGEST_HEADER = 14
_MANY = 60
_DATE = re.compile("[0-9〇一二三四五六七八九]{4}年")


def label_blocks(
    flow: Flow, low: int, high: int, starts: Sequence[int], taken: Sequence[tuple[int, int]]
) -> Iterator[Block]:
    """Labels of `flow.text[low:high]` outside the ranges `taken`, with what they announce."""
    found = [*labels(flow.text, low, high, flow.gap), *_bare(flow, low, high), *_spaced(flow, low, high)]
    found = sorted((each for each in found if not _inside(taken, each.start)), key=lambda label: label.start)
    after = [*(each.start for each in found[1:]), high][: len(found)]
    for label, limit in zip(found, after, strict=True):
        block = _block(flow, label, min(limit, high), starts)
        if block is not None:
            yield block


def _inside(ranges: Sequence[tuple[int, int]], place: int) -> bool:
    index = bisect_right(ranges, (place, 1 << 60)) - 1
    return index >= 0 and place < ranges[index][1]


def _spaced(flow: Flow, low: int, high: int) -> Iterator[Label]:
    """A label with white space instead of its colon: 牵头单位 甲局 责任单位 乙局."""
    for found in _SPACED.finditer(flow.text, low, high):
        begins = found.start() == 0 or flow.text[found.start() - 1] in "\n。；（(" or flow.gap(found.start())
        if begins and flow.gap(found.end()):
            yield Label(role_of(found[0]), found.start(), found.end(), found[0] + "是")


def _bare(flow: Flow, low: int, high: int) -> Iterator[Label]:
    """A label alone on its line without a colon (责任单位), with a list on the line below."""
    first, last = bisect_left(flow.paragraphs, (low, low)), bisect_right(flow.paragraphs, (high, high))
    for (start, end), (below, below_end) in pairwise(flow.paragraphs[first:last]):
        if below_end > high or end - start > _LONGEST_HEADER:
            continue
        found = HEADER.fullmatch(flow.text, start, end)
        if found and found["duty"] and flow.text[end - 1] not in "：:" and _is_list(flow, below, below_end):
            yield Label(kind_of(found), start, end, found["duty"])


def _is_list(flow: Flow, start: int, end: int) -> bool:
    """Whether a whole paragraph is a list of bodies."""
    if flow.text[end - 1] == "。":
        end -= 1
    if end - start > 400 or labels(flow.text, start, end, flow.gap):
        return False
    found = members(flow.text, start, end, flow.gap)
    return (
        bool(found.found)
        and not found.rest
        and found.stop == end
        and all(grade(each.whole) >= 2 for each in found.found)
    )


def _block(flow: Flow, label: Label, limit: int, starts: Sequence[int]) -> Block | None:
    if label.kind == "other":
        return None
    text = flow.text
    end = _healed(flow, label, _hard_end(flow, label, limit, starts), limit)
    found = label_duties(text, label, end, flow.gap)
    stop = found.stop if found.named else end
    if not text[label.end : end].strip("，、；;（(") or (found.named and _one_to_a_line(flow, label, found, end)):
        below, under = _below(flow, label, end, limit)
        found, stop = joined([found, below]), max(stop, under)
    if label.kind in {"person", "deadline"}:
        deadline = found.deadline if found.deadline and len(found.deadline) <= _LONGEST_DEADLINE else None
        return Block(label.start, found.stop, (), deadline, "label") if deadline or label.kind == "person" else None
    if not _trusted(text, label, found):
        return None
    return Block(label.start, max(stop, label.end), found.named, found.deadline, "label", labelled=True)


def _one_to_a_line(flow: Flow, label: Label, found: Duties, end: int) -> bool:
    """Whether the label's line holds one whole body only, so that the lines below may go on with the list."""
    whole = found.named[0].member.end >= end and grade(found.named[0].member.name) == 3
    return whole and flow.text[end : end + 1] == "\n" and label.kind not in {"person", "deadline"}


def _trusted(text: str, label: Label, found: Duties) -> bool:
    if not found.named:
        return False
    grades = [grade(each.member.whole) for each in found.named]
    if label.words[-1] in "为是" or not re.search("单位|部门|机构|主体|方[：:]", label.words):
        return found.bodies_only()
    alone = label.start == 0 or text[label.start - 1] in "\n（(〔【["
    return max(grades) >= (1 if alone else 2)


def _hard_end(flow: Flow, label: Label, limit: int, starts: Sequence[int]) -> int:
    """Where the list behind a label ends at the latest: its paragraph, the next heading, a bracket opened before."""
    text = flow.text
    line = text.find("\n", label.end, limit)
    end = limit if line < 0 else line
    index = bisect_right(starts, label.end)
    if index < len(starts):
        end = min(end, max(starts[index], label.end))
    depth = 0
    for mark in _BRACKET.finditer(text, label.end, min(end, label.end + 2000)):
        depth += 1 if mark[0] in OPENING else -1
        if depth < 0:
            end = mark.start()
            break
    return _next_item(flow, label.end, end)


def _next_item(flow: Flow, start: int, end: int) -> int:
    """Where the number of the next item stands in flattened text, if it does."""
    for found in _NUMBER.finditer(flow.text, start, min(end, start + 2000)):
        place = found.start()
        if place > start and (flow.gap(place) or flow.text[place - 1] in _LISTED):
            return place
    return end


def _healed(flow: Flow, label: Label, end: int, limit: int) -> int:
    """Where the list ends when a page break fell inside its last name: at the end of the next paragraph."""
    text = flow.text
    if end >= limit or text[end : end + 1] != "\n" or end == label.end or text[end - 1] in "。；":
        return end
    below = text.find("\n", end + 1, end + 400)
    below = min(limit, len(text)) if below < 0 else min(below, limit)
    if text[end + 1 : end + 2] in {"、", "，"}:
        return below
    last = re.split("[、，,；;]", text[label.end : end])[-1]
    gap = max((place for place in range(end - min(len(last), 40) + 1, end) if flow.gap(place)), default=end - len(last))
    fragment = text[gap:end]
    first = re.split("[、，,；;。]", text[end + 1 : below])[0]
    complete = grade(fragment) == 3 or (grade(fragment) == 2 and PREFIX.match(first))
    if not complete and grade(fragment + first) == 3 and _is_list(flow, end + 1, below):
        return below
    return end


def _below(flow: Flow, label: Label, end: int, limit: int) -> tuple[Duties, int]:
    """The list stands on the lines below its label, one body or several to a line; a signature is no part of it."""
    index = bisect_right(flow.paragraphs, (end, 1 << 60))
    lines = flow.paragraphs[index : index + _MANY]
    held = list(takewhile(lambda line: line[1] <= limit and _is_list(flow, *line), lines))
    if held and len(held) < len(lines) and _DATE.match(flow.text, lines[len(held)][0]):
        held = []
    parts = [
        label_duties(flow.text, Label(label.kind, start, start, label.words), stop, flow.gap) for start, stop in held
    ]
    return joined(parts), held[-1][1] if held else end
