"""Quantified targets: what is read of each figure, and which figures are none."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.reader import page_of, read_text
from luoshi.reader.reading import Target
from luoshi.reader.source import Cell, Source, Table
from luoshi.reader.targets import read_targets

HEAD = "甲市人民政府办公室\n关于印发甲市绿色发展实施方案（2024—2028年）的通知\n2024年3月1日\n"


def targets(text: str) -> tuple[Target, ...]:
    return read_targets(page_of(Source(text)))


def shown(target: Target) -> str:
    high = f" {target.value_high}" if target.value_high is not None else ""
    return f"{target.indicator} {target.comparator} {target.value} {target.unit}{high}"


def sentences() -> Iterator[tuple[str, list[str]]]:
    """Sentences of targets.txt with what each promises."""
    sentence, promised = "", []
    lines = (Path(__file__).parent / "targets.txt").read_text(encoding="utf-8").splitlines()
    for line in [each for each in lines if each and not each.startswith("#")] + [""]:
        if line.startswith("  "):
            promised.append(line.strip())
            continue
        if sentence:
            yield sentence, promised
        sentence, promised = line, []


@pytest.mark.parametrize(("sentence", "promised"), list(sentences()))
def test_a_sentence_promises_exactly(sentence: str, promised: list[str]) -> None:
    assert [shown(target) for target in targets(sentence)] == promised


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("到2027年，甲率达到9%，乙率达到8%。", [(2027, "explicit"), (2027, "sentence")]),
        ("到2027年，甲、乙产量分别达到1万吨、2万吨。", [(2027, "explicit"), (2027, "explicit")]),
        ("到2027年，格局基本形成。甲率达到9%。", [(2027, "preceding_sentence")]),
        ("“十五五”期间完成造林9万亩。", [(2030, "printed_period")]),
        ("到“十五五”末，甲率达到9%。", [(2030, "explicit")]),
        ("2024—2026年完成造林9万亩。", [(2026, "printed_period")]),
        ("甲率达到9%。", [(2028, "plan_period")]),
        ("甲率比2023年提高9个百分点。", [(2028, "plan_period")]),
        ("到2026年、2028年，甲率分别达到7%、9%。", [(2026, "explicit"), (2028, "explicit")]),
        ("2025年建成10个，2026年建成20个示范村。", [(2025, "explicit"), (2026, "explicit")]),
        ("2025年底前，建成10个示范村。", [(2025, "explicit")]),
        ("2026年起3年内建成10个示范村。", [(2028, "printed_period")]),
        ("甲率由2023年的5%提高到2027年的9%。", [(2027, "explicit")]),
        ("力争用三年时间，建成10个示范村。", [(2028, "printed_period")]),
        ("2023年，甲率达到9%。", []),
        ("“十三五”期间，甲率达到9%。", []),
    ],
)
def test_a_deadline_says_where_it_comes_from(text: str, due: list[tuple[int, str]]) -> None:
    found = targets(f"{HEAD}一、重点任务\n（一）工作\n{text}\n")
    assert [(target.deadline, target.deadline_source) for target in found] == due


def test_a_document_without_years_leaves_the_deadline_empty() -> None:
    assert [(each.deadline, each.deadline_source) for each in targets("甲率达到9%。")] == [(None, "none")]


def test_a_year_above_a_list_of_goals_holds_in_it() -> None:
    found = targets("一、工作目标\n到2027年，实现以下目标：\n1.甲率达到9%；\n2.乙率达到8%。\n二、措施\n丙率达到7%。")
    sources = [target.deadline_source for target in found]
    assert sources == ["preceding_sentence", "preceding_sentence", "plan_period"]


def test_a_labelled_term_holds_for_its_measure() -> None:
    found = targets("一、任务\n（一）造林\n完成造林9万亩。\n完成时限：2026年12月\n（二）治沙\n完成治沙3万亩。")
    assert [target.deadline for target in found] == [2026, None]


def test_a_chapter_on_what_was_achieved_promises_nothing() -> None:
    text = "一、发展基础\n甲率达到9%，建成园区3个。\n二、发展目标\n甲率达到10%，建成园区5个。"
    assert [target.value for target in targets(text)] == [10, 5]


def test_baseline_and_modality_are_kept_as_printed() -> None:
    first, second, third = targets("力争甲率由2023年的5%提高到9%。乙值比2023年增长4%。丙面积从8万亩扩大到15万亩。")
    assert (first.baseline, first.modality) == ("2023年5%", "力争")
    assert (second.baseline, second.modality) == ("2023年", None)
    assert third.baseline == "8万亩"


def test_span_and_quote_are_the_clause_as_it_stands_in_the_text() -> None:
    text = (
        "到2027年，绿色发展格局基本形成，全县森林覆盖率达到\n\n 40% 以上，粮食产量、油料产量分别达到 9 万吨、2 万吨。"
    )
    forest, grain, oil = targets(text)
    assert text[forest.start : forest.end] == "全县森林覆盖率达到\n\n 40% 以上"
    assert forest.quote == "全县森林覆盖率达到40%以上"
    assert text[grain.start : grain.end] == text[oil.start : oil.end] == "粮食产量、油料产量分别达到 9 万吨、2 万吨"


def table(rows: list[list[str]]) -> Source:
    """A source that holds one table, rendered as a format does."""
    text, made = "一、主要指标\n", []
    start = len(text)
    for row in rows:
        cells = []
        for cell in row:
            cells.append(Cell(len(text), len(text) + len(cell)))
            text += cell + "\t"
        text = text[:-1] + "\n"
        made.append(tuple(cells))
    return Source(text, (Table(start, len(text) - 1, tuple(made)),))


INDICATORS = [
    ["序号", "指标名称", "单位", "2020年", "2025年", "属性"],
    ["1", "森林覆盖率", "%", "31.2", "≥33", "约束性"],
    ["2", "用水总量", "亿立方米", "3.1", "3.5", "约束性"],
    ["3", "单位生产总值能耗降低", "%", "—", "〔13.5〕", "约束性"],
    ["4", "农村公路里程", "公里", "5,120", "1.2万", "预期性"],
    ["5", "污染物减排", "—", "—", "完成省下达任务", "约束性"],
    ["6", "养老床位（张/千人）", "", "30", "40以上", "预期性"],
    ["7", "工作机制", "", "—", "健全", ""],
]


def test_each_row_of_a_table_of_indicators_is_a_target() -> None:
    found = read_targets(page_of(table(INDICATORS)))
    assert [shown(target) for target in found] == [
        "森林覆盖率 >= 33 %",
        "用水总量 <= 3.5 亿立方米",
        "单位生产总值能耗降低 >= 13.5 %",
        "农村公路里程 >= 1.2 万公里",
        "污染物减排 external None None",
        "养老床位 >= 40 张/千人",
    ]
    assert {(target.deadline, target.deadline_source) for target in found} == {(2025, "explicit")}
    assert [target.baseline for target in found][:3] == ["2020年31.2%", "2020年3.1亿立方米", None]
    assert [target.modality for target in found][3:] == ["预期性", "约束性", "预期性"]


ROWS = [
    ["序号", "指标名称", "单位", "2020年", "2025年", "属性"],
    ["1", "森林覆盖率", "%", "31.2", "33", "约束性"],
    ["2", "用水总量", "亿立方米", "3.1", "3.5", "约束性"],
]
PASTED = {
    "one cell per line": "\n".join("\n".join(row) for row in ROWS),
    "one row per line": "\n".join("   ".join(row) for row in ROWS),
    "tabs": "\n".join("\t".join(row[1:]) for row in ROWS),
    "unit in the name": "\n".join(
        [
            "指标  2020年  2025年  属性",
            "1.森林覆盖率（%）  31.2  33  约束性",
            "2.用水总量（亿立方米）  3.1  3.5  约束性",
        ]
    ),
}


@pytest.mark.parametrize("form", PASTED)
def test_a_table_of_indicators_pasted_as_text_is_read_too(form: str) -> None:
    found = targets(f"一、主要指标\n{PASTED[form]}\n二、任务\n完成造林9万亩。")
    assert [shown(target) for target in found] == [
        "森林覆盖率 >= 33 %",
        "用水总量 <= 3.5 亿立方米",
        "造林面积 >= 9 万亩",
    ]
    assert [target.baseline for target in found] == ["2020年31.2%", "2020年3.1亿立方米", None]


def test_a_column_for_each_year_gives_a_target_for_each() -> None:
    rows = [["指标", "单位", "2022年实际", "2024年目标", "2025年目标"], ["甲率", "%", "5", "7", "9"]]
    found = read_targets(page_of(table(rows)))
    assert [(each.value, each.deadline, each.baseline) for each in found] == [
        (7, 2024, "2022年5%"),
        (9, 2025, "2022年5%"),
    ]


def test_a_table_of_tasks_is_read_as_prose_with_its_column_of_deadlines() -> None:
    rows = [
        ["重点任务", "责任单位", "完成时限"],
        ["建成示范村20个", "县住建局", "2026年6月"],
        ["完善制度", "县司法局", "2025年"],
    ]
    found = read_targets(page_of(table(rows)))
    assert [(shown(each), each.deadline, each.deadline_source) for each in found] == [
        ("示范村数量 = 20 个", 2026, "explicit")
    ]


def test_the_real_plan_is_read_well_enough(seed_score: Callable[[str], dict[str, Any]]) -> None:
    assert seed_score("targets")["f1"] >= 0.92
    for key in ("comparator", "deadline", "deadline_source", "indicator"):
        assert seed_score(f"targets.{key}")["precision"] >= 0.90


def test_the_sample_plan_says_what_it_promises() -> None:
    sample = Path(__file__).parents[2] / "tools/sample/plan.md"
    text = re.sub(r"(?m)^(?:@\S+|#+)\s", "", sample.read_text(encoding="utf-8"))
    found = {(target.indicator, target.value, target.unit) for target in read_text(text).targets}
    wanted = {("地区生产总值年均增速", "6.5", "%"), ("羊饲养量", "900", "万只"), ("城镇登记失业率", "4", "%")}
    assert wanted <= {(name, str(value), unit) for name, value, unit in found}


PIECES = [
    *[
        "到2025年，",
        "全市",
        "甲率",
        "乙、丙产量",
        "城乡居民收入",
        "年均",
        "分别",
        "达到",
        "增长",
        "由",
        "控制在",
        "比2020年",
        "新建",
        "完成",
    ],
    *[
        "9%",
        "8万吨",
        "3-5个",
        "三家",
        "1,200亩",
        "七成",
        "百分之",
        "两位数",
        "翻一番",
        "百万千瓦级",
        "4.5‰",
        "12/10万",
        "５０％",
        "2,3",
        "9",
    ],
    *[
        "以上",
        "左右",
        "以内",
        "的",
        "和",
        "、",
        "，",
        "。",
        "；",
        "：",
        "（",
        "）",
        "“",
        "”",
        "《",
        "》",
        "\n",
        " ",
        "\t",
        "已",
        "力争",
        "全覆盖",
    ],
    *[
        "指标",
        "单位",
        "2025年",
        "属性",
        "约束性",
        "一、目标",
        "完成时限：2026年",
        "每",
        "户",
        "村村通",
        "完成省下达任务",
        "/",
        "-",
        ".",
    ],
]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_no_text_makes_the_reader_raise_and_every_place_is_true(text: str) -> None:
    page = page_of(Source(text))
    found = read_targets(page)
    assert found == read_targets(page)
    for target in found:
        assert re.sub(r"\s", "", text[target.start : target.end]) == target.quote
        assert target.indicator
        assert (target.value is None) == (target.comparator == "external")
        assert (target.value_high is not None) == (target.comparator == "range")


@pytest.mark.parametrize(
    "sentence",
    [
        "推进天岳硅材年产5万吨多晶硅、江铜新材20万吨锂电铜箔等重点项目建设。",
        "推动65蒸吨/小时以上燃煤锅炉超低排放改造。",
        "实施金沙热电3×200MW机组供热改造。",
        "启动1GW/2GWh储能示范项目。",
        "加快建设北山150万千瓦抽水蓄能电站项目。",
    ],
)
def test_the_size_of_one_work_is_no_target(sentence: str) -> None:
    assert read_text(f"甲市方案（2026—2028年）\n一、任务\n（一）建设。{sentence}").targets == ()


def test_a_name_that_a_row_shares_is_given_to_every_member() -> None:
    text = "甲市方案\n一、目标\n到2028年，氨氮、氮氧化物重点工程减排量分别达到0.3万吨、8万吨。"
    assert [target.indicator for target in read_text(text).targets] == [
        "氨氮重点工程减排量",
        "氮氧化物重点工程减排量",
    ]


def test_the_number_of_an_item_is_no_part_of_its_target() -> None:
    target = read_text("甲县2026年实事清单\n一、新建幼儿园4所，新增学位900个。\n牵头单位：县教育局\n").targets[0]
    assert (target.quote, target.indicator) == ("新建幼儿园4所", "幼儿园数量")


def test_a_higher_figure_that_is_striven_for_may_call_itself_a_goal() -> None:
    text = "甲市方案\n一、目标\n到2028年，单位产值能耗比2025年下降13%，力争完成15%的激励目标。"
    assert [float(target.value or 0) for target in read_text(text).targets] == [13, 15]


@pytest.mark.parametrize(
    ("sentence", "indicators"),
    [
        ("婴儿死亡率、5岁以下儿童死亡率分别下降到4‰、5‰。", ["婴儿死亡率", "5岁以下儿童死亡率"]),
        ("洪涝灾害和干旱灾害年均损失率分别控制在0.6%和0.8%以内。", ["洪涝灾害年均损失率", "干旱灾害年均损失率"]),
        ("城、乡居民素养水平分别提高到26%和18%以上。", ["城居民素养水平", "乡居民素养水平"]),
        ("铁路货运量、周转量占比分别达到11%、23%。", ["铁路货运量占比", "周转量占比"]),
        ("粮食播种面积稳定在80万亩、产量保持在5亿斤以上。", ["粮食播种面积", "粮食产量"]),
        ("首批100个示范社区全面建成。", ["示范社区数量"]),
        ("更新提升78个断面监测站、450个大气站点。", ["断面监测站数量", "大气站点数量"]),
        ("培育上市企业2—3家。", ["上市企业数量"]),
        ("铁路网密度达到507公里/万平方公里。", ["铁路网密度"]),
        ("算力规模达到20EFLOPS。", ["算力规模"]),
        ("完成企业负责人培训全覆盖。", ["企业负责人培训覆盖率"]),
        ("改造老旧小区35个、惠及1.2万户，完成棚改880套。", ["老旧小区数量", "老旧小区户数", "棚改数量"]),
        ("推进甲县水厂、乙县产业园等补短板项目38个。", ["补短板项目数量"]),
        ("推进青河至柳湾段6米水深航道整治。", []),
        ("按照每百户20—30平方米建设服务用房。", []),
        ("县级河湖长每季度巡河不少于1次，乡级每月不少于2次。", []),
    ],
)
def test_indicators_are_called_what_the_sentence_measures(sentence: str, indicators: list[str]) -> None:
    text = f"甲市方案（2026—2028年）\n一、目标\n（一）发展。{sentence}"
    assert [target.indicator for target in read_text(text).targets] == indicators


def test_a_column_of_amounts_beside_tasks_holds_targets() -> None:
    text = "甲区2026年取暖任务表\n序号\t目标任务\t任务量\t责任单位\n1\t煤改电改造\t3200户\t区能源局\n"
    reading = read_text(text)
    assert [(each.indicator, each.value, each.unit) for each in reading.targets] == [("煤改电改造", 3200, "户")]
    assert reading.measures[0].named("responsible") == ["区能源局"]
