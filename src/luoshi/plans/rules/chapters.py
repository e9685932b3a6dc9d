"""A long document in parts that fit a screen's work: its chapters, long ones cut where their sections begin."""

from collections.abc import Sequence
from itertools import pairwise

LIMIT = 9000
"""A chapter longer than this many characters is cut."""
LEAST = 2000
"""Chapters that are together no longer than this are shown together."""


def chapters(
    length: int, tops: Sequence[int], others: Sequence[int], limit: int = LIMIT, least: int = LEAST
) -> list[tuple[int, int]]:
    """Ranges that cover a text of this length without gaps, each from where a chapter or a section of it starts.

    `tops` are the starts of chapters, `others` those of everything below, both ascending. What stands before the
    first chapter belongs to it. A text without any is cut at `limit`.

    >>> chapters(100, [10, 40], [20, 60, 80], limit=30, least=10)
    [(0, 20), (20, 40), (40, 60), (60, 80), (80, 100)]
    >>> chapters(50, [], [], limit=30)
    [(0, 30), (30, 50)]
    >>> chapters(100, [0, 20, 40, 90], [], least=45)
    [(0, 40), (40, 90), (90, 100)]
    """
    bounds = _joined([0, *(top for top in tops[1:] if 0 < top < length), length], least)
    found: list[tuple[int, int]] = []
    for low, high in pairwise(bounds):
        found += _cut(low, high, [place for place in others if low < place < high], limit)
    return found


def _joined(bounds: Sequence[int], least: int) -> list[int]:
    """Without the bounds between chapters that are short enough together."""
    kept = [bounds[0]]
    for bound, following in pairwise(bounds[1:]):
        if following - kept[-1] > least:
            kept.append(bound)
    return [*kept, bounds[-1]]


def _cut(low: int, high: int, places: Sequence[int], limit: int) -> list[tuple[int, int]]:
    """Pieces as long as possible, but no longer than the limit where a section begins in time."""
    pieces = []
    while high - low > limit:
        within = [place for place in places if low < place <= low + limit]
        end = within[-1] if within else min((place for place in places if place > low), default=low + limit)
        if end >= high:
            break
        pieces.append((low, end))
        low = end
    return [*pieces, (low, high)]
