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
