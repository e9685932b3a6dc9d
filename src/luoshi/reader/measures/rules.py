"""What a document says once about all its lists: that the first body leads, or the one with a star."""

import re
from dataclasses import dataclass
from typing import Literal

from luoshi.reader.measures.blocks import first_leads, starred_leads
from luoshi.reader.page import Page
from luoshi.reader.units.clauses import Named

_FIRST = re.compile(
    "(?:首位|首个|首家|第一位|第一个|排名第一|排第一|列第一|位列第一|排序第一|排在第一|列在第一|第一名|最前)[^。；\n]{0,16}?(?:[为是作]|负责)[^。；，\n]{0,6}?牵头"
    "|第一(?:责任)?(?:单位|部门)(?:为|是|即为)[^。；，\n]{0,4}牵头|牵头(?:责任)?(?:单位|部门)(?:列|排|位列)[^。；，\n]{0,5}(?:首位|第一|最前)"
)
_STAR = re.compile(
    "(?:标|加|带|注|有|画)[^。；，\n]{0,8}?[*★☆▲△※●◆#＊][^。；，\n]{0,8}?(?:为|是)[^。；，\n]{0,4}牵头|[*★☆▲△※●◆#＊][^。；，\n]{0,4}(?:为|是|表示)[^。；，\n]{0,2}牵头"
)
_HERE = re.compile("本[章节篇]|本部分")


@dataclass(frozen=True, slots=True)
class LeadRule:
    """A rule and the range of the flow it holds for."""

    kind: Literal["first", "star"]
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class LeadRules:
    """All such rules of a document."""

    rules: tuple[LeadRule, ...]

    def applied(self, named: tuple[Named, ...], place: int) -> tuple[Named, ...]:
        """These bodies with the lead that a rule gives at this place."""
        for rule in self.rules:
            if rule.low <= place < rule.high:
                named = first_leads(named) if rule.kind == "first" else starred_leads(named)
        return named


def lead_rules(page: Page) -> LeadRules:
    """Rules printed anywhere in the document; 本章 limits one to its chapter."""
    text = page.flow.text
    first = [LeadRule("first", *_range(page, found.start())) for found in _FIRST.finditer(text)]
    star = [LeadRule("star", *_range(page, found.start())) for found in _STAR.finditer(text)]
    return LeadRules((*first, *star))


def _range(page: Page, place: int) -> tuple[int, int]:
    text = page.flow.text
    sentence = text[max(0, place - 60, text.rfind("。", 0, place), text.rfind("\n", 0, place)) : place]
    section = page.section_at(place)
    if section is not None and _HERE.search(sentence):
        return section.start, section.extent
    return 0, len(text) + 1
