"""What a body's name looks like, and whether it stands for one body or for several."""

import re

from luoshi.reader.units.vocabulary import BODIES, LONGEST, OTHERS, PERHAPS, any_of

_PROSE_WORDS = any_of(
    "的 须 涉及 按 按照 依照 除外 其中 下同 不再 牵头 负责 配合 主导 详见 根据 列入 截至 简称 不含 例如 包括 时限"
)
_DOING = re.compile(any_of("确保 完成 加强 加快 加大 提高 强化 健全 完善 达到 推动 提升 开展"))
_PURPOSE = re.compile(any_of("小组 指挥部 专班 办公室 委员会 工作组 推进组 联席会议 中心 协会 促进会 联盟") + "$")
_PROSE = re.compile(
    rf"[。！？!?“”《》:：；;…%％=]|{_PROSE_WORDS}|应[当将该在由]|(?<!级)以[下上]|持续(?!教育)|长期(?!护)|元$"
    r"|[0-9]年|年[底前初内末]|月[底前]|[0-9][万亿多余]*(?:[个家台套座处条项人次吨亩所户头只辆名张件米]|公里|平方)"
)
_NOTE = re.compile(r"(?:（[^（）]*）|\([^()]*\)|〔[^〔〕]*〕|\[[^\[\]]*\])$")
LONGEST_NAME = 40
"""No body has a longer name."""

_LEVEL = "(?:省|自治区|直辖市|自治州|市|地|州|盟|县|区|旗|自治县|乡|镇|街道|街|园区|师|团场?)"
_OF_A_LEVEL = any_of("直 级 属 央 责任 主管 组成 职能 管理 行业")
_KINDS = any_of("街道 乡镇 镇街 企业 运营商 高校 金融机构 园区 部门 单位 地区 基层")
_GROUP = re.compile(
    rf"各|有关|相关|其他|其它|所有|全体|成员单位|{_OF_A_LEVEL}(?:部门|单位|机关|企业|国企)$"
    rf"|^(?:沿[^、]{{1,6}}|地方|基层)?{_LEVEL}(?:[（(、/]?{_LEVEL}[）)]?)+(?:[两三]级|级)?(?:人民)?"
    r"(?:政府|党委|党委政府|管委会|办事处)?$"
    rf"|地方|[两三四]级|^{_KINDS}(?:办事处|人民政府|政府)?$|三大|[0-9一二三四五六七八九十]家"
)


def without_notes(name: str) -> str:
    """A name without the brackets at its end."""
    while found := _NOTE.search(name):
        name = name[: found.start()]
    return name


def grade(name: str) -> int:
    """How much a squeezed name looks like a body: 0 plainly not, 1 nothing against it, 2 its end fits, 3 sure.

    >>> [grade(each) for each in ("县水务局", "某市（含新区）", "国网某供电", "某某", "全社会", "加强领导")]
    [3, 2, 1, 1, 0, 0]
    """
    if len(name) > LONGEST_NAME:
        return 0
    bare = without_notes(name)
    if len(bare) < 2 or _PROSE.search(bare) or (_DOING.search(bare) and not _PURPOSE.search(bare)):
        return 0
    for size in range(min(LONGEST, len(bare)), 0, -1):
        tail = bare[-size:]
        for value, endings in ((0, OTHERS), (3, BODIES), (2, PERHAPS)):
            if tail in endings:
                return value
    return 1


def is_note(text: str) -> bool:
    """Whether what stands in brackets behind a name is a remark (负责审批) and no second name or level.

    >>> [is_note(each) for each in ("负责审批", "市外专局", "市、区")]
    [True, False, False]
    """
    return len(text) > 1 and bool(_PROSE.search(text) or _DOING.search(text))


def is_group(name: str) -> bool:
    """Whether a name stands for several bodies that it does not list.

    >>> [is_group(each) for each in ("各县市政府", "州直有关部门", "县水务局", "市、县人民政府", "市直部门")]
    [True, True, False, True, True]
    """
    return bool(_GROUP.search(name))
