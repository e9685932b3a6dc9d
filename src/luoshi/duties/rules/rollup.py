"""Many duties under one heading: weighted progress, the worst child and the counts together.

An average alone hides its worst child, so a roll-up never comes without both.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from luoshi.duties.rules.lights import SEVERITY, Light, Standing


@dataclass(frozen=True, slots=True)
class Child:
    """One of the duties under a heading, and how much it weighs there."""

    key: int
    standing: Standing
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Rollup:
    """What stands under a heading: shares by weight, the most urgent light and whose it is, how many of each light.

    `counts` has every light; `closed` and `stale` count beside it. `worst` is None when there is no child.
    """

    done: Fraction
    scheduled: Fraction
    light: Light
    worst: int | None
    counts: dict[Light, int]
    stale: int
    closed: int
    total: int


NOTHING = Rollup(Fraction(0), Fraction(0), "none", None, dict.fromkeys(SEVERITY, 0), 0, 0, 0)


def rolled_up(children: Iterable[Child]) -> Rollup:
    """The children together. Among the most urgent the one farthest behind is the worst."""
    rows: Sequence[Child] = list(children)
    if not rows:
        return NOTHING
    weight = sum((row.weight for row in rows), Decimal(0))
    worst = max(rows, key=lambda row: (SEVERITY[row.standing.light], row.standing.behind, -row.key))
    found = Counter(row.standing.light for row in rows)
    return Rollup(
        done=_mean([(row.standing.done, row.weight) for row in rows], weight),
        scheduled=_mean([(row.standing.scheduled, row.weight) for row in rows], weight),
        light=worst.standing.light,
        worst=worst.key,
        counts={light: found[light] for light in SEVERITY},
        stale=sum(not row.standing.fresh and not row.standing.closed for row in rows),
        closed=sum(row.standing.closed for row in rows),
        total=len(rows),
    )


def _mean(shares: Sequence[tuple[Fraction, Decimal]], weight: Decimal) -> Fraction:
    if not weight:
        return sum((share for share, _ in shares), Fraction(0)) / len(shares)
    return sum((share * Fraction(each) for share, each in shares), Fraction(0)) / Fraction(weight)
