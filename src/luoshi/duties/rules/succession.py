"""A unit that takes over a duty, or a share of it, goes on from what was accepted of the unit before it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

Figure = tuple[Decimal, date]
"""An accepted quantity, cumulative since the duty began, and the last day of the period it was reported for."""


def total_accepted(figures: Mapping[int, Figure], units: Sequence[int]) -> Decimal:
    """What is accepted of a duty that `units` report on now.

    The figure of a unit that reports no more counts until all that report now have one for a later period: theirs are
    cumulative since the duty began, so from then on they hold what was taken over.

    >>> before, after = (Decimal(40), date(2026, 6, 30)), (Decimal(55), date(2026, 9, 30))
    >>> total_accepted({1: before}, [2]), total_accepted({1: before, 2: after}, [2])
    (Decimal('40'), Decimal('55'))
    """
    now = {unit: figures[unit] for unit in units if unit in figures}
    known = min((end for _amount, end in now.values()), default=date.min) if len(now) == len(units) else date.min
    former = [amount for unit, (amount, end) in figures.items() if unit not in units and end >= known]
    return sum((amount for amount, _end in now.values()), sum(former, Decimal(0)))


def folded(
    figures: Mapping[int, Figure], units: Sequence[int], origins: Mapping[int, frozenset[int]]
) -> Mapping[int, Figure]:
    """Figures with those of ended units counted to the unit that continues them (机构改革).

    Its own figure for a later period holds theirs; until it has one, theirs are added.

    >>> figures = {1: (Decimal(40), date(2026, 6, 30)), 2: (Decimal(30), date(2026, 3, 31))}
    >>> folded(figures, [3], {3: frozenset({1, 2})})[3][0]
    Decimal('70')
    """
    if not any(unit in origins for unit in units):
        return figures
    found = dict(figures)
    for unit in units:
        before = {key: found.pop(key) for key in origins.get(unit, ()) if key in found and key not in units}
        own = {unit: found[unit]} if unit in found else {}
        if before:
            known = before | own
            found[unit] = (total_accepted(known, [unit]), max(end for _amount, end in known.values()))
    return found
