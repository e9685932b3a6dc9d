"""Measures of small documents in the styles of many issuers, from measures.txt, and of the real plan."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from luoshi.reader import read_text
from luoshi.reader.reading import Measure


def cases() -> dict[str, tuple[str, list[str]]]:
    """Name -> document and the measures it has, from measures.txt."""
    blocks = Path(__file__).with_name("measures.txt").read_text(encoding="utf-8").split("=== ")[1:]
    found = {}
    for block in blocks:
        name, _, rest = block.strip("\n").partition("\n")
        text, _, lines = rest.partition("\n---")
        found[name] = (text, lines.strip("\n").split("\n") if lines.strip() else [])
    return found


CASES = cases()


def told(text: str, line: str) -> tuple[int, list[str], list[str]]:
    """A line of measures.txt as start, lead and responsible."""
    anchor, lead, responsible = line.split(" | ")
    return text.index(anchor), *([] if names == "-" else names.split(" ") for names in (lead, responsible))


def found(measure: Measure) -> tuple[int, list[str], list[str]]:
    return measure.start, measure.named("lead"), measure.named("responsible")


def only(text: str) -> Measure:
    (measure,) = read_text(text).measures
    return measure


@pytest.mark.parametrize("name", CASES)
def test_measures_of(name: str) -> None:
    text, lines = CASES[name]
    assert [found(measure) for measure in read_text(text).measures] == [told(text, line) for line in lines]


def test_every_unit_of_the_real_plan_is_found(seed_score: Callable[[str], dict[str, Any]]) -> None:
    assert seed_score("units")["f1"] >= 0.99


@pytest.mark.parametrize("name", CASES)
def test_a_name_begins_and_ends_where_it_says(name: str) -> None:
    reading = read_text(CASES[name][0])
    for unit in (unit for measure in reading.measures for unit in measure.units):
        printed = iter(reading.text[unit.start : unit.end])
        assert all(char in printed for char in unit.name)
        assert reading.text[unit.start] == unit.name[0]
        assert reading.text[unit.end - 1] == unit.name[-1]


def test_a_measure_runs_from_its_heading_to_its_last_unit() -> None:
    text = "一、治水\n新建泵站3座。\n牵头单位：县水利局\n责任单位：县财政局\n二、造林\n造林1万亩。\n"
    measure = only(text)
    assert text[measure.start : measure.end] == "一、治水\n新建泵站3座。\n牵头单位：县水利局\n责任单位：县财政局"
    assert (measure.path, measure.title) == ("1", "治水")


def test_units_that_assist_are_responsible_and_supporting() -> None:
    measure = only("一、治水。（县水利局牵头，县财政局配合）")
    assert [(unit.role, unit.name) for unit in measure.units] == [("lead", "县水利局"), ("supporting", "县财政局")]
    assert measure.named("responsible") == measure.named("supporting") == ["县财政局"]


@pytest.mark.parametrize(
    "text",
    [
        "一、治水。责任单位：县水利局；完成时限：2025年6月底前",
        "一、治水。\n责任单位：县水利局\n完成时限：2025年6月底前\n",
        "一、治水。（县水利局负责，2025年6月底前）",
        "序号\t任务\t责任单位\t完成时限\n1\t治水\t县水利局\t2025年6月底前",
    ],
)
def test_a_deadline_is_kept_as_printed(text: str) -> None:
    assert only(text).deadline == "2025年6月底前"


def test_a_date_inside_the_text_is_no_deadline_of_the_measure() -> None:
    assert only("一、治水。2025年6月底前建成。（县水利局负责）").deadline is None


def test_groups_are_marked() -> None:
    measure = only("一、治水。责任单位：县水利局、各乡镇人民政府、县直有关部门、国网某县供电公司")
    assert [unit.group for unit in measure.units] == [False, True, True, False]


def test_a_rule_said_of_one_chapter_holds_there_only() -> None:
    text = (
        "一、治水\n本章责任单位中，排在首位的为牵头单位。\n1.建泵站。责任单位：县水利局、县财政局\n"
        "二、造林\n1.植树。责任单位：县林草局、县财政局\n"
    )
    assert [measure.named("lead") for measure in read_text(text).measures] == [["县水利局"], []]


def test_a_title_stops_before_the_units_that_stand_in_it() -> None:
    text = "".join(f"{number}.修渠（水利站）\n" for number in range(1, 5))
    assert [measure.title for measure in read_text(text).measures] == ["修渠"] * 4


def test_a_row_has_its_own_title_and_the_path_of_its_annex() -> None:
    text = "一、总体要求\n坚持节水。\n附件1\n任务表\n序号\t任务\t牵头单位\n1\t修建水渠\t县水利局\n"
    measure = only(text)
    assert (measure.path, measure.title, measure.named("lead")) == ("附1", "修建水渠", ["县水利局"])
