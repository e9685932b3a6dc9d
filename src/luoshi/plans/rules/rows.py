"""A revision's rows as comparing sees them: plain values, the same for what was read and for what is stored."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_LABEL = re.compile(r"(?<=[^\n])((?:牵头|责任|配合|支撑)单位[：:])")


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


def after_number(text: str, start: int, number: str) -> int:
    """Where the words behind a printed number begin, white space in it not counted; `start` when it is not there.

    >>> after_number("（ 一）工作思路", 0, "（一）"), after_number("工作思路", 0, "（一）")
    (4, 0)
    """
    at = start
    for character in squeezed(number):
        while at < len(text) and text[at].isspace():
            at += 1
        if at == len(text) or text[at] != character:
            return start
        at += 1
    return at


def own_words(text: str, start: int, stop: int, number: str = "") -> str:
    """The words of a place without white space and without its number, which changes when others come before it.

    For reading, rows of a table stand on lines of their own, and so does 牵头单位 and the like, however wrapped.

    >>> own_words("（一）修渠。\\n建乙渠。牵头单位：州水\\n务局", 0, 24, "（一）修渠")
    '建乙渠。\\n牵头单位：州水务局'
    """
    lines = (_line(line) for line in text[after_number(text, start, number) : stop].splitlines())
    words = re.sub("\n+", "\n", "".join(lines))
    return _LABEL.sub(r"\n\1", words.lstrip("。：:\n").rstrip("\n"))


def _line(line: str) -> str:
    return "\n" + "　".join(squeezed(cell) for cell in line.split("\t")) + "\n" if "\t" in line else squeezed(line)
