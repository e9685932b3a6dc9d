"""What every detector gets: the flow, its sections, the document facts and the tables."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from luoshi.reader.flow import Flow
from luoshi.reader.reading import Facts
from luoshi.reader.source import Table


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text it governs. All places are in `Flow.text`.

    `start`..`end` is number and title, `end`..`stop` its own text up to the next heading of any level, and
    `start`..`extent` everything under it, children included. An item without a title has `title` None.
    """

    path: str
    number: str
    title: str | None
    level: int
    start: int
    end: int
    stop: int
    extent: int


@dataclass(frozen=True)
class Page:
    """One document, prepared for the detectors. `tables` hold source offsets (use `flow.at`)."""

    flow: Flow
    sections: tuple[Section, ...]
    facts: Facts
    tables: tuple[Table, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [section.start for section in self.sections]

    def section_at(self, place: int) -> Section | None:
        """The innermost section at this place of the flow; None before the first and in the signature."""
        index = bisect_right(self._starts, place) - 1
        return self.sections[index] if index >= 0 and place <= self.sections[index].stop else None

    def path_at(self, place: int) -> str:
        """Path of the section that holds this place; "0" before the first heading."""
        section = self.section_at(place)
        return section.path if section else "0"
