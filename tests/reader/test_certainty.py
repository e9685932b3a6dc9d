"""How sure the reader is: signs of small texts, sentences for every code, and the figures on the real plan."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from luoshi.reader import read_text
from luoshi.reader.certainty import REASONS, certainty_of, reason
from luoshi.reader.reading import Reading

HEAD = "青河县节水行动方案（2026—2028年）\n一、重点任务\n（一）建设水网。"
DOUBTS = {code for code, each in REASONS.items() if each.most != "sure"}


def read(sentence: str) -> Reading:
    return read_text(f"{HEAD}{sentence}\n")


@pytest.mark.parametrize(
    ("sentence", "certainty", "doubts"),
    [
        ("到2028年，全县自来水普及率达到96%以上。", "sure", set()),
        ("到2028年，改造老旧管网120公里。", "sure", set()),
        ("到2028年，粮食、蔬菜产量分别达到12万吨、30万吨。", "sure", set()),
        ("到2027年，管网漏损率控制在8%以内。农业用水有效利用系数达到0.6以上。", "sure", {"target_unit"}),
        ("全县自来水普及率达到96%以上。", "likely", {"due_plan"}),
        ("到2028年，再生水利用量比2025年翻一番。", "doubtful", {"target_spoken", "target_base"}),
        ("全面完成省上下达的用水总量控制目标。", "doubtful", {"target_words", "due_plan"}),
    ],
)
def test_a_target_is_sure_when_its_sentence_says_everything(sentence: str, certainty: str, doubts: set[str]) -> None:
    targets = read(sentence).targets
    assert targets[0].certainty == certainty
    assert {code for target in targets for code in target.why} & DOUBTS == doubts


@pytest.mark.parametrize(
    ("sentence", "name", "certainty", "doubts"),
    [
        ("实施青河县城区供水管网改造工程。", "青河县城区供水管网改造工程", "sure", set()),
        ("建设柳湾水库、石桥镇污水处理厂等项目。", "柳湾水库", "sure", set()),
        ("建成东山县、北川县污水处理厂。", "东山县污水处理厂", "likely", {"project_completed"}),
        ("打造蔬菜种植基地。", "蔬菜种植基地", "likely", {"project_general", "project_policy"}),
    ],
)
def test_a_project_is_sure_when_it_has_a_name_of_its_own(
    sentence: str, name: str, certainty: str, doubts: set[str]
) -> None:
    (project,) = [each for each in read(sentence).projects if each.name == name]
    assert (project.certainty, set(project.why) & DOUBTS) == (certainty, doubts)


@pytest.mark.parametrize(
    ("sentence", "certainty", "why"),
    [
        ("建立县乡两级水权交易机制。", "sure", "mechanism_set"),
        ("开展跨县水资源联合执法。", "sure", "mechanism_run"),
        ("完善农业水价制度。", "likely", "mechanism_kept"),
        ("加强与周边县区的信息共享。", "likely", "mechanism_weak"),
        ("构建统一开放的区域水市场体系。", "doubtful", "mechanism_general"),
    ],
)
def test_a_mechanism_is_sure_when_a_verb_sets_it_up(sentence: str, certainty: str, why: str) -> None:
    (mechanism,) = read(sentence).mechanisms
    assert (mechanism.certainty, mechanism.why) == (certainty, (why,))


@pytest.mark.parametrize(
    ("duty", "certainty", "doubts"),
    [
        ("\n责任单位：县水利局、各乡镇人民政府", "sure", set()),
        ("（县水利局牵头，县财政局配合）", "sure", set()),
        ("（县水利局、县财政局）", "likely", {"unit_bracket"}),
        ("由县水利局牵头，县财政局配合。", "likely", {"unit_sentence"}),
        ("\n责任单位：县水利局、石桥镇", "likely", {"unit_place"}),
        ("\n责任单位：县水\n利局、县财政局", "likely", {"unit_split"}),
        ("\n责任单位：县水利局、甲某某", "doubtful", {"unit_unclear"}),
    ],
)
def test_a_measure_is_as_sure_as_the_weakest_of_its_units(duty: str, certainty: str, doubts: set[str]) -> None:
    (measure,) = read(f"推进供水工作。{duty}").measures
    assert {code for unit in measure.units for code in unit.why} & DOUBTS == doubts
    assert min((unit.certainty for unit in measure.units), key=["doubtful", "likely", "sure"].index) == certainty
    assert measure.certainty == ("sure" if certainty == "sure" else "likely")


def test_a_table_of_indicators_and_a_table_of_tasks_are_sure_by_their_columns() -> None:
    indicators = read_text(f"{HEAD}\n指标名称\t单位\t2025年\t2028年目标\n普及率\t%\t90\t96\n").targets
    assert [target.why for target in indicators] == [("target_table", "due_stated")]
    (measure,) = read_text("序号\t重点任务\t责任单位\n1\t建设水厂\t县水利局\n").measures
    assert (measure.why, measure.units[0].why) == (("measure_row",), ("unit_column",))


def test_a_rule_for_leads_is_named_as_the_reason() -> None:
    text = "青河县方案\n一、任务\n建水厂。（责任单位：县水利局、县财政局）\n注：责任单位中列第一位的为牵头单位。\n"
    (measure,) = read_text(text).measures
    assert measure.units[0].why == ("unit_label", "unit_first")


def test_every_code_has_a_sentence_in_both_languages() -> None:
    for code, each in REASONS.items():
        assert reason(code) == (each.zh, each.en)
        assert not each.zh.endswith("。")
        assert each.en.isascii() or any(char > "\u4e00" for char in each.en)
        assert len(each.zh) <= 24
    assert certainty_of(REASONS) == "doubtful"


def test_json_carries_certainty_and_reasons_of_every_item() -> None:
    text = "建立水权机制。实施石桥镇水厂工程。到2028年普及率达96%。（县水利局牵头）"
    found = json.loads(json.dumps(read(text).to_json()))
    rows = [row for kind in ("measures", "targets", "projects", "mechanisms") for row in found[kind]]
    rows += [unit for row in found["measures"] for unit in row["units"]]
    assert len(rows) == 5
    assert all(row["certainty"] in {"sure", "likely", "doubtful"} and row["why"] for row in rows)


Judged = tuple[str, bool]


def judged(scorer: Any, found: dict[str, Any], gold: dict[str, Any]) -> Iterator[Judged]:
    """Certainty of each item read from the real plan, and whether its labels agree."""
    for measure in found["measures"]:
        (home,) = (each for each in gold["measures"] if each["start"] - 4 <= measure["start"] < each["end"])
        for unit in measure["units"]:
            yield unit["certainty"], unit["name"] in home["lead" if unit["role"] == "lead" else "responsible"]
    kinds = (
        ("targets", scorer.same_target, ("comparator", "deadline", "deadline_source")),
        ("projects", scorer.same_project, ("strength",)),
        ("mechanisms", scorer.same_mechanism, ()),
    )
    for kind, same, keys in kinds:
        _, _, extras, pairs = scorer.match(kind, found[kind], gold[kind], same)
        for one, other in pairs:
            yield one["certainty"], all(other.get(key) in (None, one[key]) for key in keys)
        yield from ((each["certainty"], False) for each in extras)


def test_on_the_real_plan_what_is_sure_is_right_and_most_of_what_is_right_is_sure(
    shared: Path, seed_text: str, scorer: Any
) -> None:
    gold = json.loads((shared / "seed" / "gold.json").read_text(encoding="utf-8"))
    counts = Counter(judged(scorer, read_text(seed_text).to_json(), gold))
    sure, right = counts["sure", True] + counts["sure", False], sum(counts[each] for each in counts if each[1])
    assert counts["sure", False] <= 0.02 * sure
    assert counts["sure", True] >= 0.75 * right
