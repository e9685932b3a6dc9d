"""Tables of tasks: each row with bodies is a measure; its columns say who leads, answers and supports."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from luoshi.reader.certainty import certainty_of
from luoshi.reader.flow import Flow
from luoshi.reader.measures.blocks import measure_signs, mentions
from luoshi.reader.measures.cells import Box, boxes
from luoshi.reader.measures.rules import LeadRules
from luoshi.reader.page import Page
from luoshi.reader.reading import Measure
from luoshi.reader.units.clauses import Named, clause_duties
from luoshi.reader.units.columns import Column, Columns, heads
from luoshi.reader.units.duties import duties
from luoshi.reader.units.labels import HEADER, kind_of, labels
from luoshi.reader.units.names import grade

_LONGEST_TITLE = 45
_SENTENCE = re.compile("[。；\n]")
_LONGEST_DEADLINE = 60
_NO_DEADLINE = re.compile("[-—－/／无]*")

Boxes = tuple[Box, ...]


@dataclass(slots=True)
class _Draft:
    """A row in the making: the cell that says what is to be done, bodies, deadline and the end."""

    content: Box
    end: int
    named: list[Named] = field(default_factory=list)
    deadline: str | None = None

    def title(self) -> str | None:
        text = self.content.text.rstrip("。；")
        return text if len(text) <= _LONGEST_TITLE and not _SENTENCE.search(text) else None


def row_measures(page: Page, rules: LeadRules) -> tuple[list[Measure], list[tuple[int, int]]]:
    """Measures of all tables, and the ranges of the flow that no table of tasks covers."""
    found: list[Measure] = []
    outside: list[tuple[int, int]] = []
    place, columns = 0, ()  # type: tuple[int, Columns]
    for table in page.tables:
        rows = list(boxes(page.flow, table))
        drafts, columns = _drafts(page.flow, rows, columns)
        if drafts:
            found += [_measure(page, rules, draft) for draft in drafts]
            outside.append((place, page.flow.at(table.start)))
            place = max(place, page.flow.at(table.end))
    outside.append((place, len(page.flow.text)))
    return found, [(low, high) for low, high in outside if low < high]


def _drafts(flow: Flow, rows: Sequence[Boxes], before: Columns) -> tuple[list[_Draft], Columns]:
    """Rows with bodies, and the columns that hold at the end; a table without a head may continue the one before."""
    headed = heads([[box.text for box in row] for row in rows])
    columns = before if rows and len(before) == len(rows[0]) else ()
    if not headed and not columns:
        return list(_forms(flow, rows)), ()
    drafts: list[_Draft] = []
    for index, row in enumerate(rows):
        if index in headed:
            columns = headed[index]
        elif columns:
            _add(flow, row, columns, drafts)
    kept = [draft for draft in drafts if draft.named]
    sure = headed or all(grade(each.member.name) > 1 for draft in kept for each in draft.named)
    return (kept if sure else []), columns


def _add(flow: Flow, row: Boxes, columns: Columns, drafts: list[_Draft]) -> None:
    """One row: a draft of its own, or more bodies for the one above when it says nothing new."""
    content = _content(row, columns)
    if content is not None:
        drafts.append(_Draft(content, content.high))
    elif not drafts:
        return
    draft = drafts[-1]
    for box, column in zip(row, columns, strict=False):
        if not box.text or not (box.own or content):
            continue
        if box.own:
            draft.end = max(draft.end, box.high)
        if column.role is not None:
            draft.named += _named(flow, box, column)
        elif column.kind == "deadline" and not _NO_DEADLINE.fullmatch(box.text) and len(box.text) <= _LONGEST_DEADLINE:
            draft.deadline = draft.deadline or box.text.replace("\n", "")


def _content(row: Boxes, columns: Columns) -> Box | None:
    """The cell that says what is to be done: the first of its own in a column of tasks, else in any other column."""
    for kind in ("task", "other"):
        for box, column in zip(row, columns, strict=False):
            if box.shown and column.kind == kind:
                return box
    return None


def _named(flow: Flow, box: Box, column: Column) -> Iterator[Named]:
    if column.role is None:
        return
    if labels(flow.text, box.low, box.high, flow.gap):
        found = duties(flow.text, box.low, box.high, flow.gap)
    else:
        found = clause_duties(flow.text, box.low, box.high, flow.gap, column.role)
    for each in found.named:
        if not column.mixed or grade(each.member.name) > 1 or len(each.member.name) > 4:
            yield each


def _forms(flow: Flow, rows: Sequence[Boxes]) -> Iterator[_Draft]:
    """Tables set as forms: a label in one cell (牵头单位), what it announces in the next."""
    draft: _Draft | None = None
    for row in rows:
        for label, box in pairwise(row):
            found = HEADER.fullmatch(label.text) if label.shown and box.text != label.text else None
            if found is None or found["number"]:
                continue
            kind = kind_of(found)
            if kind == "other":
                if (box.shown and "任务" in label.text) or draft is None:
                    if draft is not None and draft.named:
                        yield draft
                    draft = _Draft(box, box.high)
                continue
            if draft is None or not box.shown:
                continue
            draft.end = max(draft.end, box.high)
            draft.named += _named(flow, box, Column(kind, label.text))
    if draft is not None and draft.named:
        yield draft


def _measure(page: Page, rules: LeadRules, draft: _Draft) -> Measure:
    named = rules.applied(tuple(draft.named), draft.content.low)
    start, end = page.flow.span(draft.content.low, max(draft.end, draft.content.high))
    units = mentions(page.flow, named, "column")
    why = measure_signs("row", units)
    path = page.path_at(draft.content.low)
    return Measure(path, draft.title(), start, end, units, draft.deadline, certainty_of(why), why)
