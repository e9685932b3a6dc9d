"""A unit that takes over a duty, or a share of it, goes on from what was accepted of the unit before it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

Figure = tuple[Decimal, date]
"""An accepted quantity, cumulative since the duty began, and the last day of the period it was reported for."""


def total_accepted(figures: Mapping[int, Figure], units: Sequence[int]) -> Decimal:
    """What is accepted of a duty that `units` report on now.

    The figure of a unit that reports no more counts until all that report now have one for a later period: theirs are
    cumulative since the duty began, so from then on they hold what was taken over. Where one unit reports the whole,
    its figure for the same period does as well.

    >>> before, after = (Decimal(40), date(2026, 6, 30)), (Decimal(55), date(2026, 9, 30))
    >>> total_accepted({1: before}, [2]), total_accepted({1: before, 2: after}, [2])
    (Decimal('40'), Decimal('55'))
    """
    now = {unit: figures[unit] for unit in units if unit in figures}
    ends = [end for _amount, end in now.values()]
    covered = min(ends) if len(ends) == len(units) else date.min
    former = [each for unit, each in figures.items() if unit not in units]
    kept = [amount for amount, end in former if end > covered or (end == covered and len(units) > 1)]
    return sum((amount for amount, _end in now.values()), sum(kept, Decimal(0)))


def whole_accepted(figures: Mapping[int, Figure], owner: int) -> Figure | None:
    """The newest figure of a duty that one unit at a time reports whole, whoever owned it then; of two for one period
    the owner's. None before the first.

    >>> march, june = date(2026, 3, 31), date(2026, 6, 30)
    >>> whole_accepted({1: (Decimal(40), march), 2: (Decimal(55), june)}, 1)[0]
    Decimal('55')
    """
    newest = max(figures.items(), key=lambda each: (each[1][1], each[0] == owner), default=None)
    return newest[1] if newest else None


def folded(
    figures: Mapping[int, Figure], units: Sequence[int], origins: Mapping[int, Mapping[int, date]]
) -> Mapping[int, Figure]:
    """Figures with those of ended units counted to the unit that continues them (机构改革).

    A figure for a later period of a unit that continues another holds the other's, if it is meant for both
    (orgs.queries.formers_at); until then both add up.

    >>> june, march, always = date(2026, 6, 30), date(2026, 3, 31), date.min
    >>> folded({1: (Decimal(40), june), 2: (Decimal(30), march)}, [3], {3: {1: always, 2: always}})[3][0]
    Decimal('70')
    >>> folded({1: (Decimal(40), march), 3: (Decimal(70), june)}, [3], {3: {1: always}})[3][0]
    Decimal('70')
    >>> folded({1: (Decimal(40), march), 3: (Decimal(30), june)}, [3], {3: {1: date(2026, 7, 5)}})[3][0]
    Decimal('70')
    """
    if not any(unit in origins for unit in units):
        return figures
    found = dict(figures)
    for unit in units:
        before = [key for key in origins.get(unit, ()) if key in found and key not in units]
        known = {key: found[key] for key in (unit, *before) if key in found}
        kept = [figure for key, figure in known.items() if not _is_held(key, known, origins)]
        if before:
            found[unit] = (sum((amount for amount, _end in kept), Decimal(0)), max(end for _amount, end in kept))
        for key in before:
            del found[key]
    return found


def _is_held(unit: int, known: Mapping[int, Figure], origins: Mapping[int, Mapping[int, date]]) -> bool:
    """Whether a later figure is there of a unit that continues this one, meant for both."""
    continuing = {other: origins[other][unit] for other in known if unit in origins.get(other, ())}
    return any(known[other][1] > known[unit][1] and known[other][1] >= since for other, since in continuing.items())
