"""Rules that hold for any text: the reader never raises, its places are true, and it always says the same."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.reader import page_of, read_text
from luoshi.reader.errors import SecretDocument
from luoshi.reader.lines import DROPPED, FULL_WIDTH
from luoshi.reader.reading import Reading
from luoshi.reader.source import Source
from tests.reader.texts import FLATTENED, NOTICE

PIECES = [
    "一、",
    "二、",
    "（一）",
    "（二）",
    "（三）",
    "1.",
    "2.",
    "3、",
    "（1）",
    "①",
    "第一章",
    "第一条",
    "1.1",
    "附件",
    "附件1",
    "目录",
    "牵头单位：",
    "责任单位：",
    "州水务局",
    "各县市政府",
    "、",
    "，",
    "；",
    "。",
    "：",
    "（",
    "）",
    "“",
    "”",
    "《",
    "》",
    "到2025年",
    "达到",
    "50%",
    "以上",
    "分别",
    "8-10个",
    "1.5万亩",
    "建设",
    "工程",
    "项目",
    "机制",
    "建立",
    "争取",
    "实施",
    "印发",
    "关于",
    "的通知",
    "方案",
    "〔2022〕5号",
    "2024年2月30日",
    "抄送：",
    "**",
    "#",
    "|",
    "-",
    ">",
]
SPACES = ["\n", "\n\n", " ", "\t", "\u3000", "\v", "\x0c", "\u200b", "\ufeff", "\r\n", "\ufffd", "— 3 —", "🙂"]

words = st.lists(st.sampled_from(PIECES + SPACES), max_size=60).map("".join)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A real-looking document with pieces put in, cut out and line breaks lost."""
    lines = re.findall(r"\n|[^\n。]+。?", draw(st.sampled_from([NOTICE, FLATTENED])))
    for _ in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, len(lines) - 1))
        lines[place] = draw(st.sampled_from(["", *PIECES, *SPACES]))
    text = "".join(lines)
    return text.replace("\n", "") if draw(st.booleans()) else text


texts = st.one_of(st.text(max_size=300), words, mutated())


def reading_of(text: str) -> Reading | None:
    """The reading, None for a text that is refused as classified: nothing else may be raised."""
    try:
        return read_text(text)
    except SecretDocument:
        return None


def squeezed(text: str) -> str:
    return DROPPED.sub("", text)


@given(texts)
@settings(max_examples=150, deadline=None)
def test_no_text_makes_the_reader_raise_and_reading_is_deterministic(text: str) -> None:
    assert reading_of(text) == reading_of(text)


@given(texts)
@settings(max_examples=150, deadline=None)
def test_every_offset_gives_back_its_own_string(text: str) -> None:
    reading = reading_of(text)
    if reading is None:
        return
    printed = reading.text
    for heading in reading.outline:
        found = squeezed(printed[heading.start : heading.end])
        assert found.startswith(heading.number)
        assert found.endswith(heading.title or heading.number)
    for target in reading.targets:
        assert squeezed(printed[target.start : target.end]) == target.quote
    for project in reading.projects:
        assert squeezed(printed[project.start : project.end]) == project.as_printed
    for mechanism in reading.mechanisms:
        assert mechanism.name in squeezed(printed[mechanism.start : mechanism.end])
    for measure in reading.measures:
        assert measure.start < measure.end <= len(printed)
        for unit in measure.units:
            assert measure.start <= unit.start < unit.end <= measure.end
    for problem in reading.problems:
        assert 0 <= problem.start <= problem.end <= len(printed)


@given(texts)
@settings(max_examples=150, deadline=None)
def test_the_flow_holds_every_character_of_the_source_once_and_in_order(text: str) -> None:
    try:
        flow = page_of(Source(text)).flow
    except SecretDocument:
        return
    assert len(flow.text) == len(flow.origin)
    assert list(flow.origin) == sorted(flow.origin)
    for place, char in enumerate(flow.text):
        assert char == "\n" or char in {text[flow.origin[place]], FULL_WIDTH.get(text[flow.origin[place]])}
    assert not re.search(r"[^\S\n]|\n\n|^\n|\n$", flow.text)


@given(texts)
@settings(max_examples=150, deadline=None)
def test_sections_are_nested_and_their_paths_are_unique(text: str) -> None:
    try:
        page = page_of(Source(text))
    except SecretDocument:
        return
    sections = page.sections
    assert len({section.path for section in sections}) == len(sections)
    assert [section.start for section in sections] == sorted(section.start for section in sections)
    for section in sections:
        assert section.start < section.end <= section.stop <= section.extent <= len(page.flow.text)
        assert page.section_at(section.start) == section


HOSTILE = [
    "实施",
    "（",
    "“",
    "《甲",
    "1",
    "一、",
    "、",
    "牵头，",
    "责任单位：",
    "分别达到50%、",
    "甲\t乙\n",
    "甲\n",
    "（一）",
    "附件1\n",
    "2024年1月1日\n",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_one_piece_over_and_over_takes_no_longer_than_honest_text(piece: str) -> None:
    before = time.perf_counter()
    reading_of(piece * (8000 // len(piece)))
    assert time.perf_counter() - before < 30
