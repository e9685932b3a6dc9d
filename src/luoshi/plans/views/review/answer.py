"""What follows an action: for htmx the pieces of the page that changed, else the page again at the same place."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.plans import actions
from luoshi.plans.models import Correction
from luoshi.plans.queries import review
from luoshi.plans.queries.review import Chapter, Standing
from luoshi.plans.views.review.place import Place
from luoshi.plans.views.review.screen import Opened, about, chapter_rows, context, page, ready
from luoshi.web.pages import render


@dataclass(frozen=True)
class Answer:
    """What changed (`rows` by code, or the `whole` chapter), what to say, and where to go on.

    `onward` is the row behind which the next open one gets the focus, `focus` an element's id, `at` an offset that
    must be in sight. `struck` or `gone` is a row that no longer stands.
    """

    rows: tuple[str, ...] = ()
    whole: bool = False
    opened: Opened | None = None
    struck: Correction | None = None
    gone: tuple[str, int] | None = None
    say: str = ""
    warn: str = ""
    onward: str = ""
    focus: str | None = None
    at: int | None = None
    status: int = 200


def answer(request: HttpRequest, place: Place, made: Answer) -> HttpResponse:
    """The answer as the browser wants it."""
    if request.htmx:  # type: ignore[attr-defined]
        return _pieces(request, place, made)
    if made.say:
        messages.success(request, made.say)
    if made.warn:
        messages.warning(request, made.warn)
    if made.status >= 400:
        return page(request, place, made.opened, status=made.status)
    standing = review.standing(place.revision)
    place = _moved(place, standing, made)
    opened = {"at": made.opened.code, "do": made.opened.doing} if made.opened else {}
    return redirect(place.href(anchor=_anchor(place.chapter(standing), made), **opened))


def _anchor(chapter: Chapter, made: Answer) -> str:
    """Where the page goes on without script."""
    if made.opened or made.focus:
        return f"r-{made.opened.code}" if made.opened else made.focus or ""
    codes = [point.code for point in chapter.points]
    behind = codes.index(made.onward) if made.onward in codes else -1
    later = [point for point in chapter.points[behind + 1 :] if point.open]
    left = [*later, *chapter.open]
    return f"r-{left[0].code}" if left else "review-head"


def _moved(place: Place, standing: Standing, made: Answer) -> Place:
    """The same place, or the chapter that holds what must be in sight."""
    if made.at is None:
        return place
    return replace(place, number=standing.chapter_at(made.at).number)


def _pieces(request: HttpRequest, place: Place, made: Answer) -> HttpResponse:
    standing = review.standing(place.revision)
    moved = _moved(place, standing, made)
    if made.whole and moved.number != place.chapter(standing).number:
        return _to(moved.href(anchor=made.focus or ""))
    told: dict[str, Any] = {"made": made, "opened": made.opened, "rows": []}
    if made.whole:
        found = context(request, place, made.opened)
        return _fragment(request, found | told | {"rows": found["rows"], "opened": found["opened"]}, made.status)
    chapter = place.chapter(standing)
    place = replace(place, number=chapter.number)
    all_rows = chapter_rows(place, standing, chapter) if made.rows else []
    rows = [row for row in all_rows if row.shown.code in made.rows]
    if made.opened:
        told["opened"] = ready(place, made.opened, all_rows)
    return _fragment(request, about(request, place, standing, chapter) | told | {"rows": rows}, made.status)


def _fragment(request: HttpRequest, found: dict[str, Any], status: int) -> HttpResponse:
    return render(request, "plans/review/fragment.html", found, status=status)


def _to(address: str) -> HttpResponse:
    return HttpResponse(headers={"HX-Redirect": address})


def settled(request: HttpRequest, adopted: actions.Settled) -> HttpResponse:
    """Adopted meanwhile: nothing was changed, and nothing can be any more."""
    messages.warning(request, _("没有保存：这一版刚刚已经采用。要改，请上传新的一版。"))
    address = reverse("plans:plan", args=(adopted.revision.pk,))
    return _to(address) if request.htmx else redirect(address)  # type: ignore[attr-defined]
