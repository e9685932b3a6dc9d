"""Where in the document a sentence stands: under goals, under what was achieved, under a heading that names a year."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.reader.page import Page, Section
from luoshi.reader.targets import grammar
from luoshi.reader.targets.times import Frame, Mark, marks


@dataclass(frozen=True, slots=True)
class Place:
    """What the headings above a sentence say: the start of the goals it stands in, the past, a year."""

    goals: int | None = None
    past: bool = False
    year: Mark | None = None


class Places:
    """The places of a page, each worked out once."""

    def __init__(self, page: Page, narrow: str, frame: Frame) -> None:
        self.page, self.narrow, self.frame = page, narrow, frame
        self.sections = {section.path: section for section in page.sections}
        self.known: dict[str, Place] = {}

    def at(self, place: int) -> Place:
        """The place of the sentence that begins here."""
        section = self.page.section_at(place)
        if section is None:
            return Place()
        if section.path not in self.known:
            self.known[section.path] = self._of(section)
        return self.known[section.path]

    def _of(self, section: Section) -> Place:
        above = [self.sections[path] for path in _ancestors(section.path) if path in self.sections]
        titles = [(each, each.title or "") for each in above]
        goals = next((each.start for each, title in titles if grammar.GOAL_TITLE.search(title)), None)
        past = goals is None and any(grammar.PAST_TITLE.search(title) for _, title in titles)
        named = [mark for mark in marks(self.narrow, section.start, section.end, self.frame) if mark.kind == "year"]
        return Place(goals, past, named[-1] if named else None)


def _ancestors(path: str) -> list[str]:
    """A path and those above it, from the top.

    >>> _ancestors("2.7.1")
    ['2', '2.7', '2.7.1']
    """
    parts = path.split(".")
    return [".".join(parts[: count + 1]) for count in range(len(parts))]


def outside(paragraphs: Sequence[tuple[int, int]], taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Paragraphs that do not begin in a taken range; both are in order."""
    ranges = iter([*sorted(taken), (sys.maxsize, sys.maxsize)])
    start, end = next(ranges)
    for low, high in paragraphs:
        while end <= low:
            start, end = next(ranges)
        if low < start:
            yield low, high
