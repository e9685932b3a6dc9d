"""The text as its author meant it: white space gone, page breaks healed, each character still knowing its place.

Detectors work on `Flow.text`, where paragraphs are separated by one "\\n" and hold no other white space, and
translate what they find back with `Flow.span`.
"""

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Flow:
    """Squeezed text and, for each of its characters, the offset in the source text it came from."""

    text: str
    origin: "array[int]"

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets of `text[start:end]` (not empty): first character to just after the last one."""
        return self.origin[start], self.origin[end - 1] + 1

    def at(self, offset: int) -> int:
        """The first place in `text` that came from source `offset` or after it."""
        return bisect_left(self.origin, offset)

    @cached_property
    def paragraphs(self) -> tuple[tuple[int, int], ...]:
        """Start and end in `text` of every paragraph, in order."""
        spans, start = [], 0
        for paragraph in self.text.split("\n"):
            spans.append((start, start + len(paragraph)))
            start += len(paragraph) + 1
        return tuple(span for span in spans if span[0] < span[1])
