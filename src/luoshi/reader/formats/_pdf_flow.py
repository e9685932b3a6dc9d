"""Pages to lines and tables in reading order, without what only a page needs: running heads, feet and page numbers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from luoshi.reader.formats._pdf_client import PdfPage
from luoshi.reader.formats._pdf_grids import Ruled, grids_of
from luoshi.reader.formats._pdf_rows import Row, rows_of
from luoshi.reader.secrecy import is_mark

_EDGE = 0.13
"""The share of a page, above and below, where heads and feet stand."""

_EDGE_ROWS = 3
_NUMBER = re.compile(
    r"[-—－–─―~·•.\s]*(?:第?[0-9０-９]{1,4}页?|[ivxIVX]{1,5})[-—－–─―~·•.\s]*"
    r"|第?[0-9]{1,4}页?[/／，,、]?共?[0-9]{1,4}页?|(?:Page)?[0-9]{1,4}(?:of|/)[0-9]{1,4}"
)
_DIGITS = re.compile(r"[0-9０-９]+")
_FEWEST_COLUMN_ROWS = 8
_LONGEST_INDENT = 20

Block = Row | Ruled


@dataclass(frozen=True)
class Leaf:
    """A page in reading order, and where its text begins on the left."""

    blocks: list[Block]
    margin: float


def leaf_of(page: PdfPage) -> Leaf:
    """Tables and the rows around them."""
    grids = grids_of(page)
    rows = rows_of([char for char in page.chars if not any(grid.holds(char) for grid in grids)])
    rows = [row for row in rows if not _is_number(row, page)]
    ordered = _columns(rows, page.width) if not grids else rows
    if ordered is rows:
        blocks: list[Block] = sorted(
            [*rows, *grids], key=lambda block: -(block.top if isinstance(block, Row) else block.ys[0])
        )
        return Leaf(blocks, _margin(rows))
    return Leaf([*ordered], _margin(rows))


def _is_number(row: Row, page: PdfPage) -> bool:
    """A page number at the upper or lower edge."""
    edge = page.height * _EDGE
    return (row.top < edge or row.bottom > page.height - edge) and bool(_NUMBER.fullmatch(row.text.replace(" ", "")))


def _margin(rows: Sequence[Row]) -> float:
    """The leftmost place where several long rows begin."""
    longest = max((row.right - row.left for row in rows), default=0)
    counts = Counter(round(row.left / 4) for row in rows if row.right - row.left > longest * 0.6)
    usual = [place for place, count in counts.items() if count * 10 >= counts.total()]
    return min(usual, default=0) * 4.0


def _columns(rows: Sequence[Row], width: float) -> Sequence[Row]:
    """Rows of a page printed in two columns one column after the other; the same rows when it is not."""
    found = _gutter(rows, width)
    if found is None:
        return rows
    ordered: list[Row] = []
    right: list[Row] = []
    for row in rows:
        parts = _split(row, found)
        if parts is None:
            ordered += [*right, row]
            right = []
            continue
        ordered += parts[0]
        right += parts[1]
    return [*ordered, *right]


def _gutter(rows: Sequence[Row], width: float) -> float | None:
    """The middle of the gap between two columns of prose, which most rows keep free and few leave early."""
    gaps = []
    for row in rows:
        middle = [
            (before.right + after.left) / 2
            for before, after in pairwise(row.chars)
            if after.left - before.right > row.em * 1.2
            and 0.35 * width < (before.right + after.left) / 2 < 0.65 * width
        ]
        gaps += middle if len(middle) == 1 else []
    if len(gaps) < _FEWEST_COLUMN_ROWS or len(gaps) * 2 < len(rows):
        return None
    place, count = Counter(round(gap / 12) for gap in gaps).most_common(1)[0]
    centre = place * 12.0
    near = [row for row in rows if (parts := _split(row, centre)) and all(parts)]
    prose = sum(min(len(part[0].chars) for part in _split(row, centre) or ()) > 8 for row in near)
    return centre if count * 2 > len(gaps) and prose * 3 > len(near) * 2 else None


def _split(row: Row, centre: float) -> tuple[list[Row], list[Row]] | None:
    """The parts of a row on each side of the gutter; None when it crosses it."""
    if any(char.left < centre < char.right for char in row.chars):
        return None
    left = tuple(char for char in row.chars if char.centre < centre)
    right = tuple(char for char in row.chars if char.centre > centre)
    if left and right and right[0].left - left[-1].right < row.em:
        return None
    return [Row(part) for part in (left,) if part], [Row(part) for part in (right,) if part]


def without_heads(leaves: Sequence[Leaf], heights: Sequence[float]) -> list[Leaf]:
    """Pages without the rows that stand at the edge of most pages, their figures aside; a 密级 stays."""
    keys = [[_key(block, height) for block in leaf.blocks] for leaf, height in zip(leaves, heights, strict=True)]
    counts = Counter(key for row in keys for key in {key for key in _edges(row) if key})
    repeated = {key for key, count in counts.items() if count >= max(2, len(leaves) * 0.3)}
    return [
        Leaf(
            [
                block
                for block, key, edge in zip(leaf.blocks, row, _at_edge(row), strict=True)
                if not (edge and key in repeated)
            ],
            leaf.margin,
        )
        for leaf, row in zip(leaves, keys, strict=True)
    ]


def _edges(keys: Sequence[str | None]) -> list[str | None]:
    return [key for key, edge in zip(keys, _at_edge(keys), strict=True) if edge]


def _at_edge(keys: Sequence[str | None]) -> list[bool]:
    """Which blocks are among the first and last of a page."""
    return [index < _EDGE_ROWS or index >= len(keys) - _EDGE_ROWS for index in range(len(keys))]


def _key(block: Block, height: float) -> str | None:
    """What a running head has in common with those of other pages."""
    if isinstance(block, Ruled) or height * _EDGE < (block.top + block.bottom) / 2 < height * (1 - _EDGE):
        return None
    text = re.sub(r"\s", "", block.text)
    return None if is_mark(text) else f"{_DIGITS.sub('#', text)} {round(block.bottom / 6)}"


def line_of(row: Row, margin: float) -> str:
    """The text of a row with the indent it stands at, in full-width blanks."""
    indent = round((row.left - margin) / row.em)
    return "\u3000" * max(0, min(indent, _LONGEST_INDENT)) + row.text


def blocks_of(leaves: Sequence[Leaf]) -> Iterator[str | list[Ruled]]:
    """Lines, and tables with those that continue them on the next pages."""
    table: list[Ruled] = []
    for leaf in leaves:
        for index, block in enumerate(leaf.blocks):
            if isinstance(block, Ruled):
                if table and not (index == 0 and _same_edges(table[-1], block)):
                    yield table
                    table = []
                table.append(block)
                continue
            if table:
                yield table
                table = []
            yield line_of(block, leaf.margin)
    if table:
        yield table


def _same_edges(one: Ruled, other: Ruled) -> bool:
    return len(one.xs) == len(other.xs) and all(abs(a - b) < 4 for a, b in zip(one.xs, other.xs, strict=True))
