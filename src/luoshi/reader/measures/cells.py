"""The cells of a table as stretches of the flow, with what stands in them."""

from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.reader.flow import Flow
from luoshi.reader.source import Cell, Table


@dataclass(frozen=True, slots=True)
class Box:
    """A cell in the flow; `own` when it is not another row's cell that a merge shows here as well."""

    low: int
    high: int
    text: str
    own: bool

    @property
    def shown(self) -> bool:
        """Whether it holds something of its own."""
        return self.own and bool(self.text)


def boxes(flow: Flow, table: Table) -> Iterator[tuple[Box, ...]]:
    """The rows of a table; a shared cell is owned by the first row that shows it."""
    seen: set[int] = set()
    for row in table.rows:
        places = [cell.start if cell.start < cell.end else -1 for cell in row]
        yield tuple(
            _box(flow, cell, own=not cell.merged and cell.start not in seen, covered=place in places[:at])
            for at, (cell, place) in enumerate(zip(row, places, strict=True))
        )
        seen.update(places)


def _box(flow: Flow, cell: Cell, *, own: bool, covered: bool) -> Box:
    """A cell; one that its left neighbour covers shows nothing."""
    low = flow.at(cell.start)
    high = low if covered else flow.at(cell.end)
    text = flow.text[low:high]
    stripped = text.strip("\n")
    low += len(text) - len(text.lstrip("\n")) if stripped else 0
    return Box(low, low + len(stripped), stripped, own)
