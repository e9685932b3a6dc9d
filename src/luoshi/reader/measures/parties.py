"""Agreements: what 甲方, 乙方 and both of them undertake, article by article."""

import re
from collections.abc import Iterator, Sequence

from luoshi.reader.measures.blocks import Block
from luoshi.reader.page import Page, Section
from luoshi.reader.sentences import clauses
from luoshi.reader.units.clauses import Named
from luoshi.reader.units.members import Member

KINDS = frozenset({"协议", "协定", "备忘录"})

_PARTY = re.compile("(?P<party>[甲乙丙丁戊]方)(?:（[^（）]{1,20}）)?[：:](?P<name>[^\n，。；：:（(]{3,40})")
_SUBJECT = re.compile(
    "(?P<both>(?:[甲乙丙丁戊、]{2,6})?(?:双方|各方|三方|四方))|(?P<one>[甲乙丙丁戊]方)(?P<more>、?[和与及]?[甲乙丙丁戊]方)?"
)
_NO_DUTY = re.compile("本协议|一式|签[字订署]|争议|协商(?:解决|一致)|未尽事宜|盖章|各执|违约|[：:]|^对方")


def party_blocks(page: Page, taken: Sequence[Block]) -> Iterator[Block]:
    """One block for each article in which a party is the subject of a clause and nothing else names bodies."""
    parties = {found["party"]: found["name"] for found in _PARTY.finditer(page.flow.text)}
    if page.facts.kind not in KINDS or not parties:
        return
    for section in page.sections:
        if any(block.start < section.stop and section.start < block.end for block in taken):
            continue
        named = tuple(_named(page, section, parties))
        if named:
            low, high = named[0].member.start, max(each.member.end for each in named)
            yield Block(low, high, named, None, "sentence")


def _named(page: Page, section: Section, parties: dict[str, str]) -> Iterator[Named]:
    text = page.flow.text
    for low, high in sorted(clauses(text, section.end, section.stop)):
        found = _SUBJECT.match(text, low, high)
        if found is None or found.end() == high or _NO_DUTY.search(text, low, high):
            continue
        for name in _meant(found, parties):
            yield Named(Member(name, found.start(), found.end(), whole=name), "responsible")


def _meant(found: "re.Match[str]", parties: dict[str, str]) -> list[str]:
    """Names of the parties that a subject stands for; a party that nothing names keeps its letter."""
    if found["both"]:
        letters = [letter for letter in found["both"] if f"{letter}方" in parties]
        return [parties[f"{letter}方"] for letter in letters] or list(parties.values())
    named = [found["one"], *([found["more"][-2:]] if found["more"] else [])]
    return [parties.get(party, party) for party in named]
