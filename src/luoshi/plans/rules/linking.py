"""Which measure of a parent plan a measure of a part plan probably carries out, by title and units."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from luoshi.orgs.rules.unit_names import likeness

OFFERED = 0.4
"""A pair less close than this is not worth a look."""

BEYOND_DOUBT = 0.8
MARGIN = 0.2
"""Titles so alike, with no other measure of the parent nearly as close, are confirmed in bulk."""


@dataclass(frozen=True, slots=True)
class Named:
    """A measure as linking sees it: its line, its title, and the units that lead or answer for it, by any key."""

    line: int
    title: str
    units: frozenset[str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The measure of the parent that comes closest, how close from 0 to 1, and whether there is no doubt."""

    upper: int
    closeness: float
    sure: bool


def closeness(one: Named, other: Named) -> float:
    """Three quarters for the titles, one quarter for the units they share, 0 to 1.

    >>> a, b = Named(1, "用好每一方水", frozenset("甲")), Named(2, "用好每一方水", frozenset("乙"))
    >>> closeness(a, b), closeness(a, a)
    (0.75, 1.0)
    """
    units = one.units | other.units
    shared = len(one.units & other.units) / len(units) if units else 0
    return 0.75 * likeness(one.title, other.title) + 0.25 * shared


def suggestions(
    lowers: Iterable[Named], uppers: Sequence[Named], linked: Mapping[int, Set[int]]
) -> dict[int, Suggestion]:
    """Line of each measure that is not linked yet -> the suggestion for it, if one is close enough."""
    found = {lower.line: _suggestion(lower, uppers) for lower in lowers if not linked.get(lower.line)}
    return {line: suggestion for line, suggestion in found.items() if suggestion}


def _suggestion(lower: Named, uppers: Sequence[Named]) -> Suggestion | None:
    ranked = sorted(((closeness(lower, upper), upper) for upper in uppers), key=lambda pair: -pair[0])[:2]
    if not ranked or ranked[0][0] < OFFERED:
        return None
    best, upper = ranked[0]
    alone = len(ranked) == 1 or best - ranked[1][0] >= MARGIN
    return Suggestion(upper.line, best, alone and likeness(lower.title, upper.title) >= BEYOND_DOUBT)
