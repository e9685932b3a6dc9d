"""How alike two rows are, and the pairing of those that are alike, from the most alike down."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from math import log2

from luoshi.plans.rules.bigrams import indexed
from luoshi.plans.rules.rows import Row

RARE = 64
"""A pair of characters that more rows than this share tells nothing."""

ASKED, OFFERED = 24, 6
"""A row is looked for by this many of its rarest pairs, and scored against this many rows that share most of them."""

AT_HOME = 0.15
"""What standing at the same place adds to the likeness, which is between 0 and 1."""

ELSEWHERE = 0.4
"""What is left of the likeness of two names when they name different counties: 甲县粮库 is not 乙县粮库."""

_COUNTY = re.compile(r"[一-鿿]{2}[县市区]")


@dataclass(slots=True)
class Pairs:
    """What has been paired so far: for each new row the old one, and which old ones are taken."""

    old_of: list[int | None]
    taken: set[int]
    _old: int

    def __init__(self, old: int, new: int) -> None:
        self.old_of, self.taken, self._old = [None] * new, set(), old

    def join(self, old: int, new: int) -> None:
        """The old row goes on in the new one."""
        self.old_of[new] = old
        self.taken.add(old)

    def free_old(self) -> list[int]:
        """Old rows that are left."""
        return [at for at in range(self._old) if at not in self.taken]

    def free_new(self) -> list[int]:
        """New rows that are left."""
        return [at for at, old in enumerate(self.old_of) if old is None]


@dataclass(frozen=True, slots=True)
class Features:
    """What a row is compared by."""

    name: frozenset[str]
    words: frozenset[str]
    counties: frozenset[str]


def features(row: Row) -> Features:
    """The pairs of characters of its name and of its words, and the counties in its name."""
    name = frozenset(indexed(row.name).split())
    words = name if row.words == row.name else frozenset(indexed(row.words).split())
    return Features(name, words, frozenset(_COUNTY.findall(row.name)))


@dataclass(slots=True)
class Side:
    """The rows of one of two texts. `homes` hold something equal where places belong together."""

    rows: Sequence[Row]
    homes: list[Hashable]
    features: list[Features] = field(init=False)
    _said: list[tuple[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        self.features = [features(row) for row in self.rows]
        self._said = [(row.name, row.words) for row in self.rows]

    def said(self, at: int) -> tuple[str, str]:
        """A row's words; before the first and after the last there are none."""
        return self._said[at] if 0 <= at < len(self._said) else ("", "")


class Scale:
    """Weighs pairs of characters: what stands everywhere counts little. Whole numbers, so that sums never vary."""

    def __init__(self, rows: Iterable[Features]) -> None:
        found = list(rows)
        self.times = Counter(token for row in found for token in row.name | row.words)
        self._weights = {token: round(100 * log2(1 + len(found) / times)) for token, times in self.times.items()}

    def weight(self, tokens: Iterable[str]) -> int:
        """All of them together."""
        return sum(map(self._weights.__getitem__, tokens))

    def likeness(self, one: Features, other: Features) -> float:
        """0 to 1: the mean of names and words, of what either has."""
        parts = [
            2 * self.weight(a & b) / (self.weight(a) + self.weight(b))
            for a, b in ((one.name, other.name), (one.words, other.words))
            if a or b
        ]
        alike = sum(parts) / len(parts) if parts else 0.0
        apart = one.counties and other.counties and not one.counties & other.counties
        return alike * ELSEWHERE if apart else alike


def likeness(one: Row, other: Row) -> float:
    """How alike two rows are by themselves, 0 to 1.

    >>> likeness(Row("污水处理率"), Row("污水处理率")), likeness(Row("污水处理率"), Row("森林覆盖"))
    (1.0, 0.0)
    """
    found = features(one), features(other)
    return Scale(found).likeness(*found)


def join_alike(pairs: Pairs, old: Side, new: Side, *, at_home: float, elsewhere: float) -> None:
    """Pair what is left and at least so alike, the most alike first; of equals those at the same position."""
    before, after = pairs.free_old(), pairs.free_new()
    if not before or not after:
        return
    scale = Scale([*old.features, *new.features])
    rank_old, rank_new = _ranks(old.homes, before), _ranks(new.homes, after)
    near = _neighbours(old.homes, new.homes, before, after)
    ranked = []
    for one, other in near | _candidates(scale, old.features, new.features, before, after):
        alike, home = scale.likeness(old.features[one], new.features[other]), old.homes[one] == new.homes[other]
        if alike >= (at_home if home else elsewhere):
            apart = (abs(rank_old[one] - rank_new[other]), abs(one - other), one + other, one)
            ranked.append((-alike - AT_HOME * home, *apart, other))
    for *_, one, other in sorted(ranked):
        if one not in pairs.taken and pairs.old_of[other] is None:
            pairs.join(one, other)


def _ranks(homes: Sequence[Hashable], rows: Iterable[int]) -> dict[int, int]:
    """The position of each row among those of its home."""
    counted: Counter[Hashable] = Counter()
    found = {}
    for at in rows:
        found[at] = counted[homes[at]]
        counted[homes[at]] += 1
    return found


def _candidates(
    scale: Scale, old: Sequence[Features], new: Sequence[Features], free_old: Sequence[int], free_new: Sequence[int]
) -> set[tuple[int, int]]:
    """Pairs that share rare tokens, looked for from both sides."""
    before, after = {at: old[at] for at in free_old}, {at: new[at] for at in free_new}
    return {(one, other) for other, one in _likely(scale, after, before)} | set(_likely(scale, before, after))


def _likely(scale: Scale, asking: dict[int, Features], asked: dict[int, Features]) -> Iterator[tuple[int, int]]:
    holding: dict[str, list[int]] = {}
    for at, row in asked.items():
        for token in row.name | row.words:
            holding.setdefault(token, []).append(at)
    holding = {token: rows for token, rows in holding.items() if len(rows) <= RARE}
    for at, row in asking.items():
        shared = [token for token in row.name | row.words if token in holding]
        votes: Counter[int] = Counter()
        for token in sorted(shared, key=lambda token: (scale.times[token], token))[:ASKED]:
            for other in holding[token]:
                votes[other] += scale.weight((token,))
        for other in nlargest(OFFERED, votes, key=lambda other: (votes[other], -other)):
            yield at, other


def _neighbours(
    homes_old: Sequence[Hashable], homes_new: Sequence[Hashable], old: Sequence[int], new: Sequence[int]
) -> set[tuple[int, int]]:
    """Rows at the same position of the same home, and one before and after."""
    there: dict[Hashable, list[int]] = {}
    for at in old:
        there.setdefault(homes_old[at], []).append(at)
    ranks = _ranks(homes_new, new)
    return {(one, at) for at in new for one in there.get(homes_new[at], ())[max(0, ranks[at] - 1) : ranks[at] + 2]}
