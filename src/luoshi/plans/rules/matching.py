"""Which row of an old text goes on in which row of a new one: by words first, then by likeness, place and neighbours.

Provisions come first, since what stands in them is looked for there. Rows of the same words are paired straight away,
those in the same surroundings before those elsewhere. What is left is scored, only against rows that share rare pairs
of characters or stand at the same place, and paired from the most alike down. So the time grows with the text, not
with its square. The same two texts always give the same pairs, whichever of them is called the old one.
"""

from collections.abc import Callable, Hashable, Sequence

from luoshi.plans.rules.kinds import LINES
from luoshi.plans.rules.likeness import Pairs, Side, join_alike
from luoshi.plans.rules.rows import Row, Rows

ELSEWHERE = 0.6
"""How alike two rows must be to be one, wherever they stand."""

AT_HOME = {"provision": 0.25, "measure": 0.25, "target": 0.25, "project": 0.35, "mech": 0.35}
"""How alike two rows of the same provision must be. A project is little more than its name."""

Key = Callable[[Side, int], Hashable]
KEYS: tuple[Key, ...] = (
    lambda side, at: (side.homes[at], side.said(at), side.said(at - 1), side.said(at + 1)),
    lambda side, at: (side.homes[at], side.said(at)),
    lambda side, at: (side.said(at), side.said(at - 1)),
    lambda side, at: (side.said(at), side.said(at + 1)),
    lambda side, at: side.said(at) if any(side.said(at)) else (side, at),
)
"""What rows of the same words are told apart by, the strictest first: where they stand, and what stands beside them.
Rows without words are not paired for that alone."""


def match(old: Rows, new: Rows) -> dict[str, list[int | None]]:
    """For each kind, for each new row, the index of the old row that goes on in it; None for one that is new.

    >>> match({"project": [Row("甲水库"), Row("乙大桥")]}, {"project": [Row("乙大桥")]})["project"]
    [1]
    """
    provisions = _provisions(old.get("provision", ()), new.get("provision", ()))
    found = {"provision": provisions}
    for kind in LINES[1:]:
        found[kind] = _others(kind, old.get(kind, ()), new.get(kind, ()), provisions)
    return found


def _provisions(old: Sequence[Row], new: Sequence[Row]) -> list[int | None]:
    known: dict[Hashable, int] = {}
    before, after = Side(old, _chains(old, known)), Side(new, _chains(new, known))
    pairs = Pairs(len(old), len(new))
    _join_same(pairs, before, after)
    _join_parents(pairs, old, new)
    join_alike(pairs, before, after, at_home=AT_HOME["provision"], elsewhere=ELSEWHERE)
    _join_parents(pairs, old, new)
    before.homes, after.homes = [row.home for row in old], homes_of(new, pairs.old_of)
    join_alike(pairs, before, after, at_home=AT_HOME["provision"], elsewhere=ELSEWHERE)
    return pairs.old_of


def _others(kind: str, old: Sequence[Row], new: Sequence[Row], provisions: Sequence[int | None]) -> list[int | None]:
    before, after = Side(old, [row.home for row in old]), Side(new, homes_of(new, provisions))
    pairs = Pairs(len(old), len(new))
    _join_same(pairs, before, after)
    join_alike(pairs, before, after, at_home=AT_HOME[kind], elsewhere=ELSEWHERE)
    return pairs.old_of


def homes_of(rows: Sequence[Row], provisions: Sequence[int | None]) -> list[Hashable]:
    """Where new rows stand, by the index of the old provision; one that was not there before is like no other.

    >>> homes_of([Row("甲", home=0), Row("乙", home=1), Row("丙")], [7, None])
    [7, ('new', 1), None]
    """
    return [None if row.home is None else _home(row.home, provisions) for row in rows]


def _home(home: int, provisions: Sequence[int | None]) -> Hashable:
    old = provisions[home]
    return ("new", home) if old is None else old


def _chains(rows: Sequence[Row], known: dict[Hashable, int]) -> list[Hashable]:
    """The names around each provision as one number; `known` gives the same chain the same number in both texts."""
    own: list[int] = []
    around: list[Hashable] = []
    for row in rows:
        above = -1 if row.home is None else own[row.home]
        around.append(above)
        own.append(known.setdefault((above, row.name), len(known)))
    return around


def _join_same(pairs: Pairs, old: Side, new: Side) -> None:
    """Rows of the same words; of several such, the first goes on in the first."""
    for key in KEYS:
        waiting: dict[Hashable, list[int]] = {}
        for at in reversed(pairs.free_old()):
            waiting.setdefault(key(old, at), []).append(at)
        for at in pairs.free_new():
            if same := waiting.get(key(new, at)):
                pairs.join(same.pop(), at)


def _join_parents(pairs: Pairs, old: Sequence[Row], new: Sequence[Row]) -> None:
    """A chapter is the one that most of its sections were in, whatever it is called now. Innermost first."""
    votes: list[dict[int, int]] = [{} for _ in new]
    for at in range(len(new) - 1, -1, -1):
        old_at = pairs.old_of[at]
        if old_at is None and votes[at]:
            most = max(votes[at], key=lambda parent: (votes[at][parent], -parent))
            if most not in pairs.taken and 2 * votes[at][most] > sum(votes[at].values()):
                pairs.join(most, at)
                old_at = most
        parent, old_parent = new[at].home, old[old_at].home if old_at is not None else None
        if parent is not None and old_parent is not None:
            votes[parent][old_parent] = votes[parent].get(old_parent, 0) + 1
