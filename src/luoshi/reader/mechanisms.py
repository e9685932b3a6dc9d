"""Mechanisms: what is to be built, kept or run between units, counties and neighbours.

A clause counts when, after a verb that sets up or runs, it names a mechanism by its noun (机制, 制度, 平台 and the
like; 体系 only of governing), a way of governing (双控, 执法, 排查), or working together across borders (共享, 合作).
"""

import re
from collections.abc import Iterator

from luoshi.reader.certainty import certainty_of
from luoshi.reader.page import Page
from luoshi.reader.reading import Mechanism
from luoshi.reader.sentences import clauses, sentences

_VERB = re.compile(
    "建立健全|建立完善|建立|健全|完善|构建|搭建|优化|创新|落实|推行|实行|实施|强化|加强|推进|推动|深化|探索|开展|加快|形成|建设|建成|实现|提升|召开"
    "|畅通|依托|推广|拓展|制定|公布|共建|共享|严厉打击|严格|支持|参与|促进|培育|清理|压缩|做好|抓好|对接|统筹|引导|争取|细化|分解|充分利用|解读|加大"
)
_NOUN = re.compile(
    "机制|制度(?!改革)|(?:对接|共享|交易|数据|信息|服务|监管|生态)(?:大)?平台|联盟|联席会议|长制|责任制|医联体|医共体|教育联合体|绿色通道"
    "|渠道|框架协议|联合办学|一网通办|一件事|感知终端|大数据中心|服务中心"
    "|(?<=治理|防治|减灾|调控|管理|救助|预警|防控|联防|监管|信用|执法|评价|考核|市场|交通)体系"
)
_GOVERNING = re.compile(
    "双控|刚性约束|联防联控|联动|执法|互认|排查|整治工作|达标排放|全过程管理|管制|管控|管理水平|补偿|许可总量|控制指标|节水行动|用水计划|清洁生产|监测预报|监测、"
    "|通办|偷排|清四乱|水域、岸线|智慧河湖|智慧[\u4e00-\u9fff]{2}体系|容缺|承诺制|减证便民|互联互通|联合惩戒|公众意见|进展情况|节点安排|责任分工|任务举措|相关配套政策|市场主体"
    "|减灾能力|应急处置能力|执法监管能力|谋划争取|系统谋划|安保|妨碍|公平竞争|增减挂钩|知识产权保护|信息共享|资源共享|共建共享|整合共享|跨省交易|招商引资|承接产业"
)
_TOGETHER = re.compile("合作|协作|对接|衔接|共享|互访|坐诊|招商|交流|扩展覆盖|共同")
_ACROSS = re.compile(
    "跨|毗邻|周边|城市[间群]|区域[间内]|流域|与[\u4e00-\u9fff、]{2,12}[省市县州区]|上下游|互相|相互|联合|经济圈|央企|国际|方面"
)
_WEAK = re.compile("加强|强化|加大|提升|推进|深化|加快|建设|建成|共享|支持|促进|依托|对接|参与|做好|抓好|争取|统筹")
_CARED = re.compile("健全|完善|优化")
_LOOSE = frozenset({"服务中心", "渠道"})
_GENERAL = re.compile("^[、，和及]|为目标|科学完善|布局合理|统一开放|优质高效|更加|[的、]体系$")
_LONGEST_NAME = 45
_RESULTING = re.compile("推进|推动|实现|促进|确保|保障")


def read_mechanisms(page: Page) -> tuple[Mechanism, ...]:
    """Every mechanism, one for a clause, in the order of the text."""
    return tuple(found for section in page.sections for found in _in_section(page, section.end, section.stop))


def _in_section(page: Page, start: int, end: int) -> Iterator[Mechanism]:
    text = page.flow.text
    for low, high in sentences(text, start, end):
        before = -1
        for first, last in clauses(text, low, high):
            found = _in_clause(page, first, last)
            if found is None:
                continue
            if before != first - 1 or not _RESULTING.match(text, first):
                yield found
            before = last


def _in_clause(page: Page, start: int, end: int) -> Mechanism | None:
    text = page.flow.text
    end -= text[end - 1] in "。！？\n"
    verb = _VERB.search(text, start, end)
    if verb is None or end - start > 140:
        return None
    noun = _NOUN.search(text, verb.end(), end)
    last = noun.end() if noun else end
    if noun is None and not _governs(text, verb.start(), start, end):
        return None
    low, high = page.flow.span(verb.start(), last)
    name = text[verb.end() : last] or verb.group()
    why = (_sign(verb.group(), name, noun.group() if noun else ""),)
    return Mechanism(page.path_at(start), low, high, name, verb.group(), certainty_of(why), why)


def _sign(verb: str, name: str, noun: str) -> str:
    """What the text shows for or against a mechanism."""
    if noun in _LOOSE or len(name) > _LONGEST_NAME or _GENERAL.search(name):
        return "mechanism_general"
    if _WEAK.fullmatch(verb):
        return "mechanism_weak"
    if not noun:
        return "mechanism_run"
    return "mechanism_kept" if _CARED.fullmatch(verb) and noun in {"制度", "体系"} else "mechanism_set"


def _governs(text: str, verb: int, start: int, end: int) -> bool:
    if _GOVERNING.search(text, verb, end):
        return True
    return _TOGETHER.search(text, verb, end) is not None and _ACROSS.search(text, start, end) is not None
