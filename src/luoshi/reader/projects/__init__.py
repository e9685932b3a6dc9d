"""Named works and programmes, each with the verb that governs it and how much that verb promises.

A clause is read as prefix, verb, object. The object is split into members (`names`); a member counts as a project when
its verb takes works as objects and it ends like a work, or when it carries a name of its own.
"""

import re
from collections.abc import Iterable, Iterator

from luoshi.reader.certainty import certainty_of
from luoshi.reader.page import Page
from luoshi.reader.projects.boxes import boxed
from luoshi.reader.projects.names import SITE, Member, enumeration
from luoshi.reader.projects.signs import COMPOUND, project_signs
from luoshi.reader.projects.words import (
    ABOVE,
    ADVERBS,
    BUILT,
    COMMON,
    CORES,
    COUNT_INSIDE,
    FACILITIES,
    GENERAL,
    HEAD,
    INNER_VERB,
    INTO,
    LEVEL,
    MEASURED,
    NAMED_WORK,
    PASSED,
    POLICY,
    PROGRAMME,
    REACHED,
    ROUTE_PART,
    STRENGTHS,
    STRONG,
    SUPPORTED,
    URGING,
    VERB,
)
from luoshi.reader.reading import Project, Strength
from luoshi.reader.targets.words import ACTIONS, KEEPS, RISES

_CLAUSE = re.compile(
    r"(?:[^，。；！？\n（(“《：:]|（[^（）\n]{0,400}）|\([^()\n]{0,400}\)|“[^”\n]{0,200}”|《[^》\n]{0,200}》|[（(“《])+"
)
_BRACKET = re.compile(r"（[^（）\n]{24,400}）")
_PREFIX = re.compile(
    r"(?:到|至|在|以|围绕|依托|沿|按照|结合|通过|自|力争|争取|确保|其中|同时|并|再|计划|[0-9“])[^，]*$"
    r"|[\u4e00-\u9fff]{0,6}(?:内|上|下|方面|区域|地区|期间|年|底|前)$|(?:要|将|并|共同|继续|再|也|均|都|全州|全省|全市|全县|全区)?$"
)
_AIM = re.compile(
    r"(?:目标|依托|抓手|载体|引领|契机|导向|支撑|基础|牵引|突破口|核心)$|为(?:目标|依托|抓手|载体|引领|契机|导向|支撑|基础|牵引|突破口)"
)
_PROPER = re.compile(
    r"[\u4e00-\u9fff]{1,8}?(?:省|市|县|区|州|旗|镇|乡|村|河|江|湖|山|峡|岛|湾|库|沟|川|海|塬|坪|岭|洲|港|寺)[\u4e00-\u9fff（“A-Z0-9]"
    r"|[\u4e00-\u9fff）]至[\u4e00-\u9fff]|^(?:城[东南西北](?![东南西北])|[东南西北]部(?!地区|各))[\u4e00-\u9fff]{2}|[GSXY][0-9]{2,}|[0-9]{3}(?:国道|省道|县道)|[国省县乡]道[0-9]|第[一二三四五六七八九十]+(?:人民|中心)?(?:医院|中学|小学|高中|幼儿园|水厂|污水)|“[^”]+”|[一二三四]期|[A-Z]{2,}"
)
_OWNED = re.compile(
    "[省市县区州旗](?![级域城区县内属直外际])[\u4e00-\u9fff]{0,10}?"
    "(?:医院|中心|学校|中学|小学|高中|幼儿园|福利院|敬老院|图书馆|文化馆|博物馆|档案馆|科技馆|体育馆|体育场|美术馆|党校|水厂|处理厂)$"
)
"""县人民医院, 市第三幼儿园: the one house of its kind that the place has."""
_VAGUE = re.compile(
    r"^(?:城市|城镇|农村|乡村|城乡|全[省市州县区国]|各[省市州县区级乡]|县区|市县|州县|社区|园区|新区|省级|市级|县级|国家级|地区|区域|老旧|海洋|河湖|山区|灌区|景区|街区|校区|小区)+"
)
_STEM = re.compile(
    r"(?<=[、，和至与在：；。（\n])([\u4e00-\u9fff]{2})(?=自治[州县]|[县市州旗](?![城场域级区直内属容政民]))"
)
_NO_STEM = re.compile("[各全沿以等之与及内外本我]|区域|地区|国家|所在|有关|相关|赋予|整合|补齐")
_VERBS = frozenset([*ADVERBS.split("|"), *CORES.split("|"), *ACTIONS, *RISES, *KEEPS])
_OWN_VERB = re.compile(
    "(?:加快)?(?:推进|推动|实施|完成|启动|开工建设|谋划建设|谋划|争取|建成|续建|新建|改建|扩建|打造)(?=.{4})"
)
ANYTHING = re.compile("完成")
"""A verb that takes any task as its object, so that the object must end like a work."""

WEAK = re.compile("加强|开展|强化|引进")
BUILDING = re.compile("建设|打造|建成|创建|形成|培育|推进")
CARE = re.compile("(?:治理|保护|修复|防治|整治|绿化|提升|开发)$")
_REGION = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,6}?(?:自治州|自治县|[县市州旗区])")


def read_projects(page: Page) -> tuple[Project, ...]:
    """Every named work or programme, in the order of the text.

    A clause without a verb that ends like a work (…扩建，…迁建) goes on with the verb of the clause before it.
    """
    stems = _stems(page.flow.text)
    found: list[Project] = []
    verb, after = "", -1
    for start, end in _clauses(page):
        works = list(_urged(page, stems, start, end)) or list(_in_clause(page, stems, start, end))
        if (
            not works
            and after == start - 1
            and page.flow.text[after] == "，"
            and BUILT.search(page.flow.text, start, end)
        ):
            works = list(_objects(page, stems, verb, start, end))
        works = works or list(_reached(page, stems, start, end))
        if works:
            verb, after = works[-1].verb, end
        found += works
    taken = {work.start for work in found}
    listed = [work for work in _boxed(page, stems) if work.start not in taken]
    return tuple(sorted([*found, *listed], key=lambda work: work.start) if listed else found)


def _boxed(page: Page, stems: frozenset[str]) -> Iterator[Project]:
    """Works that a box names, with the first verb of what it says of them."""
    text = page.flow.text
    for start, end, stop in boxed(page):
        name = text[start:end]
        verb = VERB.search(text, end, stop)
        if verb and not GENERAL.match(name) and not POLICY.search(name):
            proper = _proper(COMPOUND.sub("", name), stems)
            why = project_signs(Member(start, end, name), name, verb["verb"], start, said=True, proper=proper)
            yield _project(page, verb["verb"], Member(start, end, name), why)


def _stems(text: str) -> frozenset[str]:
    """Names of the places the document speaks of, without their 县, 市 or 州: they also stand without it."""
    return frozenset(stem for stem in _STEM.findall(text) if stem not in _VERBS and not _NO_STEM.search(stem))


def _clauses(page: Page) -> Iterator[tuple[int, int]]:
    """Clauses of the text and of long brackets in it, headings left out."""
    for clause in _CLAUSE.finditer(page.flow.text):
        start, end = clause.span()
        for bracket in _BRACKET.finditer(page.flow.text, start, end):
            yield from (
                inner.span() for inner in _CLAUSE.finditer(page.flow.text, bracket.start() + 1, bracket.end() - 1)
            )
        section = page.section_at(start)
        if section is not None and section.start <= start < section.end:
            start = section.end
        if end - start > 4:
            yield start, end


def _urged(page: Page, stems: frozenset[str], start: int, end: int) -> Iterator[Project]:
    """推动甲园区、乙项目建成投产: works between the verb that urges them on and the one that they reach."""
    text = page.flow.text
    found = REACHED.search(text, max(start, end - 16), end)
    lead = URGING.match(text, start, end)
    if found and lead and lead.end() < found.start() and not PASSED.search(text, start, end):
        yield from _objects(page, stems, found["verb"], lead.end(), found.start())


def _reached(page: Page, stems: frozenset[str], start: int, end: int) -> Iterator[Project]:
    """Works whose verb stands behind them (甲公路开工): only those with names of their own, nothing of the past."""
    text = page.flow.text
    found = REACHED.search(text, max(start, end - 16), end)
    if found is None or found.start() - start < 4 or PASSED.search(text, start, end):
        return
    listed = enumeration(text, start, found.start())
    for member in listed.members:
        proper = _proper(COMPOUND.sub("", member.name), stems)
        owned = proper or (len(member.name) >= 6 and not COMMON.search(member.name))
        if not owned or HEAD.search(member.name) is None or POLICY.search(member.name) or GENERAL.match(member.name):
            continue
        printed = text[member.start : member.end]
        why = project_signs(member, printed, found["verb"], start, said=listed.said, proper=proper)
        yield _project(page, found["verb"], member, (*why, "project_verb_behind"))


def _in_clause(page: Page, stems: frozenset[str], start: int, end: int) -> Iterator[Project]:
    text = page.flow.text
    for verb in VERB.finditer(text, start, end):
        if _PREFIX.fullmatch(text, start, verb.start()):
            if _AIM.search(text, verb.end(), end) and text[start] == "以":
                return
            yield from _objects(page, stems, verb.group("verb"), verb.end(), end)
            return


def _objects(page: Page, stems: frozenset[str], verb: str, start: int, end: int) -> Iterator[Project]:
    text = page.flow.text
    if start >= end or text[start] in "，、的" or ABOVE.search(text, start, end):
        return
    supported = SUPPORTED.match(text, start, end) if "支持" in verb else None
    found = enumeration(text, supported.end() if supported else start, end)
    said = found.said and (STRONG.search(verb) is not None or not CARE.search(text, start, end))
    named = any(SITE.search(each.name) and _proper(_judged(verb, each.name), stems) for each in found.members)
    listed = len(found.members) > 1
    governed = list(_governed(verb, start, found.members))
    works = [each for each in governed if _counts(stems, *each, said=said, listed=listed, named=named)]
    works += [each for each in governed if works and each not in works and _stands_beside(each[2].name)]
    for own, after, member in sorted(works, key=lambda each: each[2].start):
        proper = _proper(COMPOUND.sub("", member.name), stems)
        printed = text[member.start : member.end]
        why = project_signs(member, printed, own, after, said=found.said, proper=proper)
        yield _project(page, own, member, why)


def _governed(verb: str, after: int, members: Iterable[Member]) -> Iterator[tuple[str, int, Member]]:
    """Members with their verb and where it ends: one that a member brings itself holds from there on."""
    for each in members:
        verb, after, member = _own_verb(verb, after, each)
        yield verb, after, member


def _counts(
    stems: frozenset[str], verb: str, _after: int, member: Member, *, said: bool, listed: bool, named: bool
) -> bool:
    proper = _proper(_judged(verb, member.name), stems) or (named and SITE.search(member.name) is not None)
    return _is_project(verb, member.name, said=said, listed=listed, proper=proper)


def _stands_beside(name: str) -> bool:
    """Whether a member is a work because another of its list is: it ends like one and is no policy."""
    if len(name) < 3 or GENERAL.match(name) or MEASURED.search(name) or name.startswith("《"):
        return False
    return HEAD.search(name) is not None and not POLICY.search(name) and not COMMON.search(name)


def _judged(verb: str, name: str) -> str:
    """The words of a name by which it is judged: after a verb that also takes policies, without 景区 and the like."""
    return name if STRONG.search(verb) else COMPOUND.sub("", name)


def _own_verb(verb: str, after: int, member: Member) -> tuple[str, int, Member]:
    """建成甲水库、推进乙水库扩建: a later member may bring a verb of its own, which holds from there on."""
    own = _OWN_VERB.match(member.name) if member.start > after and member.name[:2] != verb[:2] else None
    if own is None or member.end - member.start != len(member.name):
        return verb, after, member
    place = member.start + own.end()
    return own.group(), place, Member(place, member.end, member.name[own.end() :])


def _proper(name: str, stems: frozenset[str]) -> bool:
    """Whether the name points at one place or thing."""
    if _PROPER.search(_VAGUE.sub("", name)):
        return True
    return any(name[place : place + 2] in stems for place in range(len(name) - 1))


def _is_project(verb: str, name: str, *, said: bool, listed: bool, proper: bool) -> bool:
    if not 2 <= len(name) <= 60 or GENERAL.match(name) or MEASURED.search(name):
        return False
    if said and not WEAK.search(verb):
        return True
    if len(name) < 4 or name.startswith("《") or COUNT_INSIDE.search(name) or INNER_VERB.search(name, 2, len(name) - 2):
        return False
    if (POLICY.search(name) and not NAMED_WORK.search(name)) or INTO.search(name):
        return False
    if not proper and ("的" in name or LEVEL.match(name)):
        return False
    if WEAK.search(verb):
        return False
    if not STRONG.search(verb):
        return _soft(verb, name, proper=proper)
    finished = strength_of(verb) in {"committed", "started"}
    proper = proper or _OWNED.match(name) is not None
    named = proper and (HEAD.search(name) is not None or not ANYTHING.search(verb))
    return named or NAMED_WORK.search(name) is not None or ((listed or finished) and HEAD.search(name) is not None)


def _soft(verb: str, name: str, *, proper: bool) -> bool:
    """After a verb that also takes policies: a work that says so, a place of works, a named facility."""
    if NAMED_WORK.search(name):
        return len(name) >= 6 and not name.endswith("行动")
    if PROGRAMME.search(name) and len(name) >= 5:
        return BUILDING.search(verb) is not None
    built = BUILT.search(name)
    if built and len(name) >= 5:
        return proper or not COMMON.search(name) or FACILITIES.search(name[: built.start()]) is not None
    if ROUTE_PART.search(name):
        return True
    return proper and HEAD.search(name) is not None and not CARE.search(name)


def _project(page: Page, verb: str, member: Member, why: tuple[str, ...]) -> Project:
    start, end = page.flow.span(member.start, member.end)
    printed = page.flow.text[member.start : member.end]
    return Project(
        path=page.path_at(member.start),
        start=start,
        end=end,
        name=member.name,
        as_printed=printed,
        verb=verb,
        strength=strength_of(verb),
        regions=tuple(dict.fromkeys(_REGION.findall(member.name))),
        certainty=certainty_of(why),
        why=why,
    )


def strength_of(verb: str) -> Strength:
    """How much a verb promises.

    >>> strength_of("争取实施"), strength_of("开工建设"), strength_of("建成"), strength_of("推进")
    ('strive', 'started', 'committed', 'implement')
    """
    found: Strength = "implement"
    for strength, words in STRENGTHS:
        if words.search(verb):
            found = strength  # type: ignore[assignment]
            break
    return found
