"""Labels before lists of bodies (牵头单位：) and what they say: a role, a person, a deadline, or something else."""

import re
from dataclasses import dataclass
from typing import Literal

from luoshi.reader.reading import Role
from luoshi.reader.units.vocabulary import COLON, Gap, any_of

Kind = Role | Literal["person", "deadline", "other"]

_LEAD = any_of("牵头 主办 主责 主抓 总负责 主要责任 主要负责")
_DUTY = any_of("责任 承办 落实 实施 负责 执行 承担 主管 推进")
_SUPPORT = any_of("配合 协同 协办 协助 协作 参与 参加 支持 支撑 联办 协调")
_ROLE = f"(?:{_LEAD}|{_DUTY}|{_SUPPORT})"
_BODY = any_of("单位 部门 机构 主体 科室 处室 股室 站所 地区 区县 县区 县市 市县 区县市 区 县 方")
_PERSON = any_of("领导人 领导 责任人 负责人 联系人 负责同志 领导同志 省领导 市领导 州领导 县领导 区领导 人员 人")
_JOIN = "(?:[和及与或、/／]|以及)"
_ROLES = rf"{_ROLE}(?:(?:{_JOIN}|[（(])?{_ROLE}[）)]?){{0,4}}"
_WHO = f"(?:{_BODY}|{_PERSON})"
_DUTY_LABEL = (
    rf"(?:{_ROLES}(?:[（(]{_ROLE}[）)])?{_JOIN}?{_WHO}"
    rf"(?:(?:{_JOIN}|[（(])(?:{_ROLES})?{_WHO}[）)]?){{0,4}})"
)
DUTY_WORDS = f"{_ROLES}{_BODY}"
"""A label without its colon, as a pattern."""

_PERSONS = any_of("分管 责任 牵头 联系 包抓 包联 挂钩 主管") + "[\u4e00-\u9fff]{0,2}(?:领导|同志)"
_SHARED_OUT = any_of("责任分工 任务分工 工作分工 部门分工 职责分工 责任分解 任务分解 责任落实")
_BARE = any_of("属地责任 主体责任 牵头 责任 配合 负责 主办 承办 协办 参与 落实")
_DIVISION = f"(?:{_BARE}|{_PERSONS}|包抓|包联|挂钩|联系|分管)"
_TIME = (
    any_of("完成 办结 整改 工作 推进 达成 实施 落实 解决 销号 实现 计划完成 年度 目标 要求 办理")
    + "?(?:时限|期限|时间|节点|进度)(?:要求|节点|安排|(?:及|和)?进度)?|时间表"
)
_OTHER = (
    any_of("工作 主要 具体 重点 预期 阶段性 年度 总体 任务 推进 建设 目标 改革 创新 保障 整改 政策 实施")
    + "?"
    + any_of(
        "督导单位 指导单位 监督单位 联系单位 报送单位 成员单位 督导部门 指导部门 监督部门 成员部门"
        " 目标 任务 内容 措施 举措 成果 成效 要求 标准 事项 备注 说明 依据 责任人 联系人 联系电话 联系方式"
        " 电话 投资 地点 规模 来源 资金 情况 问题 路径 方式 名称"
    )
)
_NOTE = r"(?:[（(][^（）()\n：:]{1,30}[）)])?"
_BEFORE = frozenset("\n。；;，,、（(〔【[［！!？?：:．.）)〕】]］局委厅办部府会院社司团处心等队")
"""What may stand right before a label that is not sure by its own words."""

LABEL = re.compile(
    rf"(?:(?P<duty>{_DUTY_LABEL}|{_SHARED_OUT})|(?P<division>{_DIVISION})|(?P<time>{_TIME}))"
    rf"{_NOTE}(?:[】\]〕］]?{COLON}|(?<=[门位])[为是](?=[\u4e00-\u9fff]{{2}}))"
    rf"|(?P<other>{_OTHER}){COLON}"
)
"""A label with its colon."""

HEADER = re.compile(
    rf"(?:(?P<number>序号|编号|序列|序)"
    rf"|(?P<duty>[\u4e00-\u9fff]{{0,4}}{_DUTY_LABEL}|{_SHARED_OUT}|{_DIVISION}|主要负责人)"
    rf"|(?P<time>{_TIME})"
    rf"|(?P<other>[\u4e00-\u9fff“”（）()、/]{{2,14}})){_NOTE}{COLON}?"
)
"""The words of a column's head, whole."""

_PREFIX = re.compile(r"[【\[〔]?(?:[省市州县区国家总第一共同主要具体级直责任]|[（(][省市州县区级总][）)]){0,6}$")


@dataclass(frozen=True, slots=True)
class Label:
    """A label: what it announces, its place (colon included) and its words."""

    kind: Kind
    start: int
    end: int
    words: str


def labels(text: str, start: int, end: int, gap: Gap = lambda _: False) -> list[Label]:
    """Labels in `text[start:end]`, in order; `gap` tells whether white space stood before a place."""

    def begins(place: int) -> bool:
        return place == start or text[place - 1] in _BEFORE or gap(place)

    return [
        _label(text, start, found, begins)
        for found in LABEL.finditer(text, start, end)
        if found["duty"] or begins(found.start())
    ]


def _label(text: str, start: int, found: "re.Match[str]", begins: Gap) -> Label:
    """A label with the words before it that belong to it (市级牵头单位, 【责任单位】)."""
    low = found.start()
    prefix = _PREFIX.search(text, max(start, low - 6), low) if found["duty"] else None
    if prefix and begins(prefix.start()):
        low = prefix.start()
    return Label(kind_of(found), low, found.end(), found[0])


def kind_of(found: "re.Match[str]") -> Kind:
    """What a label or a column's head announces."""
    words = found["duty"] or found.groupdict().get("division")
    if words:
        return role_of(words)
    return "deadline" if found["time"] else "other"


def role_of(words: str) -> Kind:
    """The role that a label gives; 牵头 beside another role by 和 or 、 says only that these bodies answer.

    >>> [role_of(each) for each in ("牵头责任单位", "责任部门", "参与单位", "牵头领导", "牵头单位和责任单位")]
    ['lead', 'responsible', 'supporting', 'person', 'responsible']
    """
    persons = re.search(rf"[省市州县区]?(?:{_PERSON}|同志|包抓|包联|分管|联系|挂钩)$", words)
    if persons and not re.search(_BODY, words[: persons.start()]):
        return "person"
    if re.search(_LEAD, words):
        beside = rf"{_BODY}?(?:[和及与、]|以及)(?:{_DUTY}|{_SUPPORT})"
        return "responsible" if re.search(beside, words) else "lead"
    return "supporting" if re.match(_SUPPORT, words) else "responsible"
