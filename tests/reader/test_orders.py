"""Minutes, leaders' instructions, agreements and task lists: who is to do what by when."""

import pytest

from luoshi.reader import read_bytes, read_text
from luoshi.reader.reading import Measure

MINUTES = """青河县人民政府专题会议纪要

青河县人民政府办公室                         2026年3月12日

3月10日下午，副县长主持召开专题会议，研究河道水质工作。会议指出，要提高认识。

会议议定以下事项：

一、关于水质监测。由县生态环境局牵头，县水务局、东坪镇政府配合，于6月底前建成自动监测站3座，建立信息共享机制。

二、关于资金保障。由县财政局负责，于4月20日前落实整治资金1200万元。

三、关于会议纪律。请县审计局会同县财政局抓紧核实，10个工作日内报告。

会议要求，各有关单位每月5日前将进展报县政府办公室。
"""
AGREEMENT = """黄河上游跨界水质联防联控合作协议

甲方：青河县人民政府
乙方（主办方）：白水市人民政府

为加强联防联控，经双方协商，达成如下协议：

第一条 合作目标。到2027年，水质优良比例达到100%。

第二条 监测。甲方负责建设水质自动监测站1座，乙方负责建设水质自动监测站2座，于2026年12月底前建成。

第三条 信息共享。双方每月10日前交换上月监测数据。

第四条 争议解决。双方协商解决。本协议一式四份，甲乙双方各执两份。

甲方（盖章）：青河县人民政府
2026年5月18日
"""
TASKS = """省政府2026年重点任务清单

| 序号 | 任务 | 工作成果 | 责任单位 | 责任人 | 完成时限 |
|---|---|---|---|---|---|
| 1 | 推进流域生态保护 | 完成生态修复50公里 | 县水务局、县林草局 | 马某 | 2026年10月底 |
| 2 | 推动数字政府建设 | 建成政务云平台 | 县大数据局 | 王某 | 2026年6月30日 |
"""


def shown(measure: Measure) -> tuple[list[str], list[str], str | None]:
    return measure.named("lead"), measure.named("responsible"), measure.deadline


def test_minutes_say_who_does_what_by_when() -> None:
    reading = read_text(MINUTES)
    assert reading.document.kind == "纪要"
    assert [(each.path, *shown(each)) for each in reading.measures] == [
        ("1", ["县生态环境局"], ["县水务局", "东坪镇政府"], "6月底前"),
        ("2", [], ["县财政局"], "4月20日前"),
        ("3", ["县审计局"], ["县财政局"], "10个工作日内"),
    ]
    assert [target.value for target in reading.targets] == [3, 1200]


@pytest.mark.parametrize(
    ("words", "lead", "responsible", "deadline"),
    [
        ("请县水务局牵头，会同东坪镇政府于7月15日前查明原因。", ["县水务局"], ["东坪镇政府"], "7月15日前"),
        ("请县财政局抓紧研究，月底前报我。", [], ["县财政局"], "月底前"),
        ("请县水务局、县财政局阅处。", [], ["县水务局", "县财政局"], None),
        ("已阅。责成县应急局依法调查，2026年9月底前结案。", [], ["县应急局"], "2026年9月底前"),
        ("请县水务局牵头，县财政局配合，每月5日前报进度。", ["县水务局"], ["县财政局"], "每月5日前报进度"),
    ],
)
def test_an_instruction_asks_bodies_to_act(
    words: str, lead: list[str], responsible: list[str], deadline: str | None
) -> None:
    (measure,) = read_text(words).measures
    assert shown(measure) == (lead, responsible, deadline)
    assert {unit.certainty for unit in measure.units} == {"likely"}


@pytest.mark.parametrize(
    "words", ["已阅。", "请示收悉。", "请认真抓好落实。", "请大家高度重视。", "由于天气原因，推迟。"]
)
def test_an_instruction_to_nobody_names_nobody(words: str) -> None:
    assert read_text(words).measures == ()


def test_the_parties_of_an_agreement_answer_for_its_articles_under_their_names() -> None:
    reading = read_text(AGREEMENT)
    assert [(each.path, *shown(each)) for each in reading.measures] == [
        ("2", [], ["青河县人民政府", "白水市人民政府"], "2026年12月底前"),
        ("3", [], ["青河县人民政府", "白水市人民政府"], None),
    ]
    words = [reading.text[unit.start : unit.end] for measure in reading.measures for unit in measure.units]
    assert words == ["甲方", "乙方", "双方", "双方"]
    assert [heading.title for heading in reading.outline[:3]] == ["合作目标", "监测", "信息共享"]


def test_a_plan_that_mentions_both_sides_is_no_agreement() -> None:
    text = AGREEMENT.replace("合作协议", "工作方案", 1)
    assert read_text(text).measures == ()


def test_a_list_from_above_gives_a_measure_for_each_row() -> None:
    reading = read_bytes(TASKS.encode(), "清单.md")
    assert [(each.title, *shown(each)) for each in reading.measures] == [
        ("推进流域生态保护", [], ["县水务局", "县林草局"], "2026年10月底"),
        ("推动数字政府建设", [], ["县大数据局"], "2026年6月30日"),
    ]
