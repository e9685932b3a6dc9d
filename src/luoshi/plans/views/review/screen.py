"""The page itself, and the pieces of it that follow an action."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luoshi.orgs.access import account_of, requires
from luoshi.orgs.queries import alike
from luoshi.plans import words
from luoshi.plans.beside import ReviewRow, review_parts, review_rows
from luoshi.plans.forms.review import ROWS, CompleteForm, RowForm
from luoshi.plans.models import Revision
from luoshi.plans.queries import items, review, revisions
from luoshi.plans.queries.readiness import UnknownName
from luoshi.plans.queries.review import Chapter, Standing
from luoshi.plans.rules.readiness import standing_in_the_way
from luoshi.plans.views.review.changes import changes, name_of
from luoshi.plans.views.review.cuts import cuts
from luoshi.plans.views.review.place import PANELS, Place, place_of
from luoshi.web.pages import render

DOINGS = ("edit", "split", "merge", "strike")
"""What a row can be opened for."""


@dataclass
class Opened:
    """A row that is opened: for what, with which form. `against` when somebody else has changed it meanwhile."""

    code: str
    doing: str
    form: RowForm | None = None
    cuts: list[tuple[int, str, str]] = field(default_factory=list)
    next: ReviewRow | None = None
    against: bool = False


def draft_or_404(request: HttpRequest, pk: int) -> Revision:
    """A revision this person may see, adopted or not."""
    found = revisions.visible(account_of(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@requires("plans.review")
@require_safe
def screen(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One chapter: its text with marks, what was read from it, and how far the whole is."""
    revision = draft_or_404(request, pk)
    if hasattr(revision, "adoption"):
        messages.info(request, _("这一版已经采用，读出的内容不能再改。要改，请上传新的一版。"))
        return redirect("plans:plan", pk=pk)
    code, doing = request.GET.get("at", ""), request.GET.get("do", "edit")
    opened = Opened(code, doing if doing in DOINGS else "edit") if code else None
    return page(request, place_of(request, revision), opened)


def page(request: HttpRequest, place: Place, opened: Opened | None = None, status: int = 200) -> HttpResponse:
    """The whole screen, perhaps with a row opened."""
    return render(request, "plans/review/screen.html", context(request, place, opened), status=status)


def context(request: HttpRequest, place: Place, opened: Opened | None = None) -> dict[str, Any]:
    """Everything the screen's template asks for."""
    standing = review.standing(place.revision)
    chapter = place.chapter(standing)
    place = replace(place, number=chapter.number)
    rows = chapter_rows(place, standing, chapter)
    listed = [row for row in rows if place.holds(row.shown) or (opened and row.shown.code == opened.code)]
    problems = list(review.problems(place.revision))
    return about(request, place, standing, chapter) | {
        "rows": listed,
        "parts_of_text": review_parts(place.revision.text, chapter, standing.provisions, rows, problems),
        "problems": [(row, standing.chapter_at(row.start)) for row in problems],
        "struck": [(row, standing.chapter_at(row.before["start"])) for row in review.struck(place.revision)]
        if place.show == "struck"
        else [],
        "names": _names(place, standing),
        "suggestions": _suggestions(place, standing),
        "opened": ready(place, opened, rows) if opened else None,
    }


def about(request: HttpRequest, place: Place, standing: Standing, chapter: Chapter) -> dict[str, Any]:
    """What the head and every item need."""
    following = standing.next_open(chapter.number)
    return {
        "revision": place.revision,
        "place": place,
        "standing": standing,
        "chapter": chapter,
        "following": following,
        "following_href": _first(place, following) if following else None,
        "in_the_way": standing_in_the_way(standing.found),
        "known_names": review.known_names() if not request.htmx else [],  # type: ignore[attr-defined]
        "words": words,
        "fill": CompleteForm(owner=account_of(request).unit),
        "changes": changes,
        "name_of": name_of,
    }


def _first(place: Place, chapter: Chapter) -> str:
    show = "all" if place.show in PANELS else place.show
    return replace(place, number=chapter.number, show=show).href(anchor=f"r-{chapter.open[0].code}")


def _names(place: Place, standing: Standing) -> list[tuple[UnknownName, Any, Chapter]]:
    """Names to be recognised, where each stands first."""
    if place.show != "names":
        return []
    at = review.names_at(place.revision, standing.names)
    return [(name, at[name.printed], standing.chapter_at(at[name.printed].start)) for name in standing.names]


def _suggestions(place: Place, standing: Standing) -> dict[str, tuple[str, ...]]:
    """What the register has that is spelled alike; a proposed name itself is no suggestion."""
    if place.show != "names":
        return {}
    return alike([name.printed for name in standing.names])


def ready(place: Place, opened: Opened, rows: Sequence[ReviewRow]) -> Opened:
    """An opened row with its form, the places where it can be cut, and the row it can be merged with."""
    here = next((number for number, row in enumerate(rows) if row.shown.code == opened.code), None)
    if here is None:
        return opened
    shown = rows[here].shown
    opened.form = opened.form or ROWS[shown.kind](shown.row)
    opened.cuts = opened.cuts or cuts(place.revision.text, shown.row.start, shown.row.end)
    opened.next = next((row for row in rows[here + 1 :] if row.shown.kind == shown.kind), None)
    return opened


def chapter_rows(place: Place, standing: Standing, chapter: Chapter) -> list[ReviewRow]:
    """All rows of a chapter."""
    return review_rows(review.shown(place.revision, chapter.low, chapter.high, standing))


def code_of(kind: str, pk: int) -> str:
    """How addresses name a row."""
    if kind not in items.KINDS:
        raise Http404
    return f"{kind}-{pk}"
