"""What the reader could not read, or doubts: a row per finding, so that a person can look at the place."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.reader.outline import Irregular
from luoshi.reader.page import Page, Section
from luoshi.reader.reading import Measure, Problem
from luoshi.reader.source import Note

_DAMAGED = re.compile("\ufffd+|(?:锟斤拷)+|(?:烫烫烫)+")
_MOST_ROWS = 20
"""Rows of one kind; a document full of the same fault needs no more."""

_SENTENCES = {
    "no_title": ("没有读出文件标题。", "No title was found."),
    "no_outline": (
        "没有读出编号标题，全文按一段处理。",
        "No numbered headings were found; the text is read as one.",
    ),
    "no_measures": (
        "没有读出写明牵头单位、责任单位的举措，请人工指定责任单位。",
        "No measure names a lead or responsible unit; units must be assigned by hand.",
    ),
    "invalid_date": (
        "“{0}”这一天不存在，成文日期留空。",
        "The date {0} does not exist; the date is left empty.",
    ),
    "numbering_gap": (
        "编号“{0}”前面缺号（上一个是第 {1} 个）。",
        "Number {0} skips one or more (the one before is {1}).",
    ),
    "numbering_start": ("编号从“{0}”开始，前面可能缺页。", "Numbers begin with {0}; pages may be missing."),
    "numbering_repeat": ("编号“{0}”重复。", "Number {0} is used twice."),
    "missing_units": (
        "“{0}”没有写责任单位，而同级条目都写了。",
        "“{0}” names no unit while its neighbours do.",
    ),
    "damaged_characters": ("这里有 {0} 个乱码字符。", "{0} characters here are damaged."),
}


@dataclass(frozen=True, slots=True)
class Doubts:
    """What was noticed on the way, as places of the flow."""

    irregular: tuple[Irregular, ...] = ()
    invalid_date: tuple[int, int] | None = None
    notes: tuple[Note, ...] = ()


def problems_of(text: str, page: Page, doubts: Doubts, measures: Sequence[Measure]) -> tuple[Problem, ...]:
    """All rows in the order of `text`; those about the whole document come first."""
    rows = [*_whole(page, measures), *_doubts(page, doubts), *_missing_units(page, measures), *_damaged(text)]
    return tuple(sorted(rows, key=lambda row: (row.start, row.end, row.kind)))


def _row(kind: str, start: int, end: int, *values: object) -> Problem:
    zh, en = _SENTENCES[kind]
    return Problem(kind, zh.format(*values), en.format(*values), start, end)


def _whole(page: Page, measures: Sequence[Measure]) -> Iterator[Problem]:
    if page.facts.title is None:
        yield _row("no_title", 0, 0)
    if not page.sections and not page.tables:
        yield _row("no_outline", 0, 0)
    if not any(measure.units for measure in measures):
        yield _row("no_measures", 0, 0)


def _doubts(page: Page, doubts: Doubts) -> Iterator[Problem]:
    text = page.flow.text
    for note in doubts.notes[:_MOST_ROWS]:
        yield Problem(note.kind, note.zh, note.en, note.place, note.place)
    if doubts.invalid_date:
        start, end = doubts.invalid_date
        yield _row("invalid_date", *page.flow.span(start, end), text[start:end])
    for each in doubts.irregular[:_MOST_ROWS]:
        kind = each.kind if each.before else "numbering_start"
        yield _row(kind, *page.flow.span(each.start, each.end), text[each.start : each.end], each.before)


def _missing_units(page: Page, measures: Sequence[Measure]) -> Iterator[Problem]:
    """Items without items below them that name no unit, under a heading where most others do."""
    named = _named_paths(measures)
    siblings: dict[str, list[Section]] = defaultdict(list)
    annexes = {section.path for section in page.sections if section.number.startswith("附")}
    for section in page.sections:
        if section.extent > section.stop or section.path in annexes:
            continue
        siblings[section.path.rpartition(".")[0]].append(section)
    for group in siblings.values():
        bare = [section for section in group if section.path not in named]
        if len(group) - len(bare) < 2 or len(bare) * 2 >= len(group):
            continue
        for section in bare[:_MOST_ROWS]:
            start, end = page.flow.span(section.start, section.end)
            yield _row("missing_units", start, end, section.title or section.number)


def _named_paths(measures: Sequence[Measure]) -> set[str]:
    """Paths under which a unit is named, with all their ancestors."""
    named = set()
    for measure in measures:
        path = measure.path if measure.units else ""
        while path:
            named.add(path)
            path = path.rpartition(".")[0]
    return named


def _damaged(text: str) -> Iterator[Problem]:
    for count, found in enumerate(_DAMAGED.finditer(text)):
        if count == _MOST_ROWS:
            return
        yield _row("damaged_characters", found.start(), found.end(), len(found[0]))
