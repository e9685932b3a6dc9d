"""Text as it goes onto paper: what XML cannot hold, how wide it is, how many lines it takes.

Widths are in half-width units: a Latin letter is 1, a Chinese character 2.
"""

import re
import unicodedata
from functools import lru_cache

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n?")
# What a line can be broken between: a word of Latin letters and figures, or one character; a mark that may not
# begin a line stays with what is before it, and one that may not end a line with what follows.
_PIECE = re.compile(r"[（《“‘〔【「(\[]*(?:[!-'*-Z\\^-~]+|.)[，。、；：！？）》”’〕】」)\]]*", re.DOTALL)
_NO_WIDTH = {"Mn", "Me", "Cf"}


def clean(text: str) -> str:
    """Without the characters that XML 1.0 forbids; every kind of line break becomes a newline.

    >>> clean("第一行\\r\\n第二\\x00行\\x0b")
    '第一行\\n第二行'
    """
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", text))


def width(text: str) -> int:
    """Half-width units of a text on one line; what Chinese fonts draw wide (“ ” — ·) counts as wide.

    >>> width("临夏州"), width("GDP 7%"), width("“十四五”")
    (6, 6, 10)
    """
    return sum(_char_width(char) for char in text)


@lru_cache(maxsize=1 << 14)
def _char_width(char: str) -> int:
    if char < "\x7f":
        return 1
    if unicodedata.category(char) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def longest_line(text: str) -> int:
    """Half-width units of the longest of the text's own lines."""
    return max(map(width, text.split("\n")))


def lines_needed(text: str, room: float) -> int:
    """Lines that a text takes where a line has room for so many half-width units; at least 1.

    >>> lines_needed("州发展改革委", 12), lines_needed("州发展改革委、州水务局", 12), lines_needed("a\\nb", 12)
    (1, 2, 2)
    """
    return sum(_wrapped(line, max(room, 2)) for line in text.split("\n"))


def _wrapped(line: str, room: float) -> int:
    lines, used = 1, 0.0
    for piece in _PIECE.findall(line):
        size = width(piece)
        if used and used + size > room:
            lines, used = lines + 1, 0.0
        over = max(0, -int(-size // room) - 1)  # a word longer than a line is broken
        lines, used = lines + over, used + size - over * room
    return lines


# Where a title is best broken, and where it may be.
_GOOD = re.compile(
    r"(?<=[）》”、，])(?![）》”、，])|(?=[（《“])|(?=关于|实施方案|行动计划|[任责项指]\w清单)|(?<=关于)|(?<=印发)"
)
_PULL = 0.35  # of a line's length that a title may be out of balance to end at a good place


def balanced(title: str, room: float) -> str:
    """A title in lines of about one length that end where a phrase ends, if it does not fit on one.

    >>> balanced("临夏州推进城市群发展实施方案（2024—2028年）责任清单", 40)
    '临夏州推进城市群发展实施方案\\n（2024—2028年）责任清单'
    """
    return "\n".join(_balanced(line, room) for line in title.split("\n"))


def _balanced(line: str, room: float) -> str:
    size = width(line)
    if size <= room:
        return line
    ideal = size / -int(-size // room)
    pieces = _PIECE.findall(line)
    places = [sum(map(len, pieces[:count])) for count in range(1, len(pieces))]
    good = {match.start() for match in _GOOD.finditer(line)}
    fitting = [place for place in places if width(line[:place]) <= room]
    if not fitting:
        return line
    best = min(fitting, key=lambda place: abs(width(line[:place]) - ideal) + (0 if place in good else _PULL * ideal))
    return f"{line[:best]}\n{_balanced(line[best:], room)}"


def utf16_length(text: str) -> int:
    """Length as Office counts it, where a character outside the basic plane counts twice.

    >>> utf16_length("临夏"), utf16_length("𠮷")
    (2, 2)
    """
    return len(text) + sum(char > "\uffff" for char in text)


def utf16_start(text: str, length: int) -> str:
    """The start of a text that is at most `length` long as Office counts, with no character cut in two.

    >>> utf16_start("临夏𠮷", 3), utf16_start("临夏𠮷", 4)
    ('临夏', '临夏𠮷')
    """
    short = text[:length]
    while utf16_length(short) > length:
        short = short[: -max(1, (utf16_length(short) - length) // 2)]
    return short
