"""What the first lines and the signature say of a document (GB/T 9704-2012)."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from luoshi.reader.closing import DATED, ISSUER
from luoshi.reader.dates import DATE, NUMERIC_DATE, iso_date, period_in
from luoshi.reader.flow import Flow
from luoshi.reader.head import FIELD, INNER, LETTERHEAD, NUMBER, HeadLine, Title, head_lines, may_be_title, titles
from luoshi.reader.reading import Facts, Period
from luoshi.reader.titles import title_kind

_ENCLOSED = re.compile(
    r"(?:关于)?(?:转发|印发|下发|发布|公布|批转|印送)(?P<name>《.+》|.+?)的?(?P<kind>通知|函|决定|公告|通告)"
    r"(?:[（(].{1,40}[）)])?$"
)
_PASSED = re.compile(rf"[（(](?:{DATE.pattern}).{{2,60}}[）)]")
_ISSUER_LABEL = re.compile("发文机关|发布机构|发文机构|发文单位|制定机关|发布单位|公开责任部门")
_SIGNED_LABEL = re.compile("(?:成文|发文|印发|生成|签发)日期：?")
_SHOWN_LABEL = re.compile("(?:发布|公开)(?:日期|时间)：?")
_ADDRESSEE = re.compile(
    r"(?:政府|部门|单位|机构|机关|企业|公司|院|校|局|委|办|厅|部|会|团体|中心|团|处|区|县|市|镇|乡|街道|成员|银行|站|所|集团)"
    r"(?:[（(].*[）)])?$"
)
_TERM = re.compile(r"(?:规划|实施|计划|行动|有效)(?:期|期限|时间|周期|年限)(?!间|内)[^。；，]{0,24}")
_UNTIL = re.compile(r"(?:到|至)(20[0-9]{2})年(?:底|末)?(?!以来)")
_CLOSING_LINES = 12
_YEARS_LONG = re.compile(r"(?P<years>[一二三四五六七八九十])年(?:行动|计划|攻坚|倍增|提升|实施|规划|建设)")


@dataclass(frozen=True)
class Found:
    """The facts, and where in the flow a date stands that does not exist."""

    facts: Facts
    invalid_date: tuple[int, int] | None = None


def facts_of(flow: Flow, first_heading: int, closings: Sequence[int]) -> Found:
    """Facts of a document; its first heading and its closing blocks stand at these places of the flow."""
    head = head_lines(flow, first_heading)
    found = titles(head)
    notice = next((title for title in found if _ENCLOSED.search(title.text)), None)
    title = _plan_title(head, found, notice)
    issuer, date, wrong = _signature([head, *_tails(flow, closings)])
    facts = Facts(
        kind=title_kind(title or ""),
        number=_number(head),
        title=title,
        issuer=issuer or _named_issuer(flow, head, found),
        date=date,
        addressees=_addressees(head, found[0].last + 1 if found else 0),
        period=_period(flow.text, title or "", notice.text if notice else ""),
    )
    return Found(facts, None if date or wrong is None else (wrong.start, wrong.start + len(wrong.text)))


def _tails(flow: Flow, closings: Sequence[int]) -> Iterator[list[HeadLine]]:
    """The lines of each closing block."""
    starts = [start for start, _ in flow.paragraphs]
    for closing in closings:
        first = bisect_left(starts, closing)
        spans = flow.paragraphs[first : first + _CLOSING_LINES]
        yield [HeadLine(start, flow.text[start:end]) for start, end in spans]


def _plan_title(head: Sequence[HeadLine], titles: Sequence[Title], notice: Title | None) -> str | None:
    """The plan's own title: as printed above its text, else as the notice that encloses it quotes it."""
    if notice is None:
        own = next((title.text for title in titles if title_kind(title.text) != "通知"), None)
        return own or (titles[0].text if titles else _first_line(head))
    name = _enclosed(notice.text)
    bare = _bare(name)
    return next((each.text for each in titles if each is not notice and _bare(each.text) == bare), name)


def _enclosed(title: str) -> str:
    """The innermost document of 关于转发…关于印发…的通知.

    >>> _enclosed("甲县人民政府办公室关于转发县水务局关于印发《节水方案》的通知的通知")
    '节水方案'
    """
    found = _ENCLOSED.search(title)
    while found:
        title = found["name"]
        found = _ENCLOSED.search(title)
    quoted = re.fullmatch(r"《((?:[^《》]|《[^《》]*》)+)》(?:[（(].*[）)])?", title)
    return quoted[1].translate(INNER) if quoted else title


def _bare(title: str) -> str:
    return re.sub('[“”"（）()《》〈〉<>—－–-]', "", re.sub("[（(](?:试行|暂行|征求意见稿)[）)]", "", title))


def _first_line(head: Sequence[HeadLine]) -> str | None:
    """A title whose last word names no kind of document: the first short line that can be one."""
    lines = (line.text for line in head[:8] if may_be_title(line.text) and not ISSUER.fullmatch(line.text))
    return next((line for line in lines if 6 <= len(line) <= 60 and "，" not in line), None)


def _number(head: Sequence[HeadLine]) -> str | None:
    """发文字号 with 〔〕: on a line of its own near the top, beside 签发人, or behind its label."""
    for line in head[:25]:
        text = line.text.partition("签发人")[0]
        found = NUMBER.fullmatch(text) if len(text) <= 80 else None
        found = found or re.search(f"发文字号：?{NUMBER.pattern}", text)
        if found:
            return f"{found['code']}〔{found['year']}〕{found['no']}号"
    return None


_Dated = tuple[int, str | None, str | None, HeadLine]


def _signature(blocks: Sequence[Sequence[HeadLine]]) -> tuple[str | None, str | None, HeadLine | None]:
    """Issuer and ISO date of the signature, and the line of a date that does not exist."""
    found = [each for lines in blocks for index in range(len(lines)) for each in _dated(lines, index)]
    best = min(found, key=lambda each: each[0], default=None)
    if best is None:
        return None, None, None
    return best[1], best[2], best[3] if best[2] is None else None


def _dated(lines: Sequence[HeadLine], index: int) -> Iterator[_Dated]:
    """Rank, issuer and date of a dated line: best is one under a signature, then a labelled one, then one alone."""
    line = lines[index]
    found = DATED.fullmatch(line.text)
    if found and line.text.endswith("印发"):
        yield 3, found["issuer"], iso_date(line.text), line
    elif found:
        issuer = found["issuer"] or _signers(lines, index)
        yield 0 if issuer else 2, issuer, iso_date(line.text), line
    elif _PASSED.fullmatch(line.text):
        yield 5, None, iso_date(line.text), line
    for rank, label in ((1, _SIGNED_LABEL), (4, _SHOWN_LABEL)):
        labelled = label.search(line.text)
        value = line.text[labelled.end() :] if labelled else ""
        if DATE.match(value) or NUMERIC_DATE.match(value):
            yield rank, None, iso_date(value), line


def _signers(lines: Sequence[HeadLine], index: int) -> str | None:
    """The bodies that signed, on the lines above the date."""
    names: list[str] = []
    while index and ISSUER.fullmatch(lines[index - 1].text):
        index -= 1
        names.insert(0, re.sub(r"[（(](?:盖章|章|代章|印章)[）)]", "", lines[index].text))
    return "、".join(names) or None


def _named_issuer(flow: Flow, head: Sequence[HeadLine], titles: Sequence[Title]) -> str | None:
    """The body a title, a letterhead or a label names."""
    for title in titles:
        before, about, _ = title.text.partition("关于")
        if about and ISSUER.fullmatch(before):
            return _joined(flow, head[title.first].start, before)
    for line in head:
        letterhead, field = LETTERHEAD.fullmatch(line.text), FIELD.fullmatch(line.text)
        if letterhead:
            return letterhead["issuer"]
        if field and _ISSUER_LABEL.fullmatch(field["label"]):
            return field["value"]
    return None


def _joined(flow: Flow, start: int, names: str) -> str:
    """Several issuers stand in one title with nothing but white space between them."""
    cuts = [0, *(place for place in range(1, len(names)) if flow.gap(start + place)), len(names)]
    parts = [names[low:high] for low, high in pairwise(cuts)]
    return "、".join(parts) if all(ISSUER.fullmatch(part) for part in parts) else names


def _addressees(head: Sequence[HeadLine], first: int) -> tuple[str, ...]:
    for line in head[first : first + 6]:
        text = line.text
        if text[-1] in "：:" and len(text) <= 250 and not re.search("[。；：:].", text[:-1] + " "):
            names = _names(text[:-1])
            if names and _ADDRESSEE.search(names[0]):
                return names
    return ()


def _names(text: str) -> tuple[str, ...]:
    """Addressees are divided by ， and ；, and by 、 where both sides are bodies (not 各县、市人民政府)."""
    names: list[str] = []
    for group in re.split(r"[，,；;](?![^（(]*[）)])", text):
        parts = re.split(r"、(?![^（(]*[）)])", group)
        names += parts if all(_ADDRESSEE.search(part) and len(part) > 2 for part in parts) else [group]
    return tuple(name for name in names if name)


def _period(text: str, title: str, notice: str) -> Period:
    """Years of the title, of a stated term, or only the last year that most targets name."""
    for named in (title, notice, *(found[0] for found in _TERM.finditer(text))):
        period = period_in(named)
        if period.first is not None:
            return period
    until = Counter(map(int, _UNTIL.findall(text)))
    if not until:
        return Period()
    last = max(until, key=lambda year: (until[year], -year))
    long = _YEARS_LONG.search(title)
    first = last + 1 - ("一二三四五六七八九十".index(long["years"]) + 1) if long else None
    return Period(first, last)
