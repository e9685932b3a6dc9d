"""Targets without a figure: 实现…全覆盖, 村村通…, 完成省下达…任务."""

import re
from collections.abc import Iterator
from decimal import Decimal

from luoshi.reader.targets import grammar, names
from luoshi.reader.targets.claims import Claim
from luoshi.reader.targets.quantities import Quantity
from luoshi.reader.targets.spots import Scene

_EXTERNAL = re.compile(
    r"(?:完成|达到|控制在|实现)(?:国家|中央|省委?|市委?|州委?|自治区|上级|盟|省市|省级|市级|州级)[^，。；、]{0,6}?"
    r"(?:下达|分解|核定)(?:的|我[省市县区州]的?)*(?P<what>[^，。；]{0,24}?)"
    r"(?:目标任务|任务目标|约束性指标|任务|指标|目标|要求|控制数)(?:之?内|以内|要求)*"
)
_FULL = re.compile(r"(?:实现|达到|做到|完成)(?P<what>[^，。；：、“”（）]{4,30}?)全覆盖(?=[，。；、）]|目标|$|\n)")
_EVERY = re.compile(
    r"(?P<each>县县|乡乡|镇镇|村村|组组|户户|市市)通(?P<what>[\u4e00-\u9fff]{2,8}?)(?=目标|[，。；、）]|$|\n)"
)
_WHOLE = {
    "县县": "县市",
    "乡乡": "乡镇",
    "镇镇": "乡镇",
    "村村": "行政村",
    "组组": "村民小组",
    "户户": "农户",
    "市市": "市州",
}
_HINTS = ("下达", "分解", "核定", "全覆盖", "通")


def worded_claims(scene: Scene, start: int, end: int) -> Iterator[Claim]:
    """Claims of one sentence whose value stands in words or in another document."""
    if not any(scene.text.find(hint, start, end) >= 0 for hint in _HINTS):
        return
    for found in _EXTERNAL.finditer(scene.narrow, start, end):
        low = _clause_start(scene, start, found.start())
        name = names.subject(scene.text[low : found.start()]) or names.subject(found["what"])
        if len(name) >= 2:
            yield Claim(low, found.end(), name + "任务完成率", name, "external", "external", None, low)
    for found in _FULL.finditer(scene.narrow, start, end):
        low = _clause_start(scene, start, found.start())
        before = names.subject(scene.text[low : found.start()])
        yield from _covered(scene, start, low, found, f"{before}{found['what']}覆盖率")
    for found in _EVERY.finditer(scene.narrow, start, end):
        low = _clause_start(scene, start, found.start())
        yield from _covered(scene, start, low, found, f"通{found['what']}的{_WHOLE[found['each']]}比例")


def _clause_start(scene: Scene, start: int, place: int) -> int:
    return max(start, max(scene.narrow.rfind(mark, start, place) for mark in "，；：。、（") + 1)


def _covered(scene: Scene, start: int, low: int, found: "re.Match[str]", name: str) -> Iterator[Claim]:
    """All of something, which is 100 %."""
    if (
        scene.past
        or grammar.PAST.search(scene.narrow, start, found.start())
        or grammar.DESCRIBED.search(scene.narrow[low : found.end()])
    ):
        return
    whole = Quantity(found.start(), found.end(), found.end(), Decimal(100), None, "%", "percent", spoken=True)
    yield Claim(low, found.end(), name, name, "share", "=", whole, low)
