"""How each pair of rows changed: same, moved, changed; and what was added and dropped."""

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from luoshi.plans.rules.matching import homes_of
from luoshi.plans.rules.rows import Row

CHANGES = ("changed", "added", "dropped", "moved", "same")
"""A row that was changed and moved is a changed one; `moved` says the rest."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A row of either text: its index in the old and in the new one, None where it is not."""

    change: str
    old: int | None
    new: int | None
    moved: bool = False


def differences(
    old: Sequence[Row], new: Sequence[Row], old_of: Sequence[int | None], provisions: Sequence[int | None]
) -> list[Difference]:
    """Every row once, in the order of the new text; a dropped one behind the row that stood before it.

    `old_of` says which old row goes on in each new one, `provisions` the same of the provisions they stand in.
    """
    moved = _moved(old, homes_of(new, provisions), old_of)
    found = [(at, -1, _judged(old, new, before, at, at in moved)) for at, before in enumerate(old_of)]
    place_of = {before: at for at, before in enumerate(old_of) if before is not None}
    last = -1
    for at in range(len(old)):
        last = place_of.get(at, last)
        if at not in place_of:
            found.append((last, at, Difference("dropped", at, None)))
    return [difference for *_, difference in sorted(found, key=lambda row: row[:2])]


def _judged(old: Sequence[Row], new: Sequence[Row], before: int | None, at: int, moved: bool) -> Difference:
    if before is None:
        return Difference("added", None, at)
    if says(old[before]) != says(new[at]):
        return Difference("changed", before, at, moved)
    return Difference("moved" if moved else "same", before, at, moved)


def says(row: Row) -> tuple[object, ...]:
    """All of a row but its place."""
    return (row.name, row.words, row.facts)


def _moved(old: Sequence[Row], homes: Sequence[Hashable], old_of: Sequence[int | None]) -> set[int]:
    """New rows that stand in another provision, or, of those in the same one, had to change places.

    The longest run of rows that kept their order stays; so one row put first is one that moved, not all the others.
    """
    kept: dict[Hashable, list[tuple[int, int]]] = {}
    moved = set()
    for at, before in enumerate(old_of):
        if before is None:
            continue
        if homes[at] == old[before].home:
            kept.setdefault(homes[at], []).append((before, at))
        else:
            moved.add(at)
    for rows in kept.values():
        stay = set(longest_rising([before for before, _ in rows]))
        moved.update(at for place, (_, at) in enumerate(rows) if place not in stay)
    return moved


def longest_rising(numbers: Sequence[int]) -> list[int]:
    """Positions of a longest rising run of different numbers.

    >>> longest_rising([4, 0, 1, 2, 3])
    [1, 2, 3, 4]
    """
    tails: list[int] = []
    at_tail: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        rank = bisect_left(tails, number)
        before.append(at_tail[rank - 1] if rank else -1)
        tails[rank : rank + 1], at_tail[rank : rank + 1] = [number], [place]
    found: list[int] = []
    place = at_tail[-1] if at_tail else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]
