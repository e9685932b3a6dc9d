"""A chapter's text and the rows read from it, side by side on the review screen: each knows the way to the other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext

from luoshi.plans.marks import anchor
from luoshi.plans.models import Provision, ReadingProblem
from luoshi.plans.queries import items
from luoshi.plans.queries.review import Chapter, Shown
from luoshi.plans.words import reason
from luoshi.web.marking import Block, Mark, blocks


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A row with its tag and what it is called."""

    tag: str
    name: str
    shown: Shown

    @property
    def mark(self) -> str:
        """Where its words stand."""
        return anchor(self.shown.kind, self.shown.row.pk)

    @property
    def reasons(self) -> list[str]:
        """Why the reader is so sure, in the page's language."""
        return [reason(code) for code in self.shown.row.why]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with what starts in it: measures, whose extent is a bar at its side, and the reader's problems."""

    block: Block
    measures: list[ReviewRow]
    inside: bool
    problems: list[ReadingProblem]


@dataclass(frozen=True, slots=True)
class Part:
    """A provision, or what stands before the first one."""

    provision: Provision | None
    heading: list[Paragraph]
    body: list[Paragraph]


def tags() -> dict[str, str]:
    """Kind of row -> the sign of its tags."""
    return {
        "measure": pgettext("tag", "举"),
        "unit": pgettext("tag", "位"),
        "target": pgettext("tag", "指"),
        "project": pgettext("tag", "项"),
        "mech": pgettext("tag", "机"),
    }


def review_rows(found: Sequence[Shown]) -> list[ReviewRow]:
    """Rows numbered by kind in the order of the text."""
    signs, counted, made = tags(), Counter[str](), []
    for one in found:
        counted[one.kind] += 1
        made.append(ReviewRow(f"{signs[one.kind]}{counted[one.kind]}", items.name_of(one.kind, one.row), one))
    return made


def review_parts(
    text: str,
    chapter: Chapter,
    provisions: Sequence[Provision],
    rows: Sequence[ReviewRow],
    problems: Sequence[ReadingProblem],
) -> list[Part]:
    """The chapter's text, part by part."""
    within = [row for row in provisions if chapter.low <= row.start < chapter.high]
    first, *ends = [*(row.start for row in within), chapter.high]
    cut = _Cut(text, [_mark(row) for row in rows if row.shown.kind != "measure"], rows, problems)
    before = Part(None, [], cut.paragraphs(chapter.low, first))
    return [before, *(cut.part(row, end) for row, end in zip(within, ends, strict=True))]


def _mark(row: ReviewRow) -> Mark:
    at = row.shown.row
    state = "doubt" if row.shown.doubtful else ""
    return Mark(at.start, at.end, row.shown.kind, row.tag, row.mark, f"#r-{row.shown.code}", row.name, state)


@dataclass(frozen=True, slots=True)
class _Cut:
    """The text with everything that is shown in it."""

    text: str
    marks: list[Mark]
    rows: Sequence[ReviewRow]
    problems: Sequence[ReadingProblem]

    def part(self, row: Provision, end: int) -> Part:
        """A provision; a run-in heading keeps the stop that ends it, an item without a title is all text."""
        head = row.end if row.title else row.start
        while row.title and head < end and self.text[head] in "。：:":
            head += 1
        head = min(head, end)
        return Part(row, self.paragraphs(row.start, head), self.paragraphs(head, end))

    def paragraphs(self, low: int, high: int) -> list[Paragraph]:
        """The paragraphs of a stretch."""
        marks = [mark for mark in self.marks if mark.start < high and mark.end > low]
        return [self.paragraph(block) for block in blocks(self.text[low:high], marks, offset=low)]

    def paragraph(self, block: Block) -> Paragraph:
        """With what starts in it."""
        measures = [row for row in self.rows if row.shown.kind == "measure"]
        starting = [row for row in measures if block.start <= row.shown.row.start < block.end]
        inside = any(row.shown.row.start < block.end and row.shown.row.end > block.start for row in measures)
        problems = [row for row in self.problems if block.start <= row.start < block.end]
        return Paragraph(block, starting, inside, problems)
