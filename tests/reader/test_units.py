"""Names of bodies, lists of them, labels, and verbs that give them roles."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.reader.units.clauses import Duties
from luoshi.reader.units.duties import duties
from luoshi.reader.units.labels import labels
from luoshi.reader.units.members import members
from luoshi.reader.units.names import grade, is_group


def squeezed(text: str) -> tuple[str, set[int]]:
    """The text without its spaces, and the places where they stood."""
    kept: list[str] = []
    gaps: set[int] = set()
    for char in text:
        if char == " ":
            gaps.add(len(kept))
        else:
            kept.append(char)
    return "".join(kept), gaps


def listed(text: str) -> list[str]:
    flow, gaps = squeezed(text)
    return [each.name for each in members(flow, 0, len(flow), gaps.__contains__).found]


def read(text: str) -> Duties:
    flow, gaps = squeezed(text)
    return duties(flow, 0, len(flow), gaps.__contains__)


def told(text: str) -> str:
    """Roles by their first letter, with the names."""
    return " ".join(f"{each.role[0]}:{each.member.name}" for each in read(text).named)


LISTS = {
    "县水利局、县财政局，各乡镇政府；县供销社": "县水利局 县财政局 各乡镇政府 县供销社",
    "县水利局 县住建局 县 交通局 各乡镇": "县水利局 县住建局 县交通局 各乡镇",
    "市发展和改革委员会、市工业和信息化局和市财政局": "市发展和改革委员会 市工业和信息化局 市财政局",
    "民政部、自然资源部等有关部门和地方各级人民政府": "民政部 自然资源部 地方各级人民政府",
    "市科技局（市外专局）、市大数据局（市政务局）": "市科技局（市外专局） 市大数据局（市政务局）",
    "各市、县（区）人民政府，各有关部门": "各市、县（区）人民政府 各有关部门",
    "省、市、县三级政府": "省、市、县三级政府",
    "各县（市、区）人民政府、高新区管委会": "各县（市、区）人民政府 高新区管委会",
    "甲市、乙县、丙县政府": "甲市 乙县 丙县政府",
    "地方党委和政府、某新区党工委和管委会": "地方党委和政府 某新区党工委和管委会",
    "市直有关部门和单位": "市直有关部门和单位",
    "省发展改革委、财政厅等15个部门和单位": "省发展改革委 财政厅",
    "市教育局等部门、单位": "市教育局",
    "国家税务总局 某县税务局、中国人民银行 某县支行": "国家税务总局某县税务局 中国人民银行某县支行",
    "市委 宣传部、团市委 市妇联": "市委宣传部 团市委 市妇联",
    "市级：市教育局；县级：各县区教育局": "市教育局 各县区教育局",
    "1.市教育局 2.市科协": "市教育局 市科协",
    "市科协（负责科普）、市教育局": "市科协 市教育局",
    "市教育局/市科协": "市教育局 市科协",
    "和政县、大同市人民政府": "和政县 大同市人民政府",
    "县水利局 王大山、县水务公司": "县水利局 县水务公司",
    "甲镇、乙乡等乡镇（街道）": "甲镇 乙乡",
    "市推进新型工业化领导小组办公室": "市推进新型工业化领导小组办公室",
    "下同、具体任务均涉及各县、加强领导": "",
}


@pytest.mark.parametrize("text", LISTS)
def test_a_list_is_split_into_bodies(text: str) -> None:
    assert listed(text) == LISTS[text].split()


def test_a_list_ends_where_prose_follows_white_space() -> None:
    flow, gaps = squeezed("县水利局、县财政局 加强监督检查，落实资金")
    found = members(flow, 0, len(flow), gaps.__contains__)
    assert flow[found.stop :] == "加强监督检查，落实资金"


def test_a_member_knows_the_ending_it_shares() -> None:
    text = "甲市、乙县政府"
    assert [each.whole for each in members(text, 0, len(text), lambda _: False).found] == ["甲市政府", "乙县政府"]


ROLES = {
    "甲局牵头，乙局、丙局配合": "l:甲局 s:乙局 s:丙局",
    "甲局、乙局分别牵头": "l:甲局 l:乙局",
    "甲局、乙局按职责分工负责": "r:甲局 r:乙局",
    "甲局、乙局等部门按职责分工负责，各地组织实施": "r:甲局 r:乙局 r:各地",
    "甲部、乙部，各省级人民政府负责": "r:甲部 r:乙部 r:各省级人民政府",
    "甲部牵头，乙部等有关部门和地方各级人民政府负责": "l:甲部 r:乙部 r:地方各级人民政府",
    "由甲局会同乙局、丙局负责；丁局参与": "l:甲局 r:乙局 r:丙局 s:丁局",
    "甲局同乙局负责": "l:甲局 r:乙局",
    "甲局为牵头单位，乙局、丙局为配合单位": "l:甲局 s:乙局 s:丙局",
    "甲局（牵头）、乙局": "l:甲局 r:乙局",
    "甲局、乙局（共同牵头）、丙局": "l:甲局 l:乙局 r:丙局",
    "牵头单位：甲局；责任单位：乙局、丙局": "l:甲局 r:乙局 r:丙局",
    "牵头：甲局，配合：乙局": "l:甲局 s:乙局",
    "责任单位：甲局，乙局、丙局配合": "r:甲局 s:乙局 s:丙局",
    "责任单位：甲局（乙局配合）、丙局": "r:甲局 s:乙局 r:丙局",
    "责任单位：甲局、乙局按职责分工负责。具体任务均涉及各市，下同。": "r:甲局 r:乙局",
    "责任领导：某某；牵头单位：甲局；责任人：某某": "l:甲局",
    "甲局负责审批，乙局负责监管、执法": "r:甲局 r:乙局",
    "牵头单位为甲局，责任单位为乙局": "l:甲局 r:乙局",
}


@pytest.mark.parametrize("text", ROLES)
def test_verbs_and_labels_give_roles(text: str) -> None:
    assert told(text) == ROLES[text]


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("甲局负责，2025年底前完成", "2025年底前完成"),
        ("甲局牵头，9月底前出台政策", "9月底前出台政策"),
        ("责任单位：甲局，完成时限：长期坚持", "长期坚持"),
        ("甲局负责", None),
    ],
)
def test_a_deadline_beside_the_bodies(text: str, deadline: str | None) -> None:
    assert read(text).deadline == deadline


@pytest.mark.parametrize(
    "text",
    ["以下简称市政府", "2021—2025年", "其中农村劳动力1万人次", "一批重点企业", "企业参与", "政府主导、企业参与", "县"],
)
def test_what_else_stands_in_brackets_is_no_duty(text: str) -> None:
    assert not read(text).bodies_only()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("总牵头单位：", "lead"),
        ("牵头责任单位:", "lead"),
        ("（州）级牵头领导：", "person"),
        ("协同责任单位：", "supporting"),
        ("责任单位及责任人：", "responsible"),
        ("【责任单位】：", "responsible"),
        ("牵头单位：甲\n责任领导：乙；配合部门：丙，完成时限：丁", "lead person supporting deadline"),
        ("工作目标：甲 整改责任单位：", "other responsible"),
    ],
)
def test_labels(text: str, kinds: str) -> None:
    assert [label.kind for label in labels(text, 0, len(text))] == kinds.split()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("团县委", 3),
        ("人民银行某支行", 3),
        ("某新区", 3),
        ("某县", 2),
        ("中国某某", 1),
        ("全社会", 0),
        ("推进项目的局", 0),
    ],
)
def test_how_much_a_name_looks_like_a_body(name: str, expected: int) -> None:
    assert grade(name) == expected


@pytest.mark.parametrize(
    "name", ["各市州", "市直有关单位", "省属企业", "地方各级政府", "三大运营商", "市、县政府", "街道办事处"]
)
def test_groups(name: str) -> None:
    assert is_group(name)


NAMES = [
    "县水利局",
    "县财政局",
    "各乡镇政府",
    "县科技局（县外专局）",
    "市发展和改革委员会",
    "国网某县供电公司",
    "团县委",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6), st.sampled_from("、，；"), st.sampled_from(["", "等"]))
def test_any_list_of_bodies_gives_them_back(names: list[str], separator: str, tail: str) -> None:
    assert listed(separator.join(names) + tail) == names


@settings(deadline=None)
@given(st.text(alphabet="县水利局财政、，；和及等（）负责牵头配合：由会同 \n各市1。责任单位", max_size=60))
def test_no_text_makes_it_raise_and_names_are_slices(text: str) -> None:
    flow, gaps = squeezed(text)
    for each in duties(flow, 0, len(flow), gaps.__contains__).named:
        assert flow[each.member.start : each.member.end].replace("\n", "") == each.member.name
