"""Many duties under one heading: weighted progress, the worst child and the counts together.

An average alone hides its worst child, so a roll-up never comes without both.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from luoshi.duties.rules.lights import SEVERITY, Light, Standing

UNIT = 10**9
"""Shares are added in billionths, weights in ten-thousandths: whole numbers, so that thousands are quick to add."""


@dataclass(frozen=True, slots=True)
class Child:
    """One of the duties under a heading, and how much it weighs there."""

    key: int
    standing: Standing
    weight: Decimal = Decimal(1)
    counted: tuple[int, int, int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Weight, done and scheduled as whole numbers (UNIT), ready to be added."""
        done, scheduled = (
            each.numerator * UNIT // each.denominator for each in (self.standing.done, self.standing.scheduled)
        )
        object.__setattr__(self, "counted", (int(self.weight * 10_000), done, scheduled))


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
    found = Counter(row.standing.light for row in rows)
    light = max(found, key=SEVERITY.__getitem__)
    urgent = (row for row in rows if row.standing.light == light)
    return Rollup(
        done=_mean(rows, 1),
        scheduled=_mean(rows, 2),
        light=light,
        worst=max(urgent, key=lambda row: (row.standing.behind, -row.key)).key,
        counts={light: found[light] for light in SEVERITY},
        stale=sum(not row.standing.fresh and not row.standing.closed for row in rows),
        closed=sum(row.standing.closed for row in rows),
        total=len(rows),
    )


def _mean(rows: Sequence[Child], share: int) -> Fraction:
    """The mean of a share (its place in Child.counted) by weight; equal weights when nobody has given any."""
    whole = sum(row.counted[0] for row in rows)
    if not whole:
        return Fraction(sum(row.counted[share] for row in rows), len(rows) * UNIT)
    return Fraction(sum(row.counted[0] * row.counted[share] for row in rows), whole * UNIT)
