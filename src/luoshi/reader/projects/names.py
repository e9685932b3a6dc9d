"""What an enumeration of works holds: members split, shared words given back, tails taken off."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from luoshi.reader.projects.words import BUILT, HEAD, NAMED_WORK, QUOTED_COUNT, RESULT, TAIL, WATERS

_OPEN, _CLOSE = "（(《“‘〔【", "）)》”’〕】"
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:自治县|自治州|[县市区州旗镇乡江湖渠]|河(?![流湖道段])|[沟川](?!河))")
_PLACE_PREFIX = re.compile(
    r"(?:[\u4e00-\u9fff]{1,4}?(?:自治县|自治州|[县市州旗镇乡区江湖渠]|河(?![流湖道段])|[沟川](?!河))(?![县市州旗]))"
)
COUNTED = re.compile(
    r"(?<=[\u4e00-\u9fff）”])(?<![0-9][至到])(?:[0-9]{1,3}[条个座处项家所]|[二三四五六七八九十]大(?!桥))(?=[\u4e00-\u9fff]{2,14}$)"
)
LEADING_COUNT = re.compile(r"^(?:[0-9]{1,3}[条个座处项家所]?|[二三四五六七八九十]大)")
ROUTE = re.compile(r"[^、]{1,14}至[^、]{1,12}")
ROUTE_WORK = re.compile(
    r"(?<=[\u4e00-\u9fff）])(?:(?:高速|一级|二级|旅游|城际)?(?:公路|铁路|高铁)|高速|航道|管道|输电线路)$"
)
TAIL_WORK = re.compile(
    r"(?:工程|项目|建设|公路|铁路|高铁|道路|线路|基地|园区|平台|改造|治理|修复|整治|扩容|增效|工作|试点|活动|剧目|传说|品牌|小镇|电站|水库|机场|医院|学校|场馆)[\u4e00-\u9fff]{0,6}$"
)
_KIND = (
    r"(?:高速|城际|普速|支线|通用|旅游|一级|二级|快速|国际|县乡|国省|农村)*"
    r"(?:铁路|高铁|公路|高速|机场|港口|码头|航道|灌区|水库|抽水蓄能电站|[\u4e00-\u9fff]{0,4}枢纽(?:节点)?)"
)
_DONE = "(?:改扩建|扩建|迁建|改造|新建|扩能改造)?"
SHARED_KIND = re.compile(rf"(?:一批|[0-9]+[个条座处])?(?:[大中小]型)?(?P<work>{_KIND}{_DONE})(?:建设)?")
FACILITY = re.compile(rf"^[\u4e00-\u9fff]{{2,4}}?(?P<work>{_KIND}(?:建设)?{_DONE}(?:工程|项目)?)$")
_SHORT = re.compile("[\u4e00-\u9fff]{2,4}")
_PLACES_ONLY = re.compile("[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,10}至[\u4e00-\u9fff至]{2,14}")
_OF_ITS_OWN = re.compile("铁路|高铁|公路|高速|机场|港|码头|航道|灌区|水库|电站|枢纽|[段线]$")
_CARE = re.compile("(?:(?:疏浚|清淤|防洪|保护)[及和、]?)?(?:综合|系统|生态)*(?:治理|修复|整治|疏浚)(?:工程)?$")
_NUMBERED = re.compile("(?P<word>[^0-9]{1,6})[0-9]{1,4}")
WORKS_TAIL = re.compile("^(?:一批|一系列)?(?:重点|重大|示范|标志性)*(?:项目|工程)")
SITE = re.compile(
    r"(?:工程|项目|行动|计划|试点|公路|铁路|高速|高铁|路|桥|段|隧道|互通|机场|水库|电站|基地|园|区|中心|馆|港|枢纽|带|群|线路|谷|酒店|建设)$"
)
MODIFIED = re.compile(
    r"(?:[^“”《》]*(?:为主|为重点|为核心|为支撑|为龙头|为重点辐射带动全[省市州县区]|一体化|于一体|接入|明显|特色鲜明|功能完善|组团发展))的(?=.{3,})"
)
_JOINTS = re.compile("以及|和|与")
_TWO_WATERS = re.compile("(?P<first>[^和与及]{1,6})[和与及](?P<second>[^和与及]{2,})")


@dataclass(frozen=True, slots=True)
class Member:
    """One work of an enumeration: its place as printed, and its name completed with shared words."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The works a verb's object names; `said` when a tail (等项目) says that all of them are works."""

    members: tuple[Member, ...]
    said: bool = False


def enumeration(text: str, start: int, end: int) -> Enumeration:
    """The works that text[start:end] (a verb's object) names."""
    end = _without_result(text, start, end)
    modifier = MODIFIED.match(text, start, end)
    start = modifier.end() if modifier else start
    end, said, tail = _without_tail(text, start, end)
    pieces = list(_pieces(text, start, end))
    pieces = [part for low, high in pieces for part in _two_waters(text, low, high)]
    if not said and _kinds_of_thing([text[low:high] for low, high in pieces]):
        pieces = [(start, end)]
    return Enumeration(tuple(_with_shared(list(_completed(text, pieces, said=said)), tail)), said)


def _with_shared(members: list[Member], tail: str) -> Iterator[Member]:
    """Members with the kind that a tail says of all (…等铁路), and numbers of roads with the word before the first."""
    kind, care = SHARED_KIND.fullmatch(tail), _CARE.search(tail)
    first = _NUMBERED.fullmatch(members[0].name) if members else None
    for member in members:
        name = member.name
        if care and WATERS.fullmatch(name):
            yield replace(member, name=name + care[0])
        elif first and name.isdigit():
            yield replace(member, name=first["word"] + name)
        elif kind and _PLACES_ONLY.fullmatch(name) and not _OF_ITS_OWN.search(name):
            yield replace(member, name=name + kind["work"])
        else:
            yield member


def _kinds_of_thing(words: list[str]) -> bool:
    """Two kinds of thing that share one work: 天然气管道扩容升级、扩面覆盖工程."""
    if len(words) != 2 or not NAMED_WORK.search(words[1]) or SITE.search(words[0]):
        return False
    own = _PLACE_PREFIX.match(words[1]) or _PLACE.fullmatch(words[0]) or words[0][0] == words[1][0]
    return not own and len(words[1]) <= 14


def _without_result(text: str, start: int, end: int) -> int:
    result = RESULT.search(text, start, end)
    return result.start() if result and result.start() > start + 2 else end


def _without_tail(text: str, start: int, end: int) -> tuple[int, bool, str]:
    """Where the last member ends, whether a tail 等…工程 says that this is a list, and the words of the tail."""
    quoted = QUOTED_COUNT.search(text, start, end)
    if quoted and "、" in text[start : quoted.start()]:
        return quoted.start(), True, ""
    tail = TAIL.search(text, start, end)
    if tail is None or _depth(text, start, tail.start()):
        return end, False, ""
    before = text[start : tail.start()]
    rest = tail.group("rest")
    several = "、" in before or HEAD.search(before) or (WORKS_TAIL.search(rest) and len(before) >= 4)
    if not several or len(before) <= 2:
        return end, False, ""
    return tail.start(), TAIL_WORK.search(rest) is not None or not rest, rest


def _two_waters(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """甲河和乙河综合治理: two waters that share what is done to them."""
    found = _TWO_WATERS.fullmatch(text, low, high)
    second = found["second"] if found else ""
    care = _CARE.search(second)
    if found and care and WATERS.fullmatch(found["first"]) and WATERS.fullmatch(second[: care.start()]):
        yield found.span("first")
        low = found.start("second")
    yield low, high


def _depth(text: str, start: int, place: int) -> int:
    opened = sum(text.count(mark, start, place) for mark in _OPEN)
    return opened - sum(text.count(mark, start, place) for mark in _CLOSE)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts between 、 outside brackets and quotes, and around a joint that divides two works."""
    spans, depth, low = [], 0, start
    for place in range(start, end):
        mark = text[place]
        depth += (mark in _OPEN) - (mark in _CLOSE)
        if mark == "、" and depth <= 0:
            spans.append((low, place))
            low = place + 1
    spans.append((low, end))
    listed = len(spans) > 1
    for low, high in spans:
        yield from _parted(text, low, high, listed)


def _parted(text: str, low: int, high: int, listed: bool) -> Iterator[tuple[int, int]]:
    for joint in _JOINTS.finditer(text, low + 2, max(low + 2, high - 2)):
        left, right = text[low : joint.start()], text[joint.end() : high]
        if _depth(text, low, joint.start()) == 0 and _divides(left, right):
            yield low, joint.start()
            yield from _parted(text, joint.end(), high, listed)
            return
    if not listed:
        joint_and = text.find("及", low + 2, high - 2)
        if joint_and > 0 and _divides(text[low:joint_and], text[joint_and + 1 : high]):
            yield low, joint_and
            yield joint_and + 1, high
            return
    if low < high:
        yield low, high


def _divides(left: str, right: str) -> bool:
    """Whether what stands on both sides of a joint is a work (or a bare place after a work)."""
    if len(right) < 3 or not HEAD.search(left) or len(left) < 4:
        return False
    if _PLACE.fullmatch(right):
        return True
    shortest = 4 if SITE.search(left) else 5 if BUILT.search(left) and BUILT.search(right) else 7
    return len(right) >= shortest and HEAD.search(right) is not None


def _completed(text: str, pieces: list[tuple[int, int]], *, said: bool) -> Iterator[Member]:
    """Members with the words they share: bare ones wait for the member that brings the work, unless a tail does."""
    waiting: list[tuple[int, int]] = []
    for low, high in pieces:
        word = text[low:high]
        if not word:
            continue
        if not HEAD.search(word) or _PLACE.fullmatch(word):
            waiting.append((low, high))
            continue
        yield from _sharing(text, waiting, low, high, said=said)
        waiting = []
    yield from (Member(low, high, text[low:high]) for low, high in waiting)


def _sharing(text: str, waiting: list[tuple[int, int]], low: int, high: int, *, said: bool) -> Iterator[Member]:
    """A member with its work, and before it those that share the work by a count or by being places."""
    word = text[low:high]
    count = COUNTED.search(word)
    if count and (waiting or count[0][0].isdecimal()):
        work = word[count.end() :]
        yield from (Member(first, last, text[first:last] + work) for first, last in waiting)
        own = word[: count.start()]
        yield Member(low, low + count.start(), own if HEAD.search(own) else own + work)
        return
    route = ROUTE_WORK.search(word)
    if route and waiting and not said and all(ROUTE.fullmatch(text, *span) for span in waiting):
        yield from (Member(first, last, text[first:last] + route.group()) for first, last in waiting)
        yield Member(low, high, word)
        return
    facility = FACILITY.search(word)
    if facility and waiting and all(_SHORT.fullmatch(text, *span) for span in waiting):
        yield from (Member(first, last, text[first:last] + facility["work"]) for first, last in waiting)
        yield Member(low, high, word)
        return
    prefix = _PLACE_PREFIX.match(word)
    places = [span for span in waiting if _PLACE.fullmatch(text, *span)]
    if not places or prefix is None or prefix.end() >= len(word) - 1:
        yield from (Member(first, last, text[first:last]) for first, last in waiting)
        yield Member(low, high, word)
        return
    start = waiting[0][0]
    work = LEADING_COUNT.sub("", word[prefix.end() :])
    yield from (Member(start, high, text[first:last] + work) for first, last in waiting)
    yield Member(start, high, prefix.group() + work)
