"""Where the title of a heading ends, and whether an item has one at all.

A title stands on its own line, or ends at its first 。 or ： ("（二）建设园区。按照…"). Text that lost
its line breaks has neither: there the title ends at white space, or where a noun meets a word that begins
sentences.
"""

import re
from collections.abc import Callable

_STOP = re.compile("[。！？!?：:；;]")
_UNITS = re.compile(
    r"[（(【\[](?=[^（()）【】\[\]]{0,300}?(?:单位|部门|牵头|负责|责任|配合|参与|落实|主办|承办))"
    r"|(?:总?牵头|责任|配合|主管|主责|协助|参与|支持|落实|承办|实施)(?:责任)?(?:单位|部门|领导|主体|人)[^。，；]{0,6}[：:]"
)
_FIGURE = re.compile(
    r"[0-9.]+(?:[%％‰]|[万亿]?[元亩个家户人次吨公里千米座处台套条所名辆只头株棵期批项]|平方|立方|公顷|年[，,底前末])"
)
_LONGEST = 45
LOOKED_AT = 200
"""Characters after a number in which its title ends, if it has one."""

_STANDING = re.compile(
    "(?:指导思想|基本原则|总体要求|总体思路|总体目标|工作目标|主要目标|发展目标|重点任务|主要任务|工作任务|工作要求|工作原则"
    "|保障措施|组织保障|组织实施|实施步骤|时间安排|工作安排|基本情况|发展基础|面临形势|工作措施|主要措施|适用范围|编制依据|总则|附则)"
)
_NOUN_END = (
    "工程|项目|治理|能力|建设|体系|机制|发展|水平|保障|服务|环境|质量|安全|力度|格局|产业|改革|开放|管理|制度|合作|领导|监督|考核|宣传"
    "|责任|支持|行动|模式|平台|网络|品牌|市场|经济|文化|旅游|农业|工业|生态|资源|设施|功能|作用|优势|弱项|短板|效益|效能|融合|转型"
    "|升级|创新|振兴|布局|结构|空间|渠道|链条|队伍|人才|氛围|目标|任务|政策|防控|防治|保护|修复|利用|供给|需求|消费|投资|贸易|通道"
    "|一体化|现代化|数字化|协同|衔接|落实|分工|评估|引导|思想|原则|基础|线路|程度|做大做强|壮大|防线|底线|屏障|圈|带|区|业|化|率|”|》"
)
_OPENERS = (
    "以|为|按照|围绕|坚持|依托|充分|到20|深入|全面|加强|加快|加大|推进|推动|统筹|建设|实施|完善|健全|强化|优化|落实|严格|积极|大力|持续"
    "|抢抓|聚焦|立足|结合|根据|支持|鼓励|引导|进一步|各|建立|开展|打造|提升|提高|构建|发挥|突出|紧扣|紧紧|对|在|把|将|着力|切实|认真|组织"
    "|制定|编制|培育|发展|扩大|深化|巩固|清理|畅通|推广|引进|力争|确保|完成|启动|牢固|树立|牢牢|用好|抓好|做好|做优|做强|探索|创新|有序"
    "|高标准|高质量|依法|通过|利用|针对|适时|定期|广泛|稳步|扎实|协同|合力|共同|发展壮大|成立|明确|压实|学习|贯彻|运用|落地|规范|引领|加大|拓展|营造|州|市|县|省|区|我"
)
_SEAM = re.compile(rf"(?<=.{{3}})(?:{_NOUN_END})+(?=(?:{_OPENERS}))")

_KIND = re.compile(
    r"(?P<kind>通知|意见|方案|规划|计划|纪要|办法|决定|通告|公告|细则|措施|要点|清单|报告|批复|规定|条例|纲要|预案|通报|决议"
    r"|请示|函|制度|协议|协定|备忘录|批示|指南|行动|任务|政策|规则|分工|分解|台账|路线图)(?:纲要|表)?(?:[（(《][^（）()]{1,40}[）)》])*$"
)


def title_kind(title: str) -> str | None:
    """The kind of document a title ends on, brackets such as （试行） aside.

    >>> [title_kind(each) for each in ("甲州“十四五”节水规划", "乙县三年行动方案（2024—2026年）", "丙乡概况")]
    ['规划', '方案', None]
    """
    found = _KIND.search(title)
    return found["kind"] if found else None


def title_end(text: str, start: int, stop: int, gap: Callable[[int], bool], flattened: bool) -> int | None:
    """Where the title that begins at `start` ends, or None when the item has no title.

    `stop` is the end of the paragraph or the start of the next heading, `gap` tells whether white space stood
    before a place, and `flattened` that this paragraph holds more than one heading.
    """
    window = text[start : min(stop, start + LOOKED_AT)]
    units = _UNITS.search(window)
    mark = _STOP.search(window, 0, units.start() if units else len(window))
    end = mark.start() if mark else units.start() if units else len(window)
    gaps = [place for place in range(2, min(end, _LONGEST)) if gap(start + place)]
    if flattened:
        end = _seam(window, end, gaps)
    elif gaps and 4 <= gaps[0] <= 25 and "，" in window[gaps[0] : end]:
        end = gaps[0]
    last = window[end : end + 1]
    return start + end if _is_title(window[:end], last, open_ended=mark is None and units is None) else None


def stands_alone(title: str, mark: str) -> bool:
    """Whether an item without text below it, ending with this mark, is a heading and not a sentence."""
    return not mark or (len(title) <= (15 if "，" in title else 25) and not _FIGURE.search(title))


def _seam(window: str, end: int, gaps: list[int]) -> int:
    """The end of a title that lost its line break: at white space, or where words meet."""
    standing = _STANDING.match(window, 0, end)
    if standing:
        return standing.end()
    if end <= 12 and "，" not in window[:end]:
        return end
    if gaps:
        return gaps[0]
    if end <= 30 and "，" not in window[:end]:
        return end
    seam = _SEAM.search(window, 0, min(end, _LONGEST))
    return seam.end() if seam else end


def _is_title(title: str, mark: str, *, open_ended: bool) -> bool:
    """A title is short, says one thing and names no figures."""
    if not title or mark in {"；", ";"}:
        return False
    commas = title.count("，")
    longest = (60 if open_ended else _LONGEST, 40, 28)[min(commas, 2)]
    if len(title) > longest or commas > 3:
        return False
    return len(title) <= 25 or not _FIGURE.search(title)
