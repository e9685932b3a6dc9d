"""Markdown: its characters stay in the text, its pipe tables are known exactly."""

import re
from collections.abc import Iterator
from itertools import pairwise

from luoshi.reader.formats._decode import decoded
from luoshi.reader.formats._limits import MOST_CELLS, MOST_COLUMNS
from luoshi.reader.source import Cell, Row, Source, Table

EXTENSIONS = (".md", ".markdown")
CONTENT = ("text", "fragment")

# Possessive, so that a line of a million bars costs no more than its length.
_PIPED = r"[^\n|]*+\|[^\n]*+"
_RULE = r"[ \t]*+(?:\|[ \t]*+)?:?-{2,}+:?[ \t]*+(?:\|[ \t]*+:?-{2,}+:?[ \t]*+)++(?:\|[ \t]*+)?"
_TABLE = re.compile(rf"^(?P<head>{_PIPED})\n{_RULE}(?P<body>(?:\n{_PIPED})*+)$", re.MULTILINE)
_BAR = re.compile(r"(?<!\\)\|")


def source_of(data: bytes) -> Source:
    """The file's own characters, and its pipe tables."""
    text = decoded(data)
    return Source(text, tuple(_tables(text)))


def _tables(text: str) -> Iterator[Table]:
    for found in _TABLE.finditer(text):
        spans = [found.span("head"), *_lines(text, *found.span("body"))]
        rows = [_row(text, start, end) for start, end in spans]
        width = max(map(len, rows))
        if width > MOST_COLUMNS or len(rows) * width > MOST_CELLS:
            continue
        yield Table(*found.span(), tuple((*row, *_padding(row, width)) for row in rows))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    return (found.span() for found in re.compile(r"[^\n]+").finditer(text, start, end))


def _row(text: str, start: int, end: int) -> Row:
    """The cells between the bars; bars at the edges are optional."""
    line = text[start:end]
    bars = [start + found.start() for found in _BAR.finditer(line)]
    if not line.lstrip().startswith("|"):
        bars.insert(0, start - 1)
    if not line.rstrip().endswith("|") or line.rstrip().endswith("\\|"):
        bars.append(end)
    return tuple(_trimmed(text, left + 1, right) for left, right in pairwise(bars))


def _trimmed(text: str, start: int, end: int) -> Cell:
    inner = text[start:end]
    first = start + len(inner) - len(inner.lstrip())
    return Cell(first, max(first, start + len(inner.rstrip())))


def _padding(row: Row, width: int) -> Row:
    last = row[-1].end if row else 0
    return tuple(Cell(last, last) for _ in range(width - len(row)))
