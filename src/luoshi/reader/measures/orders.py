"""Sentences that ask bodies to do something, as minutes and leaders' instructions do, and by when.

请甲局牵头，会同乙局于7月15日前查明原因: the bodies stand before what is asked, not at the end of the sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from luoshi.reader.flow import Flow
from luoshi.reader.measures.blocks import Block
from luoshi.reader.sentences import sentences
from luoshi.reader.units.clauses import Duties, clause_duties

KINDS = frozenset({"纪要", "批示"})
"""Documents that speak like this, whatever else names bodies in them."""

_OPENING = re.compile("(?:[^，；。：、]{0,14}[：:])?(?:请|责成|责令|委托|交由|由)(?!示|问)")
_DAY = "(?:20[0-9]{2}年)?(?:[0-9]{1,2}月|年底|月底|本周|本月|年内|[0-9]{1,2}个?(?:工作)?日内)"
_DUE = re.compile(
    "(?<![每至到0-9])(?P<when>(?:20[0-9]{2}年)?[0-9]{1,2}月(?:[0-9]{1,2}日|[上中下]旬|[底末])?之?[前内]"
    "|(?:(?:20[0-9]{2}年)?[0-9]{1,2}月|20[0-9]{2}年|本?年|本?月)[底末]之?前?|(?:本周|本月|年)内"
    "|[0-9]{1,2}个?(?:工作)?日内)"
)
_ASKED = re.compile(
    rf"[，；。]|(?:于|在|争取|确保|务必)?(?={_DAY})|抓紧|尽快|认真|切实|立即|迅速|及时|研究|提出|查明|核实|调查|牵头|负责(?!人)"
    "|阅[处示研]|酌[办处]|办理|落实|组织|制定|拟定|做好|加强|加快|推进|完成|报|督促|跟踪|按|依法|对|就|把|将|进一步"
)
_GOES_ON = frozenset({"，", "；", "牵头", "负责"})
_LONGEST = 160


def order_blocks(flow: Flow, low: int, high: int, taken: Sequence[Block]) -> Iterator[Block]:
    """Sentences that begin by asking bodies, where nothing else names any."""
    for start, end in sentences(flow.text, low, high):
        if any(block.start < end and start < block.end for block in taken):
            continue
        opening = _OPENING.match(flow.text, start, end)
        found = _asked(flow, opening.end(), end) if opening else None
        if found is not None:
            stop = end - 1 if flow.text[end - 1] in "。\n" else end
            yield Block(start, stop, found.named, None, "sentence")


def _asked(flow: Flow, begin: int, end: int) -> Duties | None:
    """The longest stretch from `begin` that is nothing but bodies and what they are to each other; a verb ends it."""
    best = None
    for mark in _ASKED.finditer(flow.text, begin, min(end, begin + _LONGEST)):
        stop = mark.end() if mark[0] in {"牵头", "负责"} else mark.start()
        found = clause_duties(flow.text, begin, stop, flow.gap, "responsible") if stop > begin else None
        if found is not None and found.bodies_only() and found.stop >= stop:
            best = found
            if mark[0] not in _GOES_ON:
                break
    return best


def dated(flow: Flow, blocks: Sequence[Block]) -> list[Block]:
    """Blocks that are sentences, with the first day or month that their sentence sets."""
    return [_dated(flow, block) if block.form in {"sentence", "tail"} else block for block in blocks]


def _dated(flow: Flow, block: Block) -> Block:
    if block.deadline:
        return block
    low = max(flow.text.rfind(mark, 0, block.start) for mark in "。\n") + 1
    ends = [place for mark in "。\n" if (place := flow.text.find(mark, block.end)) >= 0]
    found = next(_DUE.finditer(flow.text, low, min(ends, default=len(flow.text))), None)
    return replace(block, deadline=found["when"]) if found else block
