"""What is still open in a draft, in words, each with the place of the review screen where it is settled."""

from dataclasses import dataclass
from typing import Any

from luoshi.plans import words
from luoshi.plans.models import Revision

SHOWN_AS = {"unseen_problems": "problems"}
"""Code of rules.readiness -> what the review screen calls it in its address, where that is another word."""


@dataclass(frozen=True, slots=True)
class Point:
    """Something still open: how many, in words, and the address where it is settled."""

    said: Any
    href: str


def points(revision: Revision, found: dict[str, int]) -> list[Point]:
    """Codes of rules.readiness with how many of each, for a page to list."""
    return [
        Point(words.OPEN[code] % {"n": count}, f"/plans/{revision.pk}/review/?show={SHOWN_AS.get(code, code)}")
        for code, count in found.items()
    ]
