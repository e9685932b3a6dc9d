"""What the first lines and the signature say of a document (GB/T 9704-2012)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from luoshi.reader.closing import DATED, ISSUER
from luoshi.reader.dates import DATE, NUMERIC_DATE, iso_date, period_in
from luoshi.reader.flow import Flow
from luoshi.reader.reading import Facts, Period
from luoshi.reader.titles import title_kind

_ENCLOSED = re.compile(
    r"(?:关于|^)(?:转发|印发|下发|发布|公布|批转|印送)(?P<name>《.+》|.+?)的?(?P<kind>通知|函|决定|公告|通告)"
    r"(?:[（(].{1,40}[）)])?$"
)
_ASIDE_LINE = re.compile(r"[（(].{1,30}[）)]")
_NUMBER = re.compile(
    r"(?:(?:发文字号|文号|发文号|文件编号|发文文号)[：:])?[（(]?"
    r"(?P<code>[\u4e00-\u9fff]{1,14})[〔\[【（(﹝［〈]第?(?P<year>(?:19|20)[0-9]{2})年?[〕\]】）)﹞］〉]"
    r"第?0*(?P<no>[0-9]{1,5})号[）)]?(?:签发人[：:].*)?"
)
_PASSED = re.compile(rf"[（(](?:{DATE.pattern}).{{2,60}}[）)]")
_METADATA = re.compile(r"(?P<label>[\u4e00-\u9fff]{2,6})[：:](?P<value>.+)")
_ISSUER_LABELS = {"发文机关", "发布机构", "发文单位", "制定机关", "发布单位", "公开责任部门"}
_DATE_LABELS = ("成文日期", "发文日期", "印发日期", "生成日期", "发布日期", "发布时间")
_LETTERHEAD = re.compile(r"(?P<issuer>[\u4e00-\u9fff（）()]{4,40})文件")
_ADDRESSEE = re.compile(
    r"(?:政府|部门|单位|机构|机关|企业|公司|院|校|局|委|办|厅|部|会|团体|中心|团|处|区|县|市|镇|乡|街道|成员|银行|站|所|集团)"
    r"(?:[（(].*[）)])?$"
)
_TERM = re.compile(r"(?:规划|实施|计划|行动|有效)(?:期|期限|时间|周期|年限)(?!间|内)[^。；，]{0,24}")
_UNTIL = re.compile(r"(?:到|至)(20[0-9]{2})年(?:底|末)?(?!以来)")
_YEARS_LONG = re.compile(r"(?P<years>[一二三四五六七八九十])年(?:行动|计划|攻坚|倍增|提升|实施|规划|建设)")
_BREAK = re.compile(
    rf"(?<=号)(?=[\u4e00-\u9fff])|(?<=通知)(?=各|有关|《)|(?<=[：。])|(?={DATE.pattern})|(?<=日)"
    r"|(?<=文件)(?=[\u4e00-\u9fff]{1,14}[〔\[])|(?<=方案|意见|规划|计划|办法|措施|要点|细则|纲要)(?=为|根据|按照)"
)
_HEAD_LINES, _HEAD_CHARACTERS = 60, 900


@dataclass(frozen=True)
class Found:
    """The facts, and where in the flow a date stands that does not exist."""

    facts: Facts
    invalid_date: tuple[int, int] | None = None


@dataclass(frozen=True)
class _Line:
    start: int
    text: str


@dataclass(frozen=True)
class _Title:
    text: str
    first: int
    last: int


def facts_of(flow: Flow, first_heading: int, closings: Sequence[int]) -> Found:
    """Facts of a document; its first heading and its closing blocks stand at these places of the flow."""
    head = list(_head(flow, first_heading))
    titles = list(_titles(head))
    notice = next((title for title in titles if _ENCLOSED.search(title.text)), None)
    title = _plan_title(head, titles, notice)
    tails = [_Line(start, flow.text[start:end]) for start, end in flow.paragraphs if closings and start >= closings[0]]
    issuer, date, wrong = _signature(head, tails)
    facts = Facts(
        kind=title_kind(title or ""),
        number=_number(head),
        title=title,
        issuer=issuer or _named_issuer(flow, head, titles),
        date=date,
        addressees=_addressees(head, titles[0].last + 1 if titles else 0),
        period=_period(flow.text, title or "", notice.text if notice else ""),
    )
    return Found(facts, None if date or wrong is None else (wrong.start, wrong.start + len(wrong.text)))


def _head(flow: Flow, first_heading: int) -> Iterator[_Line]:
    """The lines before the first heading; a text without line breaks is cut where they must have been."""
    for count, (start, end) in enumerate(flow.paragraphs):
        if start >= first_heading or count == _HEAD_LINES:
            return
        if end - start <= 120 and first_heading >= end:
            yield _Line(start, flow.text[start:end])
            continue
        stop = min(end, first_heading, start + _HEAD_CHARACTERS)
        cuts = {found.start() for found in _BREAK.finditer(flow.text, start, stop)}
        cuts |= {place for place in range(start + 1, stop) if flow.gap(place)}
        edges = sorted({start, stop, *cuts})
        yield from (_Line(low, flow.text[low:high]) for low, high in pairwise(edges))


def _titles(head: Sequence[_Line]) -> Iterator[_Title]:
    """Titles among the first lines; one may run over several lines."""
    index = 0
    while index < len(head):
        last = _title_at(head, index)
        if last is None:
            index += 1
            continue
        if last + 1 < len(head) and _ASIDE_LINE.fullmatch(head[last + 1].text) and not DATE.search(head[last + 1].text):
            last += 1
        yield _Title("".join(line.text for line in head[index : last + 1]), index, last)
        index = last + 1


def _title_at(head: Sequence[_Line], index: int) -> int | None:
    """The last line of the title that begins at this line, or None."""
    text = ""
    for last in range(index, min(index + 5, len(head))):
        line = head[last].text
        if not _may_be_title(line):
            return None
        if text and title_kind(line) and not _goes_on(text, line):
            return None
        text += line
        if title_kind(text) and len(text) >= 6:
            return last
    return None


def _may_be_title(line: str) -> bool:
    return (
        len(line) <= 90
        and not any(mark in line for mark in "。；！？")
        and line[-1] not in "：:，"
        and not _NUMBER.fullmatch(line)
        and not DATED.fullmatch(line)
        and not line.startswith(("《", "附件", "目录", "（"))
        and not _METADATA.fullmatch(line)
        and not _LETTERHEAD.fullmatch(line)
    )


def _goes_on(before: str, line: str) -> bool:
    """Whether a line that is a title by itself belongs to what stands above it."""
    return (
        line.startswith(("关于", "印发", "的"))
        or "关于" in before
        or (len(before) >= 8 and not ISSUER.fullmatch(before))
    )


def _plan_title(head: Sequence[_Line], titles: Sequence[_Title], notice: _Title | None) -> str | None:
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
    quoted = re.match("《(.+?)》", title)
    return quoted[1] if quoted else title


def _bare(title: str) -> str:
    return re.sub('[“”"（）()《》—－–-]', "", re.sub("[（(](?:试行|暂行|征求意见稿)[）)]", "", title))


def _first_line(head: Sequence[_Line]) -> str | None:
    """A title whose last word names no kind of document: the first short line that can be one."""
    lines = (line.text for line in head[:8] if _may_be_title(line.text) and not ISSUER.fullmatch(line.text))
    return next((line for line in lines if 6 <= len(line) <= 60 and "，" not in line), None)


def _number(head: Sequence[_Line]) -> str | None:
    """发文字号 with 〔〕, from a line of its own near the top."""
    for line in head[:25]:
        found = _NUMBER.fullmatch(line.text) if len(line.text) <= 80 else None
        if found:
            return f"{found['code']}〔{found['year']}〕{found['no']}号"
    return None


def _signature(head: Sequence[_Line], tails: Sequence[_Line]) -> tuple[str | None, str | None, _Line | None]:
    """Issuer and ISO date of the signature, and the line of a date that does not exist."""
    found: list[tuple[int, str | None, str | None, _Line | None]] = [
        each for lines in (head, tails) for index in range(len(lines)) if (each := _dated(lines, index))
    ]
    found += [(3, None, date, None) for date in _labelled_dates([*head, *tails])]
    _, issuer, date, line = min(found, key=lambda each: each[0], default=(0, None, None, None))
    return issuer, date, line if date is None else None


def _dated(lines: Sequence[_Line], index: int) -> tuple[int, str | None, str | None, _Line] | None:
    """Rank, issuer and date of a dated line: best is one under a signature, then one alone."""
    line = lines[index]
    found = DATED.fullmatch(line.text)
    if found is None:
        passed = _PASSED.fullmatch(line.text)
        return (4, None, iso_date(line.text), line) if passed else None
    if line.text.endswith("印发"):
        return 2, found["issuer"], iso_date(line.text), line
    issuer = found["issuer"] or _signers(lines, index)
    return 0 if issuer else 1, issuer, iso_date(line.text), line


def _signers(lines: Sequence[_Line], index: int) -> str | None:
    """The bodies that signed, on the lines above the date."""
    names: list[str] = []
    while index and ISSUER.fullmatch(lines[index - 1].text):
        index -= 1
        names.insert(0, re.sub(r"[（(](?:盖章|章|代章|印章)[）)]", "", lines[index].text))
    return "、".join(names) or None


def _labelled_dates(lines: Sequence[_Line]) -> Iterator[str]:
    found = {match["label"]: match["value"] for line in lines if (match := _METADATA.fullmatch(line.text))}
    for label in _DATE_LABELS:
        value = found.get(label, "")
        date = iso_date(value) if DATE.match(value) or NUMERIC_DATE.match(value) else None
        if date:
            yield date


def _named_issuer(flow: Flow, head: Sequence[_Line], titles: Sequence[_Title]) -> str | None:
    """The body a title, a letterhead or a label names."""
    for title in titles:
        before, about, _ = title.text.partition("关于")
        if about and ISSUER.fullmatch(before):
            return _joined(flow, head[title.first].start, before)
    for line in head:
        letterhead, labelled = _LETTERHEAD.fullmatch(line.text), _METADATA.fullmatch(line.text)
        if letterhead:
            return letterhead["issuer"]
        if labelled and labelled["label"] in _ISSUER_LABELS:
            return labelled["value"]
    return None


def _joined(flow: Flow, start: int, names: str) -> str:
    """Several issuers stand in one title with nothing but white space between them."""
    cuts = [0, *(place for place in range(1, len(names)) if flow.gap(start + place)), len(names)]
    parts = [names[low:high] for low, high in pairwise(cuts)]
    return "、".join(parts) if all(ISSUER.fullmatch(part) for part in parts) else names


def _addressees(head: Sequence[_Line], first: int) -> tuple[str, ...]:
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
