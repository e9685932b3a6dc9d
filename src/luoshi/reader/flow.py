"""The text as its author meant it: no white space, page breaks healed, every character knowing its place.

Detectors work on `Flow.text`, where paragraphs are separated by one "\\n" and hold no other white space, and where
punctuation is full-width whatever the file has; they translate what they find back with `Flow.span`.
`luoshi.reader.lines` decides which lines belong together.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from luoshi.reader.lines import DROPPED, FULL_WIDTH, Line, lines_of, paragraphs_of
from luoshi.reader.source import Source, Table


@dataclass(frozen=True)
class Flow:
    """Squeezed text and, for each of its characters, the offset in the source text (`printed`) it came from.

    `altered` tells whether any half-width punctuation was made full-width.
    """

    text: str
    origin: "array[int]"
    printed: str = field(default="", repr=False, compare=False)
    altered: bool = False

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets of `text[start:end]` (not empty): first character to just after the last one."""
        return self.origin[start], self.origin[end - 1] + 1

    def as_printed(self, start: int, end: int) -> str:
        """The same characters as `text[start:end]`, with the punctuation of the source."""
        if not self.altered:
            return self.text[start:end]
        return "".join([self.printed[place] for place in self.origin[start:end]])

    def at(self, offset: int) -> int:
        """The first place in `text` that came from source `offset` or after it."""
        return bisect_left(self.origin, offset)

    def gap(self, place: int) -> bool:
        """Whether something, white space or a Markdown mark, was dropped just before this place."""
        return 0 < place < len(self.origin) and self.origin[place] - self.origin[place - 1] > 1

    def blank(self, place: int) -> bool:
        """Whether white space or a mark, but no line break, stood just before this place."""
        return self.gap(place) and "\n" not in self.printed[self.origin[place - 1] + 1 : self.origin[place]]

    def broken(self, places: Iterable[int]) -> "Flow":
        """The same flow with a paragraph ending before each of these places."""
        edges = [0, *sorted({place for place in places if 0 < place < len(self.text)}), len(self.text)]
        origin = array("I")
        for low, high in pairwise(edges):
            if low:
                origin.append(self.origin[low - 1])
            origin.extend(self.origin[low:high])
        text = "\n".join(self.text[low:high] for low, high in pairwise(edges))
        return Flow(text, origin, self.printed, self.altered)

    @cached_property
    def paragraphs(self) -> tuple[tuple[int, int], ...]:
        """Start and end in `text` of every paragraph, in order."""
        spans, start = [], 0
        for paragraph in self.text.split("\n"):
            spans.append((start, start + len(paragraph)))
            start += len(paragraph) + 1
        return tuple(span for span in spans if span[0] < span[1])


def flow_of(source: Source) -> Flow:
    """The flow of a source. A line of a table cell is a paragraph unless it breaks off in mid-sentence."""
    kept: list[str] = []
    origin = array("I")
    for paragraph in _paragraphs(source):
        if kept:
            kept.append("\n")
            origin.append(_newline(source.text, origin))
        for line in paragraph:
            kept.append(line.text)
            _append_origins(origin, source.text, line)
    text = "".join(kept)
    altered = any(text.count(full) > source.text.count(full) for full in FULL_WIDTH.values())
    return Flow(text, origin, source.text, altered)


def _newline(text: str, origin: "array[int]") -> int:
    """A paragraph's end takes the place just after its last character, which was dropped from the flow."""
    return min(origin[-1] + 1, len(text))


def _append_origins(origin: "array[int]", text: str, line: Line) -> None:
    place = line.start
    for dropped in DROPPED.finditer(text, line.start, line.end):
        origin.extend(range(place, dropped.start()))
        place = dropped.end()
    origin.extend(range(place, line.end))


def _paragraphs(source: Source) -> Iterator[list[Line]]:
    """Paragraphs in order: healed text between the tables, and the tables' cells one by one."""
    place = 0
    for table in sorted(source.tables, key=lambda table: table.start):
        if table.start < place:
            continue
        yield from paragraphs_of(lines_of(source.text, place, table.start))
        for start, end in _cells(table):
            yield from paragraphs_of(lines_of(source.text, start, end))
        place = table.end
    yield from paragraphs_of(lines_of(source.text, place, len(source.text)))


def _cells(table: Table) -> Iterator[tuple[int, int]]:
    """Each cell that shows, once, in the order of the text."""
    place = table.start
    for start, end in sorted({(cell.start, cell.end) for row in table.rows for cell in row if not cell.merged}):
        if start >= place and end > start:
            yield start, end
            place = end
