"""Which numbers are headings: the open levels of a document, and what may come next."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from luoshi.reader.markers import RANK, Marker

LARGEST_GAP = 5
"""A number may skip this many places (一、 then 四、) and still be believed; it is reported."""

REGULAR, NEW, GAP, REPEAT = "", "new", "numbering_gap", "numbering_repeat"


@dataclass(slots=True)
class _Level:
    """An open level: form, ordinal and path of its last item, and how many children that has so far."""

    form: str
    ordinal: int
    path: str
    hashes: int
    children: int = 0


@dataclass
class Tree:
    """One numbering from its first heading on; an annex has its own, with a prefix, below level `depth`."""

    prefix: str = ""
    depth: int = 0
    _levels: list[_Level] = field(default_factory=list)
    _last: dict[str, int] = field(default_factory=dict)
    _children: int = 0

    def open_at(self, form: str) -> int | None:
        """How deep the level with this form is open."""
        return next((depth for depth, level in enumerate(self._levels) if level.form == form), None)

    def previous(self, form: str) -> int:
        """The last ordinal in this form, whether its level is still open or not; 0 for none."""
        return self._last.get(form, 0)

    def put(self, marker: Marker) -> tuple[str, int]:
        """Continue or open a level; returns path and level of the new item."""
        form, hashes = marker.form, marker.hashes
        depth = self.open_at(form) if form != "#" else None
        if depth is not None:
            del self._levels[depth:]
        while self._levels and depth is None and self._is_above(marker, self._levels[-1]):
            self._levels.pop()
        if self._levels:
            parent = self._levels[-1]
            parent.children += 1
            path = f"{parent.path}.{parent.children}"
        else:
            self._children += 1
            path = f"{self.prefix}{self._children}"
        self._levels.append(_Level(form, marker.ordinal, path, hashes))
        self._last[form] = marker.ordinal
        return path, self.depth + len(self._levels)

    def _is_above(self, marker: Marker, level: _Level) -> bool:
        """Whether a heading closes an open level: by the number of its # where it has any, else by its form."""
        if marker.hashes and (level.hashes or marker.form == "#"):
            return not level.hashes or level.hashes >= marker.hashes
        return RANK[level.form] > RANK[marker.form]

    def verdict(self, marker: Marker, *, titled: bool, followed: bool) -> str | None:
        """None: no heading; REGULAR; NEW: begins another tree; GAP or REPEAT: a heading out of order.

        `titled` tells whether a title follows the number, `followed` whether its second one is next.
        """
        depth, previous = self.open_at(marker.form), self.previous(marker.form)
        if marker.form == "#":
            return REGULAR
        if previous and marker.ordinal == previous + 1:
            return REGULAR
        if marker.ordinal == 1:
            return self._first(marker, depth, followed=followed)
        if not (marker.leads and titled):
            return None
        if depth is None:
            return GAP if RANK[marker.form] <= RANK["（一）"] and marker.ordinal > previous else None
        if marker.ordinal == previous:
            return REPEAT
        return GAP if previous < marker.ordinal <= previous + LARGEST_GAP else None

    def _first(self, marker: Marker, depth: int | None, *, followed: bool) -> str | None:
        """The first of a row opens a level; inside a paragraph only when a second one follows."""
        if not marker.leads:
            return REGULAR if depth is None and followed else None
        if depth == 0 and RANK[marker.form] <= RANK["一、"] and self.previous(marker.form) > 1:
            return NEW
        return REGULAR


def first_of_row(found: Sequence[Marker]) -> set[int]:
    """Starts of first items (1. 一、 ①) whose next marker of the same form is the second."""
    following: dict[str, int] = {}
    starts = set()
    for marker in reversed(found):
        if marker.ordinal == 1 and following.get(marker.form) == 2:
            starts.add(marker.start)
        following[marker.form] = marker.ordinal
    return starts
