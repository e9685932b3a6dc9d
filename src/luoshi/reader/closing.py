"""Where a document's text ends: signature, date, 版记 and list of annexes belong to no heading."""

import re
from collections.abc import Sequence

from luoshi.reader.dates import DATE

ISSUER = re.compile(
    r"[\u4e00-\u9fff（）()、]{2,40}?(?:政府|办公室|办公厅|委员会|管委会|局|厅|部|院|委|公司|中心|小组|指挥部|党组|处|大学|学校"
    r"|学院|银行|分行|协会|集团|办|法院|检察院|联席会议)(?:[（(](?:盖章|章|代章|印章)[）)])?"
)
"""A body that signs, on a line of its own."""

DATED = re.compile(rf"(?P<issuer>{ISSUER.pattern})?[（(]?(?P<date>{DATE.pattern})(?:印发|发布)?[）)]?")
"""A date on a line of its own, perhaps after its issuer."""

ANNEX = re.compile(r"附[件表录](?P<number>[0-9一二三四五六七八九十]{0,2})(?:[-—－][0-9]{1,2})?[：:]?")
"""The line that begins an annex."""

_MOST_SIGNATURES = 4
_ITEM = re.compile(r"[0-9]{1,2}[.．、].{2,50}$")
_REST = re.compile(
    r"(?:抄送|主送|分送|报送|抄报|发至)[：:].*|[（(](?:此件|联系人|本文|信息公开).*[）)]|.{0,30}印发[）)]?|共印[0-9]+份.*"
    r"|(?:主题词|联系人|联系电话|责任编辑|来源|校对|打字|编辑|印数|承办单位|公开方式|公开属性)[：:].{0,60}|附件[：:].{2,60}"
)


def closings(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[int]:
    """Where closing blocks begin: a signature with its date, or a 版记, before an annex or the end.

    `paragraphs` are those outside tables.
    """
    lines = [text[start:end] if end - start <= 200 else "" for start, end in paragraphs]
    ends = [index for index, line in enumerate(lines) if ANNEX.fullmatch(line)] + [len(lines)]
    found = {first for end in ends if (first := _before(lines, end)) < end}
    return [paragraphs[index][0] for index in sorted(found | _signatures(lines))]


def _before(lines: Sequence[str], end: int) -> int:
    """The first line of the block that ends here; `end` itself when there is none."""
    first, sure = end, False
    while first and _closes(lines, first - 1, end):
        first -= 1
        sure = sure or _is_sure(lines[first])
    return first if sure else end


def _signatures(lines: Sequence[str]) -> set[int]:
    """First lines of signatures (issuers above a date) inside the text, where a notice and its plan follow on.

    More than a few of them are no signatures but a list.
    """
    dated = [
        index
        for index, line in enumerate(lines)
        if index and DATED.fullmatch(line) and ISSUER.fullmatch(lines[index - 1])
    ]
    firsts = set()
    for index in dated if len(dated) <= _MOST_SIGNATURES else []:
        first = index - 1
        while first and ISSUER.fullmatch(lines[first - 1]):
            first -= 1
        firsts.add(first)
    return firsts


def _is_sure(line: str) -> bool:
    return bool(DATED.fullmatch(line)) or line.startswith(("抄送", "附件：", "（此件"))


def _closes(lines: Sequence[str], index: int, end: int) -> bool:
    """A line of a closing block; an item only in the list below 附件：, an issuer only above a date."""
    line = lines[index]
    if not line or end - index > 40:
        return False
    if ISSUER.fullmatch(line):
        below = lines[index + 1] if index + 1 < end else ""
        return bool(DATED.fullmatch(below) or ISSUER.fullmatch(below))
    if _ITEM.match(line):
        above = next((other for other in reversed(lines[max(0, index - 40) : index]) if not _ITEM.match(other)), "")
        return above.startswith(("附件：", "附件:"))
    return bool(DATED.fullmatch(line) or _REST.fullmatch(line))
