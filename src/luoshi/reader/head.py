"""The lines before the first heading, and the titles among them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from luoshi.reader.closing import DATED, ISSUER
from luoshi.reader.dates import DATE
from luoshi.reader.flow import Flow
from luoshi.reader.titles import title_kind

NUMBER = re.compile(
    r"(?:(?:发文字号|文号|发文号|文件编号|发文文号)[：:]?)?[（(]?"
    r"(?P<code>[\u4e00-\u9fff]{1,14})[〔\[【（(﹝［〈]第?(?P<year>(?:19|20)[0-9]{2})年?[〕\]】）)﹞］〉]"
    r"第?0*(?P<no>[0-9]{1,5})号[）)]?"
)
"""发文字号, perhaps labelled or in brackets."""

FIELD = re.compile(r"(?P<label>[\u4e00-\u9fff]{2,6})：(?P<value>.+)")
LETTERHEAD = re.compile(r"(?P<issuer>[\u4e00-\u9fff（）()]{4,40})文件")
_REST = re.compile("的[\u4e00-\u9fff]{2,6}")
_ASIDE_LINE = re.compile(r"[（(].{1,30}[）)]")
_QUOTED = re.compile("《(?P<title>[^《》]*(?:[《〈<][^《》〈〉<>]*[》〉>][^《》]*)*)》")
_RUN_IN = r"(?<=方案|意见|规划|计划|办法|措施|要点|细则|纲要)(?=为|根据|按照)"
"""Between a title and the sentence that it ran into."""

_BREAK = re.compile(
    rf"(?<=号)(?=[\u4e00-\u9fff])|(?<=通知)(?=各|有关|《)|(?<=[：。])|(?={DATE.pattern})|(?<=日)"
    rf"|(?<=文件)(?=[\u4e00-\u9fff]{{1,14}}[〔\[])|{_RUN_IN}"
)
_MOST_LINES, _MOST_CHARACTERS = 60, 900
_LONG_LINE, _LONG_TITLE, _TITLE_LINES = 120, 90, 5


@dataclass(frozen=True)
class HeadLine:
    """A line and where it starts in the flow."""

    start: int
    text: str


@dataclass(frozen=True)
class Title:
    """A title and the lines it runs over, last included."""

    text: str
    first: int
    last: int


def head_lines(flow: Flow, first_heading: int) -> list[HeadLine]:
    """The lines before the first heading; a text without line breaks is cut where they must have been."""
    lines: list[HeadLine] = []
    for start, end in flow.paragraphs[:_MOST_LINES]:
        if start >= first_heading:
            break
        whole = end - start <= _LONG_LINE and first_heading >= end
        if whole and not (start == 0 and re.search(_RUN_IN, flow.text[start:end])):
            lines += _parts(HeadLine(start, flow.text[start:end]))
        else:
            lines += _cut(flow, start, min(end, first_heading, start + _MOST_CHARACTERS))
    return lines


def _cut(flow: Flow, start: int, stop: int) -> Iterator[HeadLine]:
    cuts = {found.start() for found in _BREAK.finditer(flow.text, start, stop)}
    cuts |= {place for place in range(start + 1, stop) if flow.gap(place)}
    for low, high in pairwise(sorted({start, stop, *cuts})):
        yield HeadLine(low, flow.text[low:high])


def _parts(line: HeadLine) -> Iterator[HeadLine]:
    """A number printed before a title, and a title without the 《》 around it."""
    number = NUMBER.match(line.text)
    if number and title_kind(line.text[number.end() :].rstrip("》")):
        yield HeadLine(line.start, number[0])
        line = HeadLine(line.start + number.end(), line.text[number.end() :])
    quoted = _QUOTED.fullmatch(line.text)
    yield HeadLine(line.start + 1, quoted["title"].translate(INNER)) if quoted else line


INNER = {ord("〈"): "《", ord("〉"): "》", ord("<"): "《", ord(">"): "》"}
"""Marks of a title inside a title, as they are without the outer one."""


def titles(head: Sequence[HeadLine]) -> list[Title]:
    """Titles among the first lines; one may run over several lines."""
    found, index = [], 0
    while index < len(head):
        last = _title_at(head, index)
        if last is None:
            index += 1
            continue
        below = head[last + 1].text if last + 1 < len(head) else ""
        if _ASIDE_LINE.fullmatch(below) and not DATE.search(below) and not NUMBER.fullmatch(below):
            last += 1
        found.append(Title("".join(line.text for line in head[index : last + 1]), index, last))
        index = last + 1
    return found


def _title_at(head: Sequence[HeadLine], index: int) -> int | None:
    """The last line of the title that begins at this line, or None."""
    text = ""
    for last in range(index, min(index + _TITLE_LINES, len(head))):
        line = head[last].text
        if not may_be_title(line) or (text and title_kind(line) and not _goes_on(text, line)):
            return None
        text += line
        if title_kind(text) and len(text) >= 6 and not _breaks_off(head, last):
            return last
    return None


def _breaks_off(head: Sequence[HeadLine], last: int) -> bool:
    """Whether the line below goes on with a title, as 的通知 does."""
    return last + 1 < len(head) and bool(_REST.fullmatch(head[last + 1].text))


def may_be_title(line: str) -> bool:
    """Whether a line can be a title or a part of one: no sentence, number, date, field or letterhead."""
    return (
        len(line) <= _LONG_TITLE
        and not any(mark in line for mark in "。；！？")
        and line[-1] not in "：，"
        and not line.startswith(("附件", "目录", "（"))
        and not any(form.fullmatch(line) for form in (NUMBER, DATED, FIELD, LETTERHEAD))
    )


def _goes_on(before: str, line: str) -> bool:
    """Whether a line that is a title by itself belongs to what stands above it."""
    below_issuer = len(before) >= 8 and not ISSUER.fullmatch(before)
    return line.startswith(("关于", "印发", "的")) or "关于" in before or below_issuer
