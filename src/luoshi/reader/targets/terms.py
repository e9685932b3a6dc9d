"""Years set beside the text: 完成时限：2025年12月 under a measure, a column of deadlines in a table of tasks."""

import re
from collections.abc import Iterator

from luoshi.reader.page import Page, Section
from luoshi.reader.source import Cell, Table

_LABEL = re.compile(
    r"(?:完成|实施|办结|落实|整改)(?:时限|时间|期限)(?:要求|安排|节点)?[:：][^。；\n]{0,12}?(20[0-9]{2})年"
)
_COLUMN = re.compile(r"(?:完成|办结|落实|整改|推进)?(?:时限|时间|期限|时间节点|时间安排|进度要求)(?:要求)?")
_YEAR = re.compile(r"20[0-9]{2}")


class Terms:
    """Years that are set for whole paragraphs of a page."""

    def __init__(self, page: Page, narrow: str) -> None:
        self.page, self.narrow = page, narrow
        self.rows = {place: year for table in page.tables for place, year in _rows(page, table)}
        self.labelled = any(word in narrow for word in ("时限", "期限", "完成时间"))
        self.read: dict[str, int | None] = {}

    def at(self, place: int) -> int | None:
        """The year set for the paragraph that begins at this place of the flow; None if there is none."""
        if place in self.rows:
            return self.rows[place]
        section = self.page.section_at(place) if self.labelled else None
        if section is None:
            return None
        if section.path not in self.read:
            self.read[section.path] = self._term(section)
        return self.read[section.path]

    def _term(self, section: Section) -> int | None:
        found = _LABEL.search(self.narrow, section.start, section.stop)
        return int(found[1]) if found else None


def _rows(page: Page, table: Table) -> Iterator[tuple[int, int]]:
    """Where each cell of a row begins in the flow, and the last year the row's deadline names."""
    texts = [[_text(page, cell) for cell in row] for row in table.rows]
    for header, titles in enumerate(texts[:3]):
        column = next((index for index, title in enumerate(titles) if _COLUMN.fullmatch(title)), None)
        if column is None:
            continue
        for row, text in zip(table.rows[header + 1 :], texts[header + 1 :], strict=True):
            years = _YEAR.findall(text[column])
            if years:
                yield from ((page.flow.at(cell.start), int(years[-1])) for cell in row)
        return


def _text(page: Page, cell: Cell) -> str:
    return page.flow.text[page.flow.at(cell.start) : page.flow.at(cell.end)].replace("\n", "")
