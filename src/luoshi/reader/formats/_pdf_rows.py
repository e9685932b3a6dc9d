"""Characters of a page to rows of print, from top to bottom, and rows to text."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from luoshi.reader.formats._pdf_client import Char

_SAME_ROW = 0.5
"""Two characters stand in one row when they share this much of the height of the smaller one."""

_WORD, _BLANK, _COLUMN = 0.18, 0.8, 2.0
"""Gaps in widths of a full-width character: from here on a blank between letters, a blank, a column."""

_LIKE_HAN = {**dict.fromkeys(range(0x2E80, 0x2FE0)), **dict.fromkeys(range(0xF900, 0xFB00))}


@dataclass(frozen=True)
class Row:
    """Characters on one line, from left to right."""

    chars: tuple[Char, ...]

    @cached_property
    def left(self) -> float:
        """Where the first character that shows begins."""
        return min(char.left for char in self.chars)

    @cached_property
    def right(self) -> float:
        """Where the last character ends."""
        return max(char.right for char in self.chars)

    @cached_property
    def top(self) -> float:
        """The median of the tops, so that an odd character does not count."""
        return median(char.top for char in self.chars)

    @cached_property
    def bottom(self) -> float:
        """The median of the bottoms."""
        return median(char.bottom for char in self.chars)

    @cached_property
    def em(self) -> float:
        """The width of a full-width character."""
        wide = [char.right - char.left for char in self.chars if ord(char.text[0]) > 0x2E7F]
        return max(median(wide) if wide else (self.top - self.bottom) * 0.85, 1.0)

    @cached_property
    def text(self) -> str:
        """The characters, with a blank where a gap is wide, and a tab where two or more are as wide as columns."""
        gaps = [(after.left - before.right) / self.em for before, after in pairwise(self.chars)]
        tabs = sum(gap >= _COLUMN for gap in gaps) > 1
        marks = [
            "\t"
            if tabs and gap >= _COLUMN
            else " "
            if gap >= (_WORD if before.isascii() and after.isascii() else _BLANK)
            else ""
            for gap, (before, after) in zip(gaps, pairwise(char.text for char in self.chars), strict=True)
        ]
        shown = (printed(char.text) for char in self.chars)
        return "".join(text + mark for text, mark in zip(shown, [*marks, ""], strict=True)).strip()


def printed(text: str) -> str:
    """The character people mean: fonts confuse 目 with the radical of the same look."""
    return "".join(unicodedata.normalize("NFKC", char) if ord(char) in _LIKE_HAN else char for char in text)


def rows_of(chars: Sequence[Char]) -> list[Row]:
    """The rows of print; blanks and marks without width do not make a row."""
    runs = sorted(_runs(chars), key=lambda run: (-run[0].middle, run[0].left))
    rows: list[list[Char]] = []
    for run in runs:
        if rows and _share(rows[-1][0], run[0]) >= _SAME_ROW:
            rows[-1] += run
        else:
            rows.append(list(run))
    return [Row(tuple(sorted(row, key=lambda char: char.left))) for row in rows]


def _runs(chars: Sequence[Char]) -> Iterator[list[Char]]:
    """Characters that follow each other in the file and stand in one row; small raised ones go with their row."""
    run: list[Char] = []
    for char in chars:
        if not _shows(char.text):
            continue
        if run and (_share(run[-1], char) < _SAME_ROW or char.left < run[-1].left - 1):
            yield run
            run = []
        run.append(char)
    if run:
        yield run


def _shows(text: str) -> bool:
    """Whether a character leaves a mark that has a meaning; bullets of symbol fonts (U+F000) have none."""
    return not text.isspace() and (text.isprintable() or text == "\ufffd" or 0xE000 <= ord(text) < 0xF000)


def _share(one: Char, other: Char) -> float:
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap / max(min(one.top - one.bottom, other.top - other.bottom), 0.1)
