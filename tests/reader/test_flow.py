"""The flow: white space goes, page breaks heal, what stands apart stays apart, places are kept."""

import pytest

from luoshi.reader import read_text
from luoshi.reader.flow import Flow, flow_of
from luoshi.reader.source import Cell, Source, Table


def flow(text: str, *tables: Table) -> Flow:
    return flow_of(Source(text, tables))


def lines(text: str, *tables: Table) -> list[str]:
    found = flow(text, *tables).text
    return found.split("\n") if found else []


@pytest.mark.parametrize("space", [" ", "\t", "\u3000", "\xa0", "\u200b", "\ufeff", "\xad", "\u2060", "\x07"])
def test_white_space_of_every_kind_is_dropped(space: str) -> None:
    assert lines(f"到{space}2030{space}年") == ["到2030年"]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("**一、总体要求**", "一、总体要求"),
        ("### （一）目标", "（一）目标"),
        ("> 引用", "引用"),
        ("- 条目", "条目"),
        ("1\\. 节水", "1.节水"),
        (">50%", ">50%"),
        ("#1机组", "#1机组"),
        ("NO_x与PM_{2.5}", "NO_x与PM_{2.5}"),
    ],
)
def test_markdown_marks_are_dropped_and_nothing_else(printed: str, meant: str) -> None:
    assert lines(printed) == [meant]


@pytest.mark.parametrize(
    "broken",
    [
        "加强黄河上游水源涵养和生态修复，推进湿地公\n园建设。",
        "加强黄河上游水源涵养和生态修复，推进湿地公\n\n园建设。",
        "加强黄河上游水源涵养和生态修复，推进湿地公\n\n— 3 —\n\n园建设。",
        "加强黄河上游水源涵养和生态修复，推进湿地公\n-3-\n园建设。",
        "加强黄河上游水源涵养和生态修复，推进湿地公\n第 3 页\n园建设。",
        "加强黄河上游水源涵养和生态修复，推进湿地公\n第3页 共12页\n园建设。",
        "加强黄河上游水源涵养和生态修复，推进湿地公\n17\n园建设。",
        "加强黄河上游水源涵养和生态修复，推进湿地公\n\x0c园建设。",
        "加强黄河上游水源涵养和生态修复，\n推进湿地公园建设。",
    ],
)
def test_a_sentence_that_a_page_break_cut_is_whole_again(broken: str) -> None:
    assert lines(broken) == ["加强黄河上游水源涵养和生态修复，推进湿地公园建设。"]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("责任单位：州林草局、\n州水务局，各县市政府", "责任单位：州林草局、州水务局，各县市政府"),
        ("责任单位：州林草局，\n\n各县市政府", "责任单位：州林草局，各县市政府"),
        ("责任单位：州自然资\n源局", "责任单位：州自然资源局"),
        ("落实《甲乙两地成果\n转化协议》", "落实《甲乙两地成果转化协议》"),
        ("（责任单位：州林草局\n州水务局）", "（责任单位：州林草局州水务局）"),
    ],
)
def test_a_cut_inside_a_list_of_units_or_a_bracket_is_healed(broken: str, whole: str) -> None:
    assert lines(broken) == [whole]


@pytest.mark.parametrize(
    "text",
    [
        "一、总体要求\n以节水为先，统筹推进。",
        "（一）推进节水增效\n（二）推进治污",
        "推进节水。\n牵头单位：州水务局\n责任单位：各县市政府",
        "推进节水，提升水平\n牵头单位：州水务局",
        "甲县人民政府\n2026年3月1日",
        "甲县人民政府关于印发\n甲县节水方案的通知",
        "各乡镇人民政府：\n现印发给你们。",
        "甲县节水行动实施方案\n为贯彻落实节水优先方针，制定本方案。",
        "1.新建水厂；\n2.改造管网。",
        "推进节水，提升水平（县水利局牵头）\n推进治污，改善水质。",
        "推进节水，提升水平。\n完成时限：2026年12月\n推进治污，改善水质。",
        "推进节水，提升水平和效益，建成示范区\n甲\t乙\t丙",
        "建设内容：新建日光温室大棚等设施1000座\n新建冷库20座，容量5万吨。",
    ],
)
def test_what_stands_on_its_own_line_stays_apart(text: str) -> None:
    assert lines(text) == text.replace("\t", "").split("\n")


WRAPPED = """\
    为贯彻落实节水优先方针，推进水资源节约集约利用，根
据有关规定，结合我县实际，制定本方案。各乡镇要高度重视。
    一、总体要求
    坚持以水定城，把水资源作为最大的刚性约束，统筹推进
农业节水增效、工业节水减排、城镇节水降损。到二〇三〇年，
全县用水总量控制在一点二亿立方米以内，节水型社会基本建
成。
    二、重点任务
    （一）推进农业节水。大力推广喷灌滴灌，建设高标准农
田五万亩，实施大中型灌区续建配套与现代化改造，健全农业
水价形成机制。
    （二）推进工业节水。支持园区中水回用，推动重点用水
企业开展水平衡测试。
    （三）推进城镇节水。改造老旧供水管网，推广节水型器
具，公共机构带头节水。"""


def test_text_wrapped_at_a_fixed_width_is_joined_by_its_indents() -> None:
    starts = "为贯彻 一、总 坚持以 二、重 （一） （二） （三）"
    assert " ".join(each[:3] for each in lines(WRAPPED)) == starts


def test_text_wrapped_without_indents_is_joined_at_full_lines() -> None:
    found = lines(WRAPPED.replace("    ", ""))
    assert "农业节水增效、工业节水减排、城镇节水降损。到二〇三〇年，全县用水总量" in "\n".join(found)
    assert "一、总体要求" in found


def test_a_list_of_lines_without_punctuation_is_no_broken_sentence() -> None:
    items = [f"第{number}个乡镇推进水源地保护，加强监测预警和巡查管护，完善标识" for number in "甲乙丙丁戊"]
    others = [
        f"{number}乡镇加强水源地保护，完善标识和围网，落实管护责任，改善水质。" * length
        for length, number in enumerate("子丑寅卯辰巳午未", 1)
    ]
    assert lines("\n".join(others + items)) == others + items


def test_page_numbers_are_no_paragraphs() -> None:
    assert lines("第一段话说完了。\n— 1 —\n第二段话也说完了。") == ["第一段话说完了。", "第二段话也说完了。"]


def table_in(text: str) -> Table:
    """The whole text as a table: a line per row, tabs between cells."""
    rows, place = [], 0
    for line in text.split("\n"):
        cells = []
        for part in line.split("\t"):
            cells.append(Cell(place, place + len(part)))
            place += len(part) + 1
        rows.append(tuple(cells))
    return Table(0, len(text), tuple(rows))


def test_cells_of_a_table_stay_apart_and_keep_their_lines() -> None:
    text = "建设水厂，\t县水利局\v县住建局\n改造管网\t"
    assert lines(text, table_in(text)) == ["建设水厂，", "县水利局", "县住建局", "改造管网"]


def test_a_merged_cell_is_said_once() -> None:
    cells = (Cell(0, 2), Cell(0, 2, merged=True), Cell(3, 5))
    assert lines("任务\t单位", Table(0, 5, (cells,))) == ["任务", "单位"]


def test_a_table_does_not_run_into_the_text_around_it() -> None:
    text = "推进节水，任务见\n甲\t乙\n下表，各县市"
    start = text.index("甲")
    table = Table(start, start + 3, ((Cell(start, start + 1), Cell(start + 2, start + 3)),))
    assert lines(text, table) == ["推进节水，任务见", "甲", "乙", "下表，各县市"]


def test_places_lead_back_to_the_source() -> None:
    text = "一、 总体\u3000要求\n\n坚持 **节水** 优先"
    found = flow(text)
    start = found.text.index("节水优先")
    first, last = found.span(start, start + 4)
    assert text[first:last] == "节水** 优先"
    assert found.at(first) == start
    assert found.gap(found.text.index("总体"))
    assert not found.gap(found.text.index("体"))


def test_paragraphs_are_places_of_the_flow() -> None:
    found = flow("甲。\n\n乙。")
    assert [found.text[start:end] for start, end in found.paragraphs] == ["甲。", "乙。"]


def test_nothing_gives_nothing() -> None:
    assert flow(" \n\u200b\n").text == ""
    assert flow("").paragraphs == ()


def test_a_page_number_between_spaced_dashes_is_no_list_mark() -> None:
    text = "甲县方案\n一、任务\n1.建水厂。（责任单位：县水利\n      - 2 -\n局、县财政局）\n"
    (measure,) = read_text(text).measures
    assert measure.named("responsible") == ["县水利局", "县财政局"]
