"""Lists of bodies: 甲局、乙局和丙局，各县（市、区）人民政府等.

Separators are 、 ， ； / and, where the names on both sides are complete, 和 及 与 and white space. Separators inside
brackets belong to the name. A list ends where white space is followed by something that is no body.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from luoshi.reader.units.names import LONGEST_NAME, grade, is_group, is_note
from luoshi.reader.units.sharing import completed, one_body
from luoshi.reader.units.vocabulary import BODIES, CLOSING, COLON, OPENING, Gap, any_of

_MARK = re.compile(rf"[、，,；;。/／|､﹑﹐]|[{OPENING}]")
_BRACKET = re.compile(f"[{OPENING}{CLOSING}]")
_LONGEST_NOTE = 80
_LOOKED_AT = 8
_DATED = re.compile("[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日")
"""A name right before a date signs the document."""

_PERSON = 4
"""What follows a body after white space is a person's name if it is no longer than this."""

_OTHERS = any_of(
    "部门单位 部门 单位 机构 企业 地方 地区 方面 县市 市县 县区 区县 乡镇 镇街 街镇 街道 园区 开发区 高校 银行 金融机构"
    " 科研院所 协会 媒体 省份 省 市 州 盟 县 区 旗 镇 乡"
)
_AND_OTHERS = (
    r"(?<![高平优同上中下特头])等(?:[0-9一二三四五六七八九十]+个?)?"
    rf"(?:(?:(?![及与各])[\u4e00-\u9fff]){{0,9}}?{_OTHERS}(?:（[^（）]{{1,12}}）)?(?:人民政府|政府)?)?"
    "(?:[和及与](?:有关|相关)*(?:部门|单位|企业|地方|机构))?"
)
_TAIL = re.compile(rf"(?<=.)(?:{_AND_OTHERS})$|^(?:{_AND_OTHERS})$")
_JOINT = re.compile(rf"(?P<others>{_AND_OTHERS})?(?P<joint>\n*(?:以及|和|及|与)\n*|\n+)")
_LEAD_IN = re.compile(
    r"(?:以及|会同|[、，,；;\n]|及(?!时)|(?:具体|主要|统一)?由|与|并|(?:以上|上述|该项|本项|此项|本条)[\u4e00-\u9fff]{0,6}由"
    rf"|[省市州县区]级(?:单位|部门)?{COLON})+"
)
_ITEM = re.compile("(?:[0-9]{1,2}[.．)）](?![0-9])|[①-⑳])+")
_ROLE_NOTE = re.compile(
    rf"[{OPENING}](?:(?P<joint>(?:共同|联合|均)(?:牵头|主办))|(?P<lead>总?牵头|主办|第一责任|主责)"
    rf"|(?P<other>配合|协办|协助|参与))(?:责任)?(?:单位|部门)?[{CLOSING}]$"
)
_REMARK = re.compile(rf"[{OPENING}](?P<text>[^{OPENING}{CLOSING}]*)[{CLOSING}]$")
_PARTY, _ITS_GOVERNMENT = re.compile("党委$|工委$"), re.compile("(?:人民)?政府|管委会|管理委员会")
_STAR = re.compile("^[*★☆▲△※●◆#＊]+|[*★☆▲△※●◆#＊]+$")
PREFIX = re.compile("[省市州县区旗盟各]|国家|中国|自治|有关|相关|地方|中央|驻")
_LEVEL_ONLY = re.compile("[省市县区州乡镇](?:人民)?政府")
_ONE_ABOVE_ANOTHER = re.compile(
    "(?:国家税务总局.+税务局|国家统计局.+队|中国.*银行.+[支分]行|国家金融监督管理总局.+局|中国证监会.+局|.+公司.+[支分]公司)"
)

_WORDS = frozenset({"单位", "部门", "机构", "地方", "地区", "各方面", "方面", "待定", "同上", "暂无"})
"""Words that stand in such lists and name nobody."""

_REMARK_SIZE = 6
"""What is longer and no body is prose; names after it must be sure."""


@dataclass(frozen=True, slots=True)
class Member:
    """A body in a list: its printed name and place, the separator before it and what a mark says of it.

    `whole` is the name with the ending that a later member prints for both (甲市、乙县政府); `name` stays as printed.
    `note` is what a bracket behind it says: lead, joint (it and all before it lead), other (it supports).
    """

    name: str
    start: int
    end: int
    separator: str = "、"
    whole: str = ""
    note: str | None = None
    starred: bool = False

    @property
    def group(self) -> bool:
        """Whether it stands for several bodies."""
        return is_group(self.name)


@dataclass(frozen=True, slots=True)
class Members:
    """Bodies of a list, what in it is none, and where it ends."""

    found: tuple[Member, ...]
    rest: tuple[tuple[int, int], ...]
    stop: int


def members(text: str, start: int, end: int, gap: Gap) -> Members:
    """The bodies that `text[start:end]` lists; `gap` tells whether white space stood before a place."""
    found: list[Member] = []
    rest: list[tuple[int, int]] = []
    pieces = list(_merged(text, list(_pieces(text, start, end))))
    for low, high, separator in pieces:
        piece = _Piece(text, low, high, gap, strong=len(pieces) > 1)
        found += [_member(text, a, b, separator if a == low else "和") for a, b in piece.names()]
        if piece.stop < high - _PERSON:
            if _DATED.match(text, piece.stop) and len(found) > 1 and gap(found[-1].start):
                found.pop()
            return _checked(found, rest, piece.stop)
    return _checked(found, rest, end)


def _checked(found: list[Member], rest: list[tuple[int, int]], stop: int) -> Members:
    whole = completed([(each.name, each.separator) for each in found])
    kept: list[Member] = []
    least = 1
    for each, name in zip(found, whole, strict=True):
        if each.note == "joint":
            kept = [replace(before, note="lead") for before in kept]
        if grade(name) >= least and name not in _WORDS:
            kept.append(replace(each, whole=name))
        elif each.name:
            rest.append((each.start, each.end))
            least = 2 if len(each.name) > _REMARK_SIZE else least
    return Members(tuple(kept), tuple(rest), stop)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Spans between separators outside brackets, each with the separator before it."""
    place, low, separator = start, start, ""
    while mark := _MARK.search(text, place, end):
        place = mark.end()
        if mark[0] in OPENING:
            place = closed(text, mark.start(), min(end, place + _LONGEST_NOTE)) or place
            continue
        if low < mark.start():
            yield low, mark.start(), separator
        low, separator = place, mark[0]
    if low < end:
        yield low, end, separator


def closed(text: str, start: int, end: int) -> int | None:
    """Just after the bracket that closes the one at `start`, whatever its shape, if it comes before `end`."""
    depth = 0
    for found in _BRACKET.finditer(text, start, end):
        depth += 1 if found[0] in OPENING else -1
        if not depth:
            return found.end()
    return None


def _merged(text: str, pieces: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Pieces with 各市、县（区）人民政府 put together again."""
    place = 0
    while place < len(pieces):
        low, _, separator = pieces[place]
        ahead = [(text[start:end], mark) for start, end, mark in pieces[place : place + _LOOKED_AT]]
        place += one_body(ahead)
        yield low, pieces[place - 1][1], separator


def _member(text: str, start: int, end: int, separator: str) -> Member:
    """A body with its marks read and cut off: 甲局（牵头）, *甲局."""
    number = _ITEM.match(text, start, end)
    start = number.end() if number else start
    note = _ROLE_NOTE.search(text, start, end)
    if note:
        end = note.start()
    while (remark := _REMARK.search(text, start, end)) and is_note(remark["text"]):
        end = remark.start()
    while end > start and text[end - 1] in OPENING:
        end -= 1
    starred = False
    for star in list(_STAR.finditer(text[start:end])):
        starred = True
        if star.start() == 0:
            start += star.end()
        else:
            end -= star.end() - star.start()
    return Member(text[start:end].replace("\n", ""), start, end, separator, "", note and note.lastgroup, starred)


class _Piece:
    """What stands between two separators: one body, or several joined by 和 or white space."""

    def __init__(self, text: str, start: int, end: int, gap: Gap, *, strong: bool) -> None:
        lead_in = _LEAD_IN.match(text, start, end)
        self._start = lead_in.end() if lead_in else start
        tail = _TAIL.search(text[self._start : end])
        self._end = self._start + tail.start() if tail else end
        self._text, self._gap, self._strong = text, gap, strong
        self.stop = end

    def names(self) -> Iterator[tuple[int, int]]:
        """Spans of the bodies; `stop` moves forward when prose follows them."""
        start, cuts = self._start, self._cuts()
        for index, (low, high) in enumerate(cuts):
            if low < start or low - start > LONGEST_NAME or not self._completes(start, low, high):
                continue
            ends = [each for each, _ in cuts[index + 1 : index + _LOOKED_AT] if each > high] + [self._end]
            if low == high or not self._text[low:high].strip("\n"):
                verdict = self._at_gap(start, low, ends)
            else:
                rights = [self._part(high, each) for each in ends]
                verdict = any(grade(right) >= 2 and right not in _WORDS for right in rights)
            if verdict is None:
                self.stop = low
                yield start, low
                return
            if verdict:
                yield start, low
                start = high
        if start < self._end:
            yield start, self._end

    def _cuts(self) -> list[tuple[int, int]]:
        """Places where a name may end and the next begin: connectors, line ends, and white space (an empty span)."""
        cuts = [found.span() for found in _JOINT.finditer(self._text, self._start, self._end)]
        beside = {place for cut in cuts for place in cut}
        gaps = (place for place in range(self._start + 1, self._end) if self._gap(place))
        cuts += [(place, place) for place in gaps if place not in beside]
        return sorted(cuts)

    def _part(self, start: int, end: int) -> str:
        return self._text[start:end].replace("\n", "")

    def _completes(self, start: int, low: int, high: int) -> bool:
        left = self._part(start, low)
        if _PARTY.search(left) and _ITS_GOVERNMENT.match(self._text, high):
            return False
        return grade(left) >= (1 if self._text[low:high].startswith("等") else 2)

    def _at_gap(self, start: int, place: int, ends: list[int]) -> bool | None:
        """True: a body ends here; False: white space inside a name; None: prose begins."""
        left = self._part(start, place)
        rights = [self._part(place, each) for each in ends]
        right = next((each for each in rights if grade(each) >= 2), None)
        if right is None:
            return False if any(grade(left + each) >= 2 for each in rights) or grade(left) < 3 else None
        if grade(left) == 2 and not PREFIX.match(right) and grade(left + right) == 3:
            return False
        if right in BODIES or _LEVEL_ONLY.fullmatch(right) or _ONE_ABOVE_ANOTHER.fullmatch(left + right):
            return False
        return not self._strong or bool(PREFIX.match(right)) or len(left) >= 4
