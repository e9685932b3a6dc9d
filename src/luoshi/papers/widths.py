"""How a page's width is shared out among columns. Widths are in half-width units of the table's own font."""

from collections.abc import Sequence
from math import sqrt

from luoshi.papers.columns import Column, Group, Row, bare, shown
from luoshi.papers.text import longest_line, width

PADDING = 2
"""Units between a cell's text and its borders, both sides together."""

_SHORT, _LONG, _HEADING = 20, 12, 8


def column_widths(columns: Sequence[Column], lines: Sequence[Row | Group], page: float) -> list[float]:
    """A width for each column, which fill a page of `page` units.

    Figures and dates get all they need, short columns what their longest text needs up to ten characters; the rest goes
    to the long ones by the square root of what they hold, which keeps rows low. What does not fit on the page is wider.

    >>> column_widths([Column("序号", "serial"), Column("任务", "wrap")], [(1, "编制规划")], 100)
    [6.0, 94.0]
    """
    texts = [_texts(column, number, lines) for number, column in enumerate(columns)]
    least = [
        0.0 if column.hidden else max(_least(column, held), _figures(column, number, lines))
        for number, (column, held) in enumerate(zip(columns, texts, strict=True))
    ]
    free = [column.width is None and not column.hidden for column in columns]
    long = [may and column.kind == "wrap" for may, column in zip(free, columns, strict=True)]
    if not any(long):
        long = free
    spare = page - sum(least)
    if spare <= 0 or not any(long):
        return least
    return _shared(least, [sqrt(_held(held)) * grows for held, grows in zip(texts, long, strict=True)], spare)


def _shared(least: list[float], wants: list[float], spare: float) -> list[float]:
    """Raise the widths to one level per unit wanted, so that a column which is wide already gets nothing."""
    growing = sorted((index for index, want in enumerate(wants) if want), key=lambda i: least[i] / wants[i])
    for count in range(len(growing), 0, -1):
        chosen = growing[:count]
        level = (spare + sum(least[i] for i in chosen)) / sum(wants[i] for i in chosen)
        if all(level * wants[i] >= least[i] for i in chosen):
            return [level * wants[i] if i in chosen else each for i, each in enumerate(least)]
    return least


def _texts(column: Column, number: int, lines: Sequence[Row | Group]) -> list[str]:
    return [shown(line[number], column.kind) for line in lines if not isinstance(line, Group)]


def _figures(column: Column, number: int, lines: Sequence[Row | Group]) -> float:
    """What the longest figure or date needs; neither can be broken, and Excel shows ### where one does not fit."""
    values = (bare(line[number]) for line in lines if not isinstance(line, Group))
    needed = (width(shown(value, column.kind)) for value in values if not isinstance(value, str | None))
    return float(max(needed, default=0) + PADDING)


def _held(texts: list[str]) -> float:
    return max(1, sum(map(width, texts)))


def _least(column: Column, texts: list[str]) -> float:
    """What a column must have: its own width, or room for its heading in two lines and its text up to a limit."""
    if column.width is not None:
        return float(2 * column.width + PADDING)
    heading = longest_line(column.heading)
    heading = heading if heading <= _HEADING else max(_HEADING, 2 * -(-heading // 4))
    needed = max(map(longest_line, texts), default=0)
    return float(PADDING + max(heading, min(needed, _LONG if column.kind == "wrap" else _SHORT)))
