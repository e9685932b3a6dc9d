"""Verbs that give the bodies before them a role: 牵头, 配合, 按职责分工负责. They stand at the end of a clause."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.reader.reading import Role
from luoshi.reader.units.vocabulary import CLOSING, OPENING, any_of

_LEAD = any_of("总牵头 牵头 主办 主责 为主 总负责")
_SUPPORT = any_of("配合 协助 参与 参加 支持 协同 协办 支撑 协作")
_DUTY = any_of("负责 落实 实施 承办 承担 推进 办理 分工 执行 贯彻 指导 督导 统筹 协调 组织")
_OFFICE = any_of("职责 职能 职权 任务 权限 责任 分工 要求 管理")
_BY_OFFICE = (
    r"(?:(?:按照?|依照?|依据|根据|结合)(?:各自|部门|有关|工作|本|所承担|的|“[^”]{2,12}”)*"
    rf"{_OFFICE}*(?:范围)?内?(?:分工|要求)?)"
)
_NO_NOUN = "(?!(?<=党)组织|(?<=基层)组织|(?<=青团)组织|(?<=自治)组织|(?<=群团)组织|(?<=社会)组织)"
"""党组织 and the like are bodies, no verb after one."""

_HOW = any_of("共同 联合 分别 具体 统一 密切 积极 主动 组织 抓好 推动 认真 全程 统筹 各自 协同 做好 切实 分工 抓")
_MORE = any_of(
    "并 具体 组织 统筹 协调 抓好 抓总 推进 落实 实施 负责 办理 做好 执行 配合 参与 协同 指导 督导 督促 监督"
    " 汇总 推动 牵头 相关 有关 工作"
    " 任务 此项 该项 本项 属地 到位"
)
_BOUND = r"(?=[，、；。,;）)\]】〕\n]|$)"

VERB = re.compile(
    rf"{_BY_OFFICE}?{_NO_NOUN}{_HOW}*(?:(?P<lead>{_LEAD})|(?P<supporting>{_SUPPORT})|(?P<responsible>{_DUTY})){_MORE}*"
    rf"(?:{_BOUND}|(?=会同))"
    rf"|(?<![的位一者个家])(?:作为|为)(?P<named>牵头|主办|责任|承办|配合|协办|参与)(?:责任)?(?:单位|部门){_BOUND}"
    rf"|(?P<office>{_BY_OFFICE}){_BOUND}"
)
_WITH_OBJECT = re.compile(
    rf"{VERB.pattern}|(?<=[局委厅办部府会院司团心])(?:负责|承担|落实|抓好|做好|指导)"
    rf"(?P<object>[\u4e00-\u9fff“”《》、]{{2,40}})(?=[，；。,;）)\]】〕\n]|$)"
)
_NAMED: dict[str, Role] = {"牵头": "lead", "主办": "lead", "责任": "responsible", "承办": "responsible"}
_BRACKET = re.compile(rf"[{OPENING}][^{OPENING}{CLOSING}]*[{CLOSING}]")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb's place and the role it gives."""

    role: Role
    start: int
    end: int


def verbs(text: str, start: int, end: int, *, objects: bool = False) -> Iterator[Verb]:
    """Verbs in `text[start:end]`, but not those in brackets of their own; with their objects if asked for."""
    brackets = [each.span() for each in _BRACKET.finditer(text, start, end)]
    for found in (_WITH_OBJECT if objects else VERB).finditer(text, start, end):
        inside = bisect_left(brackets, (found.start(), 0)) - 1
        if inside >= 0 and found.start() < brackets[inside][1]:
            continue
        yield Verb(_role(found), found.start(), found.end())


def _role(found: "re.Match[str]") -> Role:
    if found["lead"]:
        return "lead"
    if found["named"]:
        return _NAMED.get(found["named"], "supporting")
    return "supporting" if found["supporting"] else "responsible"
