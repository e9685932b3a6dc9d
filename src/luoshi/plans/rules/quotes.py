"""The sentence around a place, for showing where something stands."""

_ENDS = "。；！？\n"
LIMIT = 160


def sentence(text: str, start: int, end: int) -> str:
    """The sentence that holds text[start:end], at most 160 characters each side, white space squeezed.

    >>> sentence("甲。牵头单位：州水务局\\n乙。", 7, 11)
    '牵头单位：州水务局'
    """
    low = max((text.rfind(mark, max(0, start - LIMIT), start) + 1 for mark in _ENDS), default=0)
    low = max(low, start - LIMIT, 0)
    ends = [place for mark in _ENDS if (place := text.find(mark, end, end + LIMIT)) >= 0]
    high = min(ends, default=min(end + LIMIT, len(text)))
    closed = high < len(text) and text[high] != "\n"
    return "".join(text[low : high + closed].split())
