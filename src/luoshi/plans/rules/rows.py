"""A revision's rows as comparing sees them: plain values, the same for what was read and for what is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One row. White space is taken out of its words; a provision's words are its own, without what is under it.

    `home` is the index of the provision it stands in, or, for a provision, of the one around it; None for none.
    `facts` are what was read besides the name, by field.
    """

    name: str
    words: str = ""
    home: int | None = None
    facts: tuple[tuple[str, str], ...] = ()


Rows = Mapping[str, Sequence[Row]]
"""Kind of line (rules.kinds.LINES) -> its rows, in the order of the text."""


def squeezed(text: str) -> str:
    """Without white space.

    >>> squeezed("州水务局、\\n  州林草局")
    '州水务局、州林草局'
    """
    return "".join(text.split())
