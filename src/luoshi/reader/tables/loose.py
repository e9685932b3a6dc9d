"""Tables that lost their separators: one cell per line below its head, or cells with white space between."""

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, groupby

from luoshi.reader.source import Cell, Row, Table
from luoshi.reader.tables.alignment import Token, aligned
from luoshi.reader.units.columns import Columns, heads
from luoshi.reader.units.labels import HEADER

_LINE = re.compile(r"[^\n\v\f]+")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\S+")
_KNOWN = re.compile(
    "(?:[\u4e00-\u9fff“”0-9/及和、（）]{0,8})(?:任务|事项|举措|措施|内容|目标|类别|领域|备注|名称|要求|指标|分类|方面|成果|项目|工作|标准|说明|进度|投资|方向|行动|清单|问题|单位|部门|时限|时间|领导|责任人|主体"
    "|来源|描述|节点|步骤|要点|方式|依据|环节|类型|属性|数量|规模|地点|区域|金额)"
)
_HALF, _OTHER_HALF = (
    re.compile("[\u4e00-\u9fff]{2,4}"),
    re.compile("单位|部门|时限|时间|任务|领导|责任人|主体|措施|内容|事项"),
)
_END = re.compile(
    r"第[一二三四五六七八九十]+[章节]|附[件表录][0-9一二三四五六七八九十：:]|附件$|抄送|（此件|注[：:]|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日$|主送|联系人[：:]"
)
_HEADING = re.compile("[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_PAGE = re.compile(r"[-—–－]*\s*[0-9]{1,3}\s*[-—–－]+|第[0-9]+页.*")
_MOST_LINES = 14
_LONGEST_HEAD = 16
_MOST_TITLES = 6


def loose_tables(text: str) -> Iterator[Table]:
    """Tables with one cell per line, or with a head of words between spaces."""
    lines = [token for found in _LINE.finditer(text) if (token := _token(text, *found.span())).text]
    index = 0
    while index < len(lines):
        if len(lines[index].text) > 60 or not HEADER.search(lines[index].text[:30]):
            index += 1
            continue
        table, taken = _below_lines(lines, index) or _below_words(text, lines, index) or (None, 1)
        if table is not None:
            yield table
        index += taken


def _token(text: str, start: int, end: int) -> Token:
    """A line as a cell; the bar that a copied web table leaves behind each cell is no part of it."""
    raw = text[start:end]
    if raw.rstrip().endswith("|") and raw.count("|") == 1:
        raw = raw[: raw.index("|")]
    return Token(start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip()), _SPACE.sub("", raw))


def _below_lines(lines: Sequence[Token], index: int) -> tuple[Table, int] | None:
    """A table whose head stands one word per line."""
    head = _head_lines(lines, index)
    columns = _columns([token.text for token in head])
    if columns is None:
        return None
    first = index + sum(1 for line in lines[index : index + 2 * _MOST_LINES] if line.start < head[-1].end)
    body, taken = _body(lines, first, columns, [token.text for token in (*head, *lines[index:first])])
    table = _table(head, body, columns)
    return (table, first - index + taken) if table else None


def _head_lines(lines: Sequence[Token], index: int) -> list[Token]:
    """Head words from `index` on; 牵头 and 单位 on two lines are one."""
    head: list[Token] = []
    place = index
    while place < len(lines) and len(head) < _MOST_LINES:
        line = lines[place]
        both = _joined(line, lines[place + 1]) if place + 1 < len(lines) else None
        if both is not None:
            head.append(both)
            place += 2
        elif len(line.text) <= _LONGEST_HEAD and _is_head(line.text):
            head.append(line)
            place += 1
        else:
            break
    return head


def _joined(first: Token, second: Token) -> Token | None:
    if _HALF.fullmatch(first.text) and _OTHER_HALF.fullmatch(second.text) and not _KNOWN.fullmatch(first.text):
        return Token(first.start, second.end, first.text + second.text)
    return None


def _is_head(text: str) -> bool:
    found = HEADER.fullmatch(text)
    return bool(found and (found["number"] or found["duty"] or found["time"] or _KNOWN.fullmatch(text)))


def _columns(words: Sequence[str]) -> Columns | None:
    """Columns of a head that can carry a table: numbers or tasks on the left, one for bodies, no word twice."""
    if len(words) < 3 or len(set(words)) < len(words):
        return None
    columns = heads([words]).get(0)
    if columns is None or columns[0].role is not None:
        return None
    return columns


def _body(lines: Sequence[Token], first: int, columns: Columns, head: Sequence[str]) -> tuple[list[Token], int]:
    """Lines that may be cells, and how many lines that took; repeated heads and page numbers are left out."""
    numbered = columns[0].kind == "number"
    words = set(head)
    body: list[Token] = []
    place = first
    while place < len(lines):
        line = lines[place]
        if line.text in words or _PAGE.fullmatch(line.text):
            place += 1
            continue
        if _END.match(line.text):
            break
        if _HEADING.match(line.text) and not (numbered and _goes_on(lines, place)):
            break
        if not (_HEADING.match(line.text) and numbered):
            body.append(line)
        place += 1
    return body, place - first


def _goes_on(lines: Sequence[Token], place: int) -> bool:
    """Whether a numbered row follows below one or several titles of groups."""
    below = dropwhile(lambda line: _HEADING.match(line.text), lines[place : place + _MOST_TITLES])
    following = next(below, None)
    return following is not None and following.text.isdigit()


def _below_words(text: str, lines: Sequence[Token], index: int) -> tuple[Table, int] | None:
    """A table whose head stands on one line, its words between spaces."""
    line = lines[index]
    words = [Token(*found.span(), found[0]) for found in _WORD.finditer(text, line.start, line.end)]
    if len(words) < 3 or "\t" in text[line.start : line.end] or not all(_is_head(word.text) for word in words):
        return None
    columns = _columns([word.text for word in words])
    if columns is None:
        return None
    rows, taken = _body(lines, index + 1, columns, [line.text])
    cells = [Token(*found.span(), found[0]) for row in rows for found in _WORD.finditer(text, row.start, row.end)]
    table = _table(words, cells, columns)
    return (table, taken + 1) if table else None


def _table(head: Sequence[Token], body: Sequence[Token], columns: Columns) -> Table | None:
    places = aligned(body, columns)
    rows: list[list[tuple[Token, int]]] = []
    for token, (column, begins) in zip(body, places, strict=True):
        if begins:
            rows.append([])
        rows[-1].append((token, column))
    while rows and not _is_row(rows[-1], columns):
        rows.pop()
    if not rows or sum(_is_row(row, columns) for row in rows) * 2 < len(rows):
        return None
    rows[-1] = _without_prose(rows[-1], columns)
    cells = tuple(Cell(token.start, token.end) for token in head)
    return Table(head[0].start, rows[-1][-1][0].end, (cells, *(_row(row, len(columns)) for row in rows)))


def _is_row(row: Sequence[tuple[Token, int]], columns: Columns) -> bool:
    """A row names bodies."""
    return any(columns[column].role for _, column in row)


def _without_prose(row: list[tuple[Token, int]], columns: Columns) -> list[tuple[Token, int]]:
    """The last row without what stands below the table."""
    last = max(place for place, (_, column) in enumerate(row) if columns[column].role)
    kept = row[: last + 1]
    for token, column in row[last + 1 :]:
        if len(token.text) > 40 or column == kept[-1][1]:
            break
        kept.append((token, column))
    return kept


def _row(row: Sequence[tuple[Token, int]], width: int) -> Row:
    cells: list[Cell] = []
    place = row[0][0].start
    held = {column: list(group) for column, group in groupby(row, key=lambda each: each[1])}
    for column in range(width):
        if column in held:
            place = held[column][-1][0].end
            cells.append(Cell(held[column][0][0].start, place))
        else:
            cells.append(Cell(place, place))
    return tuple(cells)
