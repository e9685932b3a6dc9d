"""Ruled tables of a page: rules to a grid, and characters into its places."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from luoshi.reader.formats._pdf_client import Box, Char, PdfPage
from luoshi.reader.formats._pdf_rows import Row, rows_of
from luoshi.reader.formats._writer import Slot

_NEAR = 3.0
"""Points that rules may miss each other by and still meet."""

_COVERS = 0.6
"""The share of a side that rules must cover to be a wall."""

_FRAME = 0.93
"""An upright rule of this share of the page's height is the frame of the page, not of a table."""

_FULL = 1.2
"""A row in a cell that leaves less room than this, in widths of a character, was wrapped there."""

_MOST_PLACES = 20_000

Span = tuple[float, float]
Place = tuple[int, int]


@dataclass(frozen=True)
class Ruled:
    """A table on a page: the x of its upright and the y of its level lines, and rows of slots."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rows: list[list[Slot]]

    def holds(self, char: Char) -> bool:
        """Whether a character stands in the table."""
        return self.xs[0] <= char.centre <= self.xs[-1] and self.ys[-1] <= char.middle <= self.ys[0]


def grids_of(page: PdfPage) -> list[Ruled]:
    """Tables of at least two columns and two cells with text, from top to bottom."""
    upright = [rule for rule in page.rules if rule[2] - rule[0] < 1 and rule[3] - rule[1] < page.height * _FRAME]
    level = [rule for rule in page.rules if rule[3] - rule[1] < 1]
    found = (_grid(zone, upright, level, page.chars) for zone in _joined((rule[1], rule[3]) for rule in upright))
    return sorted((grid for grid in found if grid is not None), key=lambda grid: -grid.ys[0])


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans that meet, put together, in order."""
    joined: list[Span] = []
    for low, high in sorted(spans):
        if joined and low <= joined[-1][1] + _NEAR:
            joined[-1] = joined[-1][0], max(joined[-1][1], high)
        else:
            joined.append((low, high))
    return joined


def _grid(zone: Span, upright: Sequence[Box], level: Sequence[Box], chars: Sequence[Char]) -> Ruled | None:
    low, high = zone[0] - _NEAR, zone[1] + _NEAR
    bars = _lines((rule[0], rule[1], rule[3]) for rule in upright if low <= rule[1] and rule[3] <= high)
    beams = _lines((rule[1], rule[0], rule[2]) for rule in level if low <= rule[1] <= high)
    reach = [end for spans in beams.values() for span in spans for end in span]
    _close(bars, reach, zone)
    _close(beams, list(zone), (min(bars, default=0), max(bars, default=0)))
    xs, ys = tuple(sorted(bars)), tuple(sorted(beams, reverse=True))
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MOST_PLACES:
        return None
    regions = _regions(_walls(bars, xs, ys[::-1]), _walls(beams, ys, xs))
    texts = _texts(regions, xs, ys, chars)
    if sum(map(bool, texts.values())) < 2:
        return None
    return Ruled(xs, ys, _slots(regions, texts, len(ys) - 1, len(xs) - 1))


def _lines(rules: Iterable[tuple[float, float, float]]) -> dict[float, list[Span]]:
    """Place of a line -> where it is drawn; rules that lie side by side are one line."""
    lines: dict[float, list[Span]] = {}
    place = None
    for at, low, high in sorted(rules):
        if place is None or at - place > _NEAR:
            place = at
        lines.setdefault(place, []).append((low, high))
    return {at: _joined(spans) for at, spans in lines.items()}


def _close(lines: dict[float, list[Span]], reach: Sequence[float], whole: Span) -> None:
    """Add the outer lines that a table open at its sides leaves out."""
    for end in (min(reach, default=0.0), max(reach, default=0.0)) if reach and lines else ():
        if end < min(lines) - _NEAR or end > max(lines) + _NEAR:
            lines[end] = [whole]


def _walls(lines: dict[float, list[Span]], at: Sequence[float], across: Sequence[float]) -> list[list[bool]]:
    """For each line, whether it is drawn along each step of `across` (rising, or falling when `at` falls)."""
    rising = sorted(across)
    walls = []
    for place in at:
        drawn = [0.0] * (len(rising) - 1)
        for low, high in lines[place]:
            first = max(bisect_right(rising, low) - 1, 0)
            for step in range(first, len(drawn)):
                if rising[step] >= high:
                    break
                drawn[step] += min(high, rising[step + 1]) - max(low, rising[step])
        walls.append([got >= _COVERS * (b - a) for got, (a, b) in zip(drawn, pairwise(rising), strict=True)])
    return walls


def _regions(bars: list[list[bool]], beams: list[list[bool]]) -> dict[Place, Place]:
    """Place -> the first place of the cell it belongs to. `bars` count their steps from below."""
    height, width = len(beams) - 1, len(bars) - 1
    regions: dict[Place, Place] = {}
    for start in product(range(height), range(width)):
        waiting = [start] if start not in regions else []
        while waiting:
            row, column = waiting.pop()
            regions[row, column] = start
            step = height - 1 - row
            for wall, beside in (
                (bars[column][step], (row, column - 1)),
                (bars[column + 1][step], (row, column + 1)),
                (beams[row][column], (row - 1, column)),
                (beams[row + 1][column], (row + 1, column)),
            ):
                if not wall and beside not in regions and 0 <= beside[0] < height and 0 <= beside[1] < width:
                    regions[beside] = start
                    waiting.append(beside)
    return regions


def _texts(
    regions: dict[Place, Place], xs: Sequence[float], ys: Sequence[float], chars: Sequence[Char]
) -> dict[Place, str]:
    """The first place of a cell -> what stands in the cell."""
    held: dict[Place, list[Char]] = defaultdict(list)
    rising = ys[::-1]
    for char in chars:
        column = bisect_right(xs, char.centre) - 1
        row = len(ys) - 1 - bisect_right(rising, char.middle)
        if (row, column) in regions:
            held[regions[row, column]].append(char)
    widest: dict[Place, int] = {}
    for place, start in regions.items():
        widest[start] = max(widest.get(start, 0), place[1])
    return {
        start: "".join(_wrapped(rows_of(inside), xs[widest[start] + 1] - xs[start[1]]))
        for start, inside in held.items()
    }


def _wrapped(rows: Sequence[Row], width: float) -> Iterator[str]:
    """Rows of a cell; one that fills the cell goes on in the next."""
    for index, row in enumerate(rows):
        yield row.text.replace("\t", " ")
        padding = min(width * 0.1, 11)
        full = width - padding - (row.right - row.left) < row.em * _FULL
        if index + 1 < len(rows) and not full and row.text[-1:] not in {"、", "，"}:
            yield "\n"


def _slots(regions: dict[Place, Place], texts: dict[Place, str], height: int, width: int) -> list[list[Slot]]:
    def slot(place: Place) -> Slot:
        start = regions[place]
        return texts.get(place, "") if start == place else start

    return [[slot((row, column)) for column in range(width)] for row in range(height)]
