"""Which equal neighbours of a column are drawn as one cell."""

import itertools
from collections.abc import Iterable, Sequence

from luoshi.papers.columns import Column, Group, Row, shown

Run = tuple[int, int]
"""First and last index of lines that share one cell."""


def merged_runs(columns: Sequence[Column], lines: Sequence[Row | Group]) -> dict[int, list[Run]]:
    """Column index -> runs of two or more lines, for the columns that merge repeats.

    >>> columns = [Column("章", merge_repeats=True), Column("举措", merge_repeats=True), Column("任务")]
    >>> merged_runs(columns, [("一", "甲", "1"), ("一", "甲", "2"), ("二", "甲", "3"), ("二", "乙", "4")])
    {0: [(0, 1), (2, 3)], 1: [(0, 1)]}
    """
    found: dict[int, list[Run]] = {}
    breaks = {index for index, line in enumerate(lines) if isinstance(line, Group)}
    for number, column in enumerate(columns):
        if column.merge_repeats:
            texts = [None if isinstance(line, Group) else shown(line[number], column.kind) for line in lines]
            breaks |= {index for index in range(1, len(lines)) if not texts[index] or texts[index] != texts[index - 1]}
            found[number] = _between(breaks, len(lines))
    return found


def _between(breaks: set[int], length: int) -> list[Run]:
    starts = sorted(breaks | {0, length})
    return [(low, high - 1) for low, high in itertools.pairwise(starts) if high - low > 1]


def page_starts(heights: Sequence[float], repeated: Sequence[float], page: float) -> set[int]:
    """Which rows begin a new page, if pages are `page` high and `repeated` rows stand at the top of each but the first.

    >>> page_starts([30, 20, 40, 40, 40, 40], [20], 100)
    {3, 5}
    """
    starts, used = set(), 0.0
    for index, height in enumerate(heights):
        if used and used + height > page:
            starts.add(index)
            used = sum(repeated)
        used += height
    return starts


def split_at(run: Run, starts: Iterable[int]) -> list[Run]:
    """The run in parts that begin at these rows, so that every printed page shows what the cell says.

    >>> split_at((2, 8), {2, 5, 20})
    [(2, 4), (5, 8)]
    """
    edges = [run[0], *sorted(start for start in starts if run[0] < start <= run[1]), run[1] + 1]
    return [(low, high - 1) for low, high in itertools.pairwise(edges)]
