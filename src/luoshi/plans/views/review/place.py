"""Where on the review screen somebody is: all of it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from luoshi.plans.models import Revision
from luoshi.plans.queries.review import Chapter, Shown, Standing

FILTERS = ("all", "open", "doubtful", "required")
"""Rows of the shown chapter: all, those still to be looked at, those the reader doubts, those that lack something."""
PANELS = ("names", "problems", "struck")
"""Lists of the whole document."""


@dataclass(frozen=True, slots=True)
class Place:
    """A chapter (None: the first with something open) and what of it is shown."""

    revision: Revision
    number: int | None
    show: str

    def href(self, *, anchor: str = "", **changes: object) -> str:
        """The address of this place with some of it changed."""
        said = {"chapter": self.number, "show": self.show if self.show != "all" else None} | changes
        kept = urlencode({name: value for name, value in said.items() if value is not None})
        address = reverse("plans:review", args=(self.revision.pk,))
        return f"{address}{'?' if kept else ''}{kept}{'#' if anchor else ''}{anchor}"

    def post(self, route: str, *args: object) -> str:
        """Where a form is sent so that it comes back here."""
        back = urlencode({"chapter": self.number if self.number is not None else "", "show": self.show})
        return f"{reverse(f'plans:{route}', args=(self.revision.pk, *args))}?{back}"

    def holds(self, row: Shown) -> bool:
        """Whether the filter lets a row through."""
        kept = {"open": row.open, "doubtful": row.row.certainty == "doubtful", "required": row.needs}
        return kept.get(self.show, True)

    def chapter(self, standing: Standing) -> Chapter:
        """The chapter that is shown."""
        if self.number is not None and self.number < len(standing.chapters):
            return standing.chapters[self.number]
        lacking = (one for one in standing.chapters if any(point.needs for point in one.points))
        wanted = next(lacking, None) if self.show == "required" else None
        return wanted or standing.next_open(-1) or standing.chapters[0]


def place_of(request: HttpRequest, revision: Revision) -> Place:
    """What the address names; what it does not know is left out."""
    said: Mapping[str, str] = request.GET
    number, show = said.get("chapter", ""), said.get("show", "")
    known = show if show in FILTERS + PANELS else "all"
    return Place(revision, int(number) if number.isdecimal() else None, known)
