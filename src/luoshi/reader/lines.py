"""Lines of a document, and which of them are one paragraph that a page break or a fixed width has cut."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

DROPPED = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]+"
    r"|\*\*+|<br\s*/?>"
    r"|\\(?=[.\-*_#>()\[\]+~`|])"
)
"""White space of every kind, marks without width, Markdown's bold marks and escapes: not part of the text."""

FULL_WIDTH = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）"}
"""Half-width punctuation that stands for the full-width one in Chinese text copied from the web."""

_HALF_WIDTH = re.compile(r"(?<![0-9]),|,(?![0-9])|(?<=[^\x00-\x7f]):|:(?=[^\x00-\x7f])|[;()]")
_LINE = re.compile(r"[^\n\v\f\x85\u2028\u2029]+")
_LEADING_MARK = re.compile(r"\s*(?:#{2,6}|#\s|>\s|[-*+•]\s)\s*")

_NUMERAL = "[一二三四五六七八九十百]{1,4}"
MARKER = re.compile(
    rf"第(?:{_NUMERAL}|\d{{1,3}})[章节条篇编]|第{_NUMERAL}部分"
    rf"|{_NUMERAL}[、．.](?!{_NUMERAL}(?:[、，和]|[二三]?产|[级期类次季线环号]))"
    rf"|[（(](?:{_NUMERAL}|[—－ー-])[）)]|[—ー][、．]|[㈠-㈩①-⑳⑴-⒇]"
    r"|[0-9０-９]{1,3}[.．、](?![0-9０-９])|[（(][0-9０-９]{1,2}[）)]|[0-9]{1,2}[）)]"
)
"""A number that may begin a heading or an item."""

LABEL = re.compile(
    r"[（(【\[]?[\u4e00-\u9fff、/]{0,8}(?:单位|部门|领导|责任人|负责人|时限|时间|期限|成果|主体|责任|牵头|配合)[】\]]?[：:]"
)
"""A label of units or of a deadline, which begins a line of its own."""

_FIELD = re.compile(r"[\u4e00-\u9fff]{1,8}[：:](?!$)")
_STARTER = re.compile(
    rf"{MARKER.pattern}|{LABEL.pattern}"
    r"|附[件表录图](?:[0-9一二三四五六七八九十：:]|$)|抄送|专栏[0-9一二三四五六七八九十]|[（(]此件|目录$|\|"
    r"|[0-9〇○零一二三四五六七八九十]{4}年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日$"
)
_PAGE_NUMBER = re.compile(
    r"[-—－–─―~·•]{1,3}[0-9０-９]{1,4}[-—－–─―~·•]{1,3}|第[0-9０-９]{1,4}页(?:[/，,、]?共[0-9０-９]{1,4}页)?|[0-9]{1,4}/[0-9]{1,4}"
    r"|Page[0-9]{1,4}(?:of[0-9]{1,4})?"
)
_FEWEST_LINES, _WIDEST = 12, 120
_BARE_NUMBER = re.compile(r"[0-9０-９]{1,3}")
_ENDS = "。！？!?；;：:…"
_CLOSERS = "”』」》）)】]〕’\"'"
_INNER = re.compile("[，。；、：]")
_UNIT_END = re.compile(
    r"(?:[局委办厅部院会处队站所司府行团校馆社组区县市州盟旗镇乡街室]|中心|单位|部门|法院|集团|企业|机构|等)$"
)
_DOCUMENT_END = re.compile(
    r"(?:通知|意见|方案|规划|计划|纪要|办法|决定|通告|公告|细则|措施|要点|清单|函|报告|批复|规定|条例|文件|表)$"
)
_UNITS_LABEL = re.compile(r"[^：:]*(?:单位|部门|牵头|责任|配合|主体)[】\]]?[：:]")
_LIST_REST = re.compile(rf"[^。；：]{{1,60}}{_UNIT_END.pattern}")
_DUTY_BRACKET = re.compile(r"[（(][^（()）]*(?:单位|部门|牵头|负责|责任|配合|落实)[^（()）]*[）)]$")
_QUANTITY_END = re.compile(r"[0-9](?:[%％‰]|[\u4e00-\u9fff]{1,4})$")
_VERB = re.compile(
    "新建|改建|扩建|改造|建设|完成|实施|推进|加强|加快|建成|新增|培育|引进|提升|创建|打造|开展|建立|完善"
)
_OPEN_CLOSE = (("（", "）"), ("(", ")"), ("《", "》"), ("“", "”"), ("〔", "〕"), ("【", "】"))


@dataclass(frozen=True, slots=True)
class Line:
    """One line: source offsets without its leading marks, its text without white space, and how it stood.

    `columns` is its width on paper with its indent, two for a full-width character; `size` counts characters.
    """

    start: int
    end: int
    text: str
    indented: bool
    tabbed: bool
    columns: int
    size: int


def lines_of(text: str, start: int, end: int) -> list[Line]:
    """The lines of `text[start:end]` that hold something."""
    lines = []
    for match in _LINE.finditer(text, start, end):
        first, last = match.span()
        mark = _LEADING_MARK.match(text, first, last)
        if mark is not None and not _PAGE_NUMBER.fullmatch(DROPPED.sub("", text[first:last])):
            first = mark.end()
        squeezed = full_width(DROPPED.sub("", text[first:last]))
        if squeezed:
            lines.append(_line(text, first, last, squeezed))
    return lines


def _line(text: str, first: int, last: int, squeezed: str) -> Line:
    raw = text[first:last].rstrip()
    columns = len(raw.encode("gb18030", "replace"))
    return Line(first, last, squeezed, raw[0].isspace(), "\t" in raw.lstrip(), columns, len(raw))


def full_width(text: str) -> str:
    """The text with Chinese punctuation, character by character; figures such as 1,200 and 1:5 are left alone.

    >>> full_width("责任单位:县水利局,投资1,200万元(含征地)")
    '责任单位：县水利局，投资1,200万元（含征地）'
    """
    return _HALF_WIDTH.sub(lambda found: FULL_WIDTH[found[0]], text)


def paragraphs_of(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines grouped into paragraphs; page numbers and what a footer left inside a sentence are dropped."""
    layout = _Layout.of(lines)
    paragraph: list[Line] = []
    for line in lines:
        if _PAGE_NUMBER.fullmatch(line.text):
            continue
        if paragraph and _BARE_NUMBER.fullmatch(line.text) and layout.breaks_off(paragraph, line):
            continue
        if paragraph and layout.continues(paragraph, line):
            paragraph.append(line)
            continue
        if paragraph:
            yield paragraph
        paragraph = [line]
    if paragraph:
        yield paragraph


@dataclass(frozen=True)
class _Layout:
    """How lines were set: columns and characters at which they were wrapped (0: not), whether paragraphs indent, and
    which lines belong to a list of lines that all end without punctuation (by their starts).
    """

    columns: int
    size: int
    indents: bool
    listed: frozenset[int]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "_Layout":
        long = [line for line in lines if len(line.text) > 10]
        if len(long) < _FEWEST_LINES:
            return cls(0, 0, False, frozenset())
        columns, size = (
            _upper(sorted(values)) for values in zip(*((each.columns, each.size) for each in long), strict=True)
        )
        full = sum(_reaches(line, columns, size) for line in long)
        if columns > _WIDEST or full * 5 < len(long) * 2:
            return cls(0, 0, False, _listed(lines))
        indented = sum(line.indented for line in lines)
        indents = len(lines) > indented * 1.2 and indented * 12 >= len(lines)
        return cls(columns, size, indents, frozenset())

    def full(self, paragraph: Sequence[Line]) -> bool:
        """Whether the last line reaches the width; a first line whose indent was lost is shorter."""
        lost = 4 if len(paragraph) == 1 and not self.indents else 0
        return bool(self.columns) and _reaches(paragraph[-1], self.columns - lost, self.size - lost // 2)

    def breaks_off(self, paragraph: Sequence[Line], line: Line) -> bool:
        """Whether the paragraph so far stops in mid-sentence, so that `line` may go on with it."""
        last, head = paragraph[-1], paragraph[0].text
        if last.text[-1] in "，、":
            return True
        if _is_finished(last.text):
            return False
        if len(paragraph) == 1 and _DOCUMENT_END.search(head) and not _INNER.search(head):
            return False
        if self.full(paragraph):
            return True
        tail = "".join(each.text for each in paragraph[-3:])
        if any(tail.count(opening) > tail.count(closing) for opening, closing in _OPEN_CLOSE):
            return True
        if self.columns or last.start in self.listed or _DOCUMENT_END.search(tail):
            return False
        if LABEL.match(head):
            return bool(_UNITS_LABEL.match(head) and _LIST_REST.fullmatch(line.text)) and not _UNIT_END.search(tail)
        return _is_long(head, tail)

    def continues(self, paragraph: Sequence[Line], line: Line) -> bool:
        """Whether `line` goes on with the paragraph."""
        last = paragraph[-1]
        if _STARTER.match(line.text) or line.tabbed or last.tabbed or (self.indents and line.indented):
            return False
        if self.indents and self.full(paragraph):
            return True
        if _FIELD.match(line.text) and _FIELD.match(paragraph[0].text):
            return False
        if _QUANTITY_END.search(last.text) and _VERB.match(line.text):
            return False
        return self.breaks_off(paragraph, line)


def _upper(values: Sequence[int]) -> int:
    """The value that all but the highest twentieth stay below."""
    return values[-len(values) // 20 - 1]


def _reaches(line: Line, columns: int, size: int) -> bool:
    """Whether a line is as long as lines get; wrapping counts columns on paper, or characters in a program."""
    return columns - 5 <= line.columns <= columns + 4 or size - 1 <= line.size <= size + 1


def _is_finished(text: str) -> bool:
    """Whether a line ends with a full stop, a bracket with units, or nothing but closing marks."""
    bare = text.rstrip(_CLOSERS)
    return not bare or bare[-1] in _ENDS or (text[-1] == "）" and bool(_DUTY_BRACKET.search(text)))


def _is_long(head: str, tail: str) -> bool:
    """Whether a text without final punctuation is a sentence, and no heading, title or signature."""
    if MARKER.match(head):
        return "。" in tail or len(tail) > 40
    field = _FIELD.match(tail)
    return len(tail) >= 20 and bool(_INNER.search(tail, field.end() if field else 0))


def _listed(lines: Sequence[Line]) -> frozenset[int]:
    """Lines of rows of three or more sentences without final punctuation: a list, not what page breaks cut."""
    listed: set[int] = set()
    row: list[int] = []
    for line in lines:
        text = line.text
        if _STARTER.match(text) or _is_finished(text) or text[-1] in "，、" or not _is_long("", text):
            row = []
            continue
        row.append(line.start)
        if len(row) >= 3:
            listed.update(row)
    return frozenset(listed)
