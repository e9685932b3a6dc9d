"""What is still open in a draft, in words, each with the place of the review screen where it is settled."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from luoshi.plans import words
from luoshi.plans.models import Revision

SHOWN_AS = {
    "nothing_read": "all",
    "unchecked": "open",
    "unknown_units": "names",
    "no_accountable": "required",
    "no_owner": "required",
    "unseen_problems": "problems",
    "no_modality": "all",
    "no_due": "all",
}
"""Code of rules.readiness -> what the review screen calls it in its address."""


@dataclass(frozen=True, slots=True)
class Point:
    """Something still open: how many, in words, and the address where it is settled."""

    said: Any
    href: str


def points(revision: Revision, found: dict[str, int]) -> list[Point]:
    """Codes of rules.readiness with how many of each, for a page to list."""
    return [
        Point(words.OPEN[code] % {"n": count}, f"{reverse('plans:review', args=(revision.pk,))}?show={SHOWN_AS[code]}")
        for code, count in found.items()
    ]
