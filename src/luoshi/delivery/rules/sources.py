"""The words a task comes from, short enough for a page."""

from luoshi.plans.rules.quotes import Quote, quote

LONGEST = 300
_ENDS = "。；！？\n"


def words_of(text: str, start: int, end: int) -> Quote:
    """The place quoted in its sentence; a long one is cut where its last sentence within LONGEST ends.

    >>> words_of("总则。建设水库。" + "说明。" * 200, 3, 600).hit[:5]
    '建设水库。'
    >>> len(words_of("甲" * 900, 0, 900).hit)
    300
    """
    if end - start > LONGEST:
        cut = [at for at in range(start, start + LONGEST) if text[at] in _ENDS]
        end = cut[-1] + 1 if cut else start + LONGEST
    found = quote(text, start, end)
    return Quote(found.before, found.hit, "") if text[end - 1 : end] in tuple(_ENDS) else found
