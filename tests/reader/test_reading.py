"""The whole reading: the contract as JSON, problem rows, and the real plan."""

import json
from decimal import Decimal

from luoshi.reader import page_of, read_text
from luoshi.reader.lines import FULL_WIDTH
from luoshi.reader.reading import Facts, Measure, Reading, Target, UnitMention
from luoshi.reader.source import Source
from tests.reader.texts import NOTICE

TARGET = Target("1.1", 0, 2, "增长7%", "增长", ">=", Decimal("7.0"), Decimal("7.5"), "%", 2025, "sentence")


def test_the_contract_has_every_key_and_is_json() -> None:
    found = read_text(NOTICE).to_json()
    kinds = ["document", "text", "outline", "measures", "targets", "projects", "mechanisms", "problems"]
    assert list(found) == kinds
    assert found["document"]["period"] == {"from": 2026, "to": 2030}
    assert json.loads(json.dumps(found, ensure_ascii=False))["text"] == NOTICE


def test_units_are_listed_by_role_and_supporting_ones_are_responsible_too() -> None:
    units = (
        UnitMention("lead", "甲局", 0, 2),
        UnitMention("responsible", "乙局", 3, 5),
        UnitMention("supporting", "丙局", 6, 8),
    )
    reading = Reading(Facts(), "", measures=(Measure("1", None, 0, 8, units),))
    row = reading.to_json()["measures"][0]
    assert (row["lead"], row["responsible"], row["supporting"]) == (["甲局"], ["乙局", "丙局"], ["丙局"])


def test_figures_are_numbers_whole_where_they_can_be() -> None:
    row = Reading(Facts(), "", targets=(TARGET,)).to_json()["targets"][0]
    assert (row["value"], row["value_high"]) == (7, 7.5)
    assert isinstance(row["value"], int)


def test_a_signature_belongs_to_no_heading() -> None:
    text = "甲县方案\n一、任务\n治水。\n甲县水利局\n2026年5月6日\n抄送：县委办公室。"
    page = page_of(Source(text))
    section = page.sections[-1]
    assert page.flow.text[section.start : section.extent] == "一、任务\n治水。"
    assert page.path_at(page.flow.text.index("抄送")) == "0"
    assert page.path_at(page.flow.text.index("治水")) == "1"


def kinds(text: str) -> list[str]:
    return [row.kind for row in read_text(text).problems]


def test_text_without_any_measure_still_has_an_outline_and_a_row() -> None:
    reading = read_text("甲县节水方案\n一、任务\n治水。")
    assert [each.title for each in reading.outline] == ["任务"]
    assert [row.kind for row in reading.problems] == ["no_measures"]


def test_text_without_headings_says_so() -> None:
    assert "no_outline" in kinds("甲县节水方案\n加强治水，推进节水。")


def test_a_heading_that_names_no_unit_while_its_neighbours_do_is_reported() -> None:
    named = "治水工作要加强。\n责任单位：县水利局\n"
    text = (
        f"甲县方案\n一、任务\n（一）建水厂\n{named}（二）修管网\n改造旧管。\n（三）管水质\n{named}二、保障\n加强领导。"
    )
    rows = [row for row in read_text(text).problems if row.kind == "missing_units"]
    assert [row.message for row in rows] == ["“修管网”没有写责任单位，而同级条目都写了。"]
    assert text[rows[0].start : rows[0].end] == "（二）修管网"


def test_damaged_characters_are_counted_where_they_stand() -> None:
    text = "甲县方案\n一、任务\n推进\ufffd\ufffd治理。锟斤拷\n"
    rows = [row for row in read_text(text).problems if row.kind == "damaged_characters"]
    assert [text[row.start : row.end] for row in rows] == ["\ufffd\ufffd", "锟斤拷"]


def test_messages_come_in_both_languages_and_in_the_order_of_the_text() -> None:
    rows = read_text("一、甲\n三、乙\n\ufffd").problems
    assert [row.start for row in rows] == sorted(row.start for row in rows)
    assert all(row.message.endswith("。") and row.message_en.endswith(".") for row in rows)


def test_half_width_punctuation_reads_the_same_and_is_given_back_as_printed() -> None:
    half = NOTICE.translate({ord(full): half for half, full in FULL_WIDTH.items()})
    found, expected = read_text(half), read_text(NOTICE)
    assert found.text == half
    assert found.outline[1].number == "(一)"
    for kind in ("outline", "measures", "targets", "projects", "mechanisms"):
        places = [(each.path, each.start, each.end) for each in getattr(expected, kind)]
        assert [(each.path, each.start, each.end) for each in getattr(found, kind)] == places
    assert found.document.addressees == expected.document.addressees


def test_a_bracket_in_a_name_keeps_its_width() -> None:
    text = "甲县(东区)节水方案\n一、任务\n建设体育(篮球)公园、滨河公园项目。\n责任单位:县水利局(河长办)、县财政局\n"
    reading = read_text(text)
    assert reading.document.title == "甲县(东区)节水方案"
    assert [unit.name for unit in reading.measures[0].units] == ["县水利局(河长办)", "县财政局"]
