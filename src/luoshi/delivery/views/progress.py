"""How a plan stands: by chapter and measure, by unit, by county, by task; on one page; as a workbook; on paper."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from luoshi.delivery.queries import progress_sheets
from luoshi.delivery.queries.brief import brief, month_before
from luoshi.delivery.queries.headings import lines
from luoshi.delivery.queries.plan_progress import PlanTask, together
from luoshi.delivery.views.breakdown import XLSX
from luoshi.delivery.views.looking import Look, looked_at
from luoshi.duties import words
from luoshi.duties.rules.lights import SEVERITY
from luoshi.files.responses import made
from luoshi.orgs.access import requires
from luoshi.papers.sheets import workbook_bytes
from luoshi.plans.exports.asked import LANGUAGE
from luoshi.web import clock
from luoshi.web.listing import Column, Listing, listing
from luoshi.web.pages import render

BY = {"chapter": _("按章和举措"), "unit": _("按总牵头单位"), "county": _("按县市"), "task": _("任务")}
FILTERS = ("year", "chapter", "unit", "county", "light", "fresh")
ORDERS: dict[str, Callable[[PlanTask], Any]] = {
    "title": lambda each: each.title,
    "owner": lambda each: each.owner,
    "light": lambda each: (-SEVERITY[each.standing.light], -each.standing.behind),
    "done": lambda each: each.standing.done,
    "due": lambda each: each.term.due,
}
COLUMNS = (
    Column(_("条"), "order"),
    Column(_("任务"), "title"),
    Column(_("总牵头"), "owner"),
    Column(_("灯"), "light"),
    Column(_("进度"), "done"),
    Column(_("原因")),
    Column(_("时限"), "due", "nowrap"),
)


@requires("duties.read")
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The table as `by` says; with `view` the one page ("page") or that and the table to be printed ("print").

    Who holds duties.read_all sees all tasks; others those that their unit owns or has a part in, and no measures
    without tasks, since there may be tasks of others. Drafts of plans are not there.
    """
    by = request.GET.get("by", "")
    by = by if by in BY else "chapter"
    look = looked_at(request, pk, FILTERS if by == "task" else (*FILTERS, "deep"))
    if request.GET.get("format") == "xlsx":
        return _workbook(look)
    if request.GET.get("view") in {"page", "print"}:
        return _paper(request, look, whole=request.GET["view"] == "print")
    context = _common(look) | {"by": by, "names": BY}
    if by == "task":
        context |= {"listing": _listed(request, look.tasks), "columns": COLUMNS}
    else:
        context["lines"] = lines(look.found, look.wanted, look.tasks, by, bool(look.wanted.get("deep")))
    return render(request, "delivery/progress.html", context)


def _common(look: Look) -> dict[str, Any]:
    return {
        "look": look,
        "revision": look.found.revision,
        "year": look.year,
        "day": look.found.day,
        "rollup": together(look.tasks),
        "bare": len(look.found.bare),
        "words": words,
    }


def _listed(request: HttpRequest, tasks: list[PlanTask]) -> Listing[PlanTask]:
    """In the order of the text unless asked otherwise."""
    asked = request.GET.get("sort", "")
    key = ORDERS.get(asked.removeprefix("-"))
    rows = sorted(tasks, key=key, reverse=asked.startswith("-")) if key else tasks
    return replace(listing(request.GET, rows), order=asked if key else "order")


def _paper(request: HttpRequest, look: Look, *, whole: bool) -> HttpResponseBase:
    """One page about the whole plan, whatever the filters; `whole` puts the table that they choose behind it."""
    before = look.on(request, month_before(look.found.day))
    context = _common(look) | {
        "brief": brief(look.found, before),
        "lines": lines(look.found, look.wanted, look.tasks, "chapter", deep=True) if whole else [],
    }
    return render(request, "delivery/progress_paper.html", context)


def _workbook(look: Look) -> HttpResponseBase:
    """An official paper, so it is Chinese in every language."""
    with override(LANGUAGE):
        book = progress_sheets.workbook(look.found, look.wanted, look.tasks, look.year)
    return made(workbook_bytes(book, at=clock.now()), name=f"{book.title}.xlsx", content_type=XLSX)
