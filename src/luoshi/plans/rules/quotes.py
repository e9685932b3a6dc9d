"""The sentence around a place, for showing where something stands."""

from dataclasses import dataclass

_ENDS = "。；！？\n"
LIMIT = 160


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence in three parts: before, what it is quoted for, after. White space is squeezed."""

    before: str
    hit: str
    after: str


def quote(text: str, start: int, end: int) -> Quote:
    """The sentence that holds text[start:end], at most 160 characters each side.

    >>> quote("甲。牵头单位：州水务局、州林草局\\n乙。", 7, 11)
    Quote(before='牵头单位：', hit='州水务局', after='、州林草局')
    """
    low = max((text.rfind(mark, max(0, start - LIMIT), start) + 1 for mark in _ENDS), default=0)
    low = max(low, start - LIMIT, 0)
    ends = [place for mark in _ENDS if (place := text.find(mark, end, end + LIMIT)) >= 0]
    high = min(ends, default=min(end + LIMIT, len(text)))
    closed = high < len(text) and text[high] != "\n"
    return Quote(_squeezed(text[low:start]), _squeezed(text[start:end]), _squeezed(text[end : high + closed]))


def _squeezed(text: str) -> str:
    return "".join(text.split())
