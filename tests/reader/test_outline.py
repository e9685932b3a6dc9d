"""Headings in every style, judged by sequence."""

from pathlib import Path

import pytest

from luoshi.reader import read_text
from tests.reader.conftest import Score
from tests.reader.texts import FLATTENED, HARD_WRAPPED, NOTICE


def outline(text: str) -> str:
    return "\n".join(f"{each.path} {each.number} {each.title or '-'}" for each in read_text(text).outline)


def cases() -> dict[str, tuple[str, str]]:
    """Name -> document and outline, from outlines.txt."""
    blocks = Path(__file__).with_name("outlines.txt").read_text(encoding="utf-8").split("=== ")[1:]
    named = (block.partition("\n") for block in blocks)
    return {name: tuple(rest.strip().split("\n---", 1)) for name, _, rest in named}


CASES = cases()


@pytest.mark.parametrize("name", CASES)
def test_outline(name: str) -> None:
    text, lines = CASES[name]
    assert outline(text) == lines.strip()


def test_a_notice_with_its_plan_wrapped_and_paged() -> None:
    assert outline(HARD_WRAPPED) == outline(NOTICE)


@pytest.mark.parametrize("space", [" ", "", "\u3000"])
def test_flattened_text_has_the_same_outline(space: str) -> None:
    assert outline(FLATTENED.replace("\n", space)) == outline(FLATTENED)


def test_headings_cover_number_and_title_as_printed() -> None:
    reading = read_text("甲县方案\n\n一、 总体　要求\n\n1\\. **建水厂。** 新建两座。")
    printed = [reading.text[each.start : each.end] for each in reading.outline]
    assert printed == ["一、 总体　要求", "1\\. **建水厂"]


def test_a_gap_and_a_repeated_number_are_reported() -> None:
    problems = read_text("甲县方案\n一、治水\n二、节水\n四、用水\n四、管水").problems
    rows = [(row.kind, row.message) for row in problems if row.kind.startswith("numbering")]
    assert [kind for kind, _ in rows] == ["numbering_gap", "numbering_repeat"]
    assert "四、" in rows[0][1]


def test_paths_are_never_used_twice() -> None:
    paths = [each.path for each in read_text("一、甲\n附件1\n一、乙\n附件1\n一、丙\n一、丁\n二、戊\n一、己").outline]
    assert len(set(paths)) == len(paths)


def test_the_outline_of_the_real_plan(seed_score: Score) -> None:
    assert seed_score("outline")["f1"] >= 0.98
