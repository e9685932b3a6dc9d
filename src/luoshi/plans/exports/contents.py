"""Where rows stand in the document, as it is printed there: chapter and number."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from luoshi.papers.columns import Column, Group, Row
from luoshi.plans.exports.asked import Asked
from luoshi.plans.models import Provision, Revision

NUMBER = Column("序号", "serial")


class Placed(Protocol):
    """A row that stands in a provision, or in none."""

    provision_id: int | None


Item = TypeVar("Item", bound=Placed)


class Contents:
    """The provisions of a revision; one statement."""

    def __init__(self, revision: Revision) -> None:
        self._rows = {row.pk: row for row in revision.provisions.all()}

    def chapter(self, row: Placed) -> str:
        """The chapter as it is printed, "" when the row stands in none."""
        way = self._way(row)
        return str(way[0]) if way else ""

    def number(self, row: Placed) -> str:
        """The printed numbers that lead from the chapter to a row, such as （七）1.; the chapter's own if none do."""
        way = self._way(row)
        return "".join(each.number for each in way[1:]) or (way[0].number.rstrip("、.．") if way else "")

    def place(self, row: Placed) -> str:
        """The same from the top: 二（七）1."""
        way = self._way(row)
        return "".join([way[0].number.rstrip("、.．"), *(each.number for each in way[1:])]) if way else ""

    def _way(self, row: Placed) -> list[Provision]:
        """From the chapter down to the provision of a row."""
        found: list[Provision] = []
        at = row.provision_id
        while at is not None:
            found.insert(0, self._rows[at])
            at = self._rows[at].parent_id
        return found


def places(asked: Asked) -> tuple[Column, Column]:
    """Columns for chapter and number. Chapters are drawn as one cell while rows stand as in the document."""
    return Column("章节", "wrap", width=6, merge_repeats=asked.in_text_order), Column("条目")


def under_chapters(items: Iterable[Item], contents: Contents, line: Callable[[int, Item], Row]) -> list[Row | Group]:
    """A line for each item, numbered through, under a heading wherever a new chapter begins."""
    lines: list[Row | Group] = []
    before = ""
    for number, item in enumerate(items, 1):
        chapter = contents.chapter(item)
        if chapter != before:
            lines.append(Group(chapter or "（未列入章节）"))
            before = chapter
        lines.append(line(number, item))
    return lines
