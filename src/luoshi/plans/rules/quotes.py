"""The sentence around a place, for showing where something stands."""

from dataclasses import dataclass

_ENDS = "。；！？"
_AROUND = "、，；。：和与及 \t\n\u3000"
_GOES_ON = ("、", "，", ",", "和", "与", "及")
LIMIT = 160


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence in three parts: before, what it is quoted for, after. White space is squeezed."""

    before: str
    hit: str
    after: str


def quote(text: str, start: int, end: int) -> Quote:
    r"""The sentence that holds text[start:end], at most 160 characters each side.

    A line's end closes it too, unless the line breaks off in the middle of a list. Cells of a table row, which
    tabs separate, stay apart.

    >>> quote("甲。牵头单位：州水务局、\n州林草局\n乙。", 7, 11)
    Quote(before='牵头单位：', hit='州水务局', after='、州林草局')
    >>> quote("水利\t建水库\t州水务局\t2027年", 7, 11).before
    '水利　建水库　'
    """
    low, high = start, end
    while low > 0 and start - low < LIMIT and not _closes(text, low - 1):
        low -= 1
    while high < len(text) and high - end < LIMIT and not _closes(text, high):
        high += 1
    closed = high < len(text) and text[high] in _ENDS
    return Quote(_squeezed(text[low:start]), _squeezed(text[start:end]), _squeezed(text[end : high + closed]))


def inner(text: str, start: int, end: int) -> tuple[int, int]:
    """The place without the white space, stops and conjunctions at its ends; empty when it holds nothing else.

    >>> inner("建水库、修水渠。", 3, 8)
    (4, 7)
    """
    low, high = max(start, 0), min(end, len(text))
    while low < high and text[low] in _AROUND:
        low += 1
    while low < high and text[high - 1] in _AROUND:
        high -= 1
    return low, high


def said(text: str, start: int, end: int) -> str:
    """The words of a place as a name: white space taken out, and what separates it from others."""
    low, high = inner(text, start, end)
    return "".join(text[low:high].split())


def _closes(text: str, at: int) -> bool:
    if text[at] != "\n":
        return text[at] in _ENDS
    return text[max(0, at - 8) : at].rstrip()[-1:] not in _GOES_ON


def _squeezed(text: str) -> str:
    return "　".join("".join(cell.split()) for cell in text.split("\t"))
