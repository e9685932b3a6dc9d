"""Tables of indicators pasted as text: one cell per line below the words of the head, or one row per line."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from luoshi.reader.page import Page
from luoshi.reader.source import Cell, Table
from luoshi.reader.targets.places import outside

NAME = re.compile(r"(?:主要|具体|考核|评价|重点|核心|规划)?指标(?:名称|内容)?(?:[（(].*[）)])?|目标名称|目标任务指标")
UNIT = re.compile(r"(?:计量)?单位")
KIND = re.compile(r"(?:指标)?(?:属性|性质|类型)")
_YEAR = re.compile(r"[“”\"十一二三四五六期末到（(]{0,6}20[0-9]{2}年?[\u4e00-\u9fff（）()]{0,8}")
_OTHER = re.compile(
    r"序号|编号|类别|领域|分类|方面|(?:规划|预期)?目标值?|备注|责任单位|牵头单位|数据来源|[\[〔［(（]?(?:年均|五年|累计).{0,10}"
)
_LAST = re.compile(r"约束性?|预期性?")
_END = re.compile(
    r"(?:注|备注|说明)[:：]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]+[章节]|专栏"
)
_LONGEST_HEAD, _LONGEST_CELL = 14, 60
_WORDS = re.compile(
    rf"(?P<left>序号|编号|类别|领域|分类)|(?P<name>{NAME.pattern})|(?P<column>{UNIT.pattern}|{KIND.pattern}"
    r"|[“”\"十一二三四五六期末到（(]{0,6}20[0-9]{2}年?(?:目标值?|实际值?|基期值?|现状值?|预期值?|底|末)?|备注"
    r"|[\[〔［(（]?(?:年均|五年|累计)[^0-9指单属]{0,8})"
)
_NUMBER = re.compile(r"[0-9]{1,3}[.、．]")

Span = tuple[int, int]


def loose_indicators(page: Page) -> Iterator[Table]:
    """Tables of indicators whose cells stand on lines of their own."""
    taken = [(page.flow.at(table.start), page.flow.at(table.end)) for table in page.tables]
    lines = list(outside(page.flow.paragraphs, taken))
    words = [page.flow.text[low:high] for low, high in lines]
    yield from _lined(page, lines, words)
    index = 0
    while index < len(lines):
        head = _head(words, index)
        if not head:
            index += 1
            continue
        first = index + head
        last = first + _length(words[first:])
        rows = list(_rows(words, lines, range(index, first), range(first, last)))
        if rows:
            yield _table(page, [lines[index:first], *rows])
        index = last


def _head(words: Sequence[str], index: int) -> int:
    """How many lines from this one on are the head of a table of indicators; 0 for none."""
    count = 0
    while index + count < len(words) and count < 10 and _is_head(words[index + count]):
        count += 1
    head = words[index : index + count]
    aimed = any(_YEAR.fullmatch(word) or (_OTHER.fullmatch(word) and "目标" in word) for word in head)
    return count if count >= 3 and aimed and any(NAME.fullmatch(word) for word in head) else 0


def _is_head(word: str) -> bool:
    return len(word) <= _LONGEST_HEAD and any(each.fullmatch(word) for each in (NAME, UNIT, KIND, _YEAR, _OTHER))


def _length(words: Sequence[str]) -> int:
    """How many lines may be cells."""
    for count, word in enumerate(words):
        if len(word) > _LONGEST_CELL or word.endswith(("。", "：", "；")) or _END.match(word):
            return count
    return len(words)


def _rows(words: Sequence[str], lines: Sequence[Span], head: range, body: range) -> Iterator[list[Span]]:
    """Rows as long as the head. A row that lacks a cell on the left is below a merged one."""
    width = len(head)
    row: list[Span] = []
    for place in body:
        numbered = words[head[0]] in {"序号", "编号"} and words[place].isdigit() and len(words[place]) < 3
        if row and len(row) >= width - 1 and (len(row) == width or (numbered and len(row) > 1)):
            yield _filled(row, width)
            row = []
        row.append(lines[place])
        if KIND.fullmatch(words[head[-1]]) and _LAST.fullmatch(words[place]):
            if width - 2 <= len(row) <= width:
                yield _filled(row, width)
            row = []
    if len(row) == width:
        yield row


def _filled(row: list[Span], width: int) -> list[Span]:
    return [(row[0][0], row[0][0])] * (width - len(row)) + row


def _table(page: Page, rows: Sequence[Sequence[Span]]) -> Table:
    cells = tuple(tuple(_cell(page, low, high) for low, high in row) for row in rows)
    return Table(cells[0][0].start, cells[-1][-1].end, cells)


def _cell(page: Page, low: int, high: int) -> Cell:
    if low == high:
        start = page.flow.span(low, low + 1)[0]
        return Cell(start, start)
    return Cell(*page.flow.span(low, high))


def _lined(page: Page, lines: Sequence[Span], words: Sequence[str]) -> Iterator[Table]:
    """Tables that hold one row per line, their cells between spaces."""
    index = 0
    while index < len(lines):
        head = _head_words(words[index]) if len(words[index]) <= 80 else []
        index += 1
        if not head:
            continue
        start = lines[index - 1][0]
        rows = [[(start + low, start + high) for low, high in head]]
        while index < len(lines) and (row := _lined_row(page, lines[index], len(head))):
            rows.append(row)
            index += 1
        if len(rows) > 1:
            yield _table(page, rows)


def _head_words(line: str) -> list[Span]:
    """The words of a head that stands on one line, from the name of the indicator on; [] for any other line."""
    found = list(_WORDS.finditer(line))
    if sum(len(each[0]) for each in found) != len(line) or not any(each["name"] for each in found):
        return []
    columns = [each.span() for each in found if not each["left"]]
    return columns if len(columns) >= 3 and "20" in line else []


def _lined_row(page: Page, line: Span, width: int) -> list[Span]:
    """A line's cells: the last ones between spaces, and all that stands before them as the name."""
    low, high = line
    numbered = _NUMBER.match(page.flow.text, low, high)
    edges = [low, *(place for place in range(low + 1, min(high, low + 200)) if page.flow.gap(place)), high]
    cells = list(pairwise(edges))
    if page.flow.text[slice(*cells[0])].isdigit():
        cells = cells[1:]
    elif numbered:
        cells[0] = (numbered.end(), cells[0][1])
    if (
        len(cells) < width
        or high - low > 120
        or not any(
            page.flow.text[slice(*each)].isdigit() or re.search("[0-9]", page.flow.text[slice(*each)])
            for each in cells[1 - width :]
        )
    ):
        return []
    return [(cells[0][0], cells[-width][1]), *cells[1 - width :]]
