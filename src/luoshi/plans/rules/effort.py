"""How long a review still takes. The seconds are assumptions, told in docs/review.md, not measurements of people."""

from collections.abc import Mapping
from math import ceil

SECONDS = {"sure": 0.5, "likely": 5, "doubtful": 15, "required": 3, "problem": 10}
"""A sure row is skimmed and confirmed with the others, a likely one read with its sentence, a doubtful one thought
about; what is required is mostly filled for many rows at once; a problem is looked up in the text."""


def minutes(left: Mapping[str, int]) -> int:
    """Minutes that so much of each still takes, rounded up.

    >>> minutes({"sure": 150, "likely": 51, "doubtful": 2, "required": 19})
    7
    >>> minutes({})
    0
    """
    return ceil(sum(SECONDS[code] * count for code, count in left.items()) / 60)
