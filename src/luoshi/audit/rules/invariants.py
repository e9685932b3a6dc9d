"""What must hold of the data, whatever anybody does: rooms list theirs in `queries/invariants.py`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol


class Keys(Protocol):
    """Keys of rows, found when they are asked for."""

    def __getitem__(self, part: slice) -> Iterable[object]:
        """Some of them."""


@dataclass(frozen=True, slots=True)
class Invariant:
    """A sentence that is always true; `broken` finds the keys of rows of `table` for which it is not."""

    table: str
    zh: str
    en: str
    broken: Callable[[], Keys]
