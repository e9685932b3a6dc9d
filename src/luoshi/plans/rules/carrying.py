"""Finding the words of an old provision again in the one it became, so that what was settled of them stays settled."""

from bisect import bisect_left
from dataclasses import dataclass

from luoshi.plans.rules.rows import squeezed

_ENDS = "。；！？\n"


@dataclass(frozen=True, slots=True)
class Part:
    """A provision's own words: text[low:high], its number left out."""

    text: str
    low: int
    high: int


def sentence(part: Part, start: int, end: int) -> str:
    """The sentence or line of the part that holds text[start:end], without white space.

    >>> sentence(Part("甲。建乙水库。丙。", 0, 9), 3, 6)
    '建乙水库'
    """
    low, high = start, end
    while low > part.low and part.text[low - 1] not in _ENDS:
        low -= 1
    while high < part.high and part.text[high] not in _ENDS:
        high += 1
    return squeezed(part.text[low:high])


class Carrier:
    """Two parts that are one provision, before and after. `whole` when not one word of it changed."""

    def __init__(self, old: Part, new: Part) -> None:
        self.old, self.new = old, new
        self._old_at, self._new_at = _places(old), _places(new)
        self._old_words, self._new_words = _words(old, self._old_at), _words(new, self._new_at)
        self.whole = self._old_words == self._new_words

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where old text[start:end] stands now; None when it reaches out of the part, or its sentence has changed.

        A sentence that stands several times is not told apart, unless the whole part is the same.
        """
        if not self.old.low <= start < end <= self.old.high:
            return None
        low = bisect_left(self._old_at, start)
        length = len(squeezed(self.old.text[start:end]))
        shift = 0 if self.whole else self._shift(start, end)
        if shift is None or not length:
            return None
        return self._new_at[low + shift], self._new_at[low + shift + length - 1] + 1

    def _shift(self, start: int, end: int) -> int | None:
        """By how many words further on the sentence stands."""
        words = sentence(self.old, start, end)
        if self._old_words.count(words) != 1 or self._new_words.count(words) != 1:
            return None
        return self._new_words.index(words) - self._old_words.index(words)


def _places(part: Part) -> list[int]:
    return [at for at in range(part.low, part.high) if not part.text[at].isspace()]


def _words(part: Part, places: list[int]) -> str:
    return "".join(part.text[at] for at in places)
