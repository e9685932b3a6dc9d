"""A plan's yearly tasks: the list, its filters, its order, its exports."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from luoshi.delivery.forms.breakdown import BreakdownFilters
from luoshi.delivery.queries import breakdown as queries
from luoshi.delivery.queries import sheets
from luoshi.delivery.queries.breakdown import Row
from luoshi.delivery.views.plans import broken_down_or_404, is_current
from luoshi.duties import words
from luoshi.duties.rules.lights import SEVERITY
from luoshi.orgs.access import account_of, requires
from luoshi.papers.sheets import workbook_bytes
from luoshi.plans.models import Revision
from luoshi.web import clock
from luoshi.web.listing import Column, Listing, listing
from luoshi.web.pages import csv_file, render

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Names = dict[int, str]
ORDERS: dict[str, Callable[[Row, Names], Any]] = {
    "title": lambda row, _names: row.task and row.task.content.given.title,
    "owner": lambda row, names: row.task and names[row.task.content.given.term.owner],
    "due": lambda row, _names: row.task and row.task.content.given.term.due,
    "light": lambda row, _names: row.task and -SEVERITY[row.task.standing.light if row.task.standing else "none"],
}
COLUMNS = (
    Column(gettext_lazy("条"), "order"),
    Column(gettext_lazy("举措")),
    Column(gettext_lazy("任务"), "title"),
    Column(gettext_lazy("成果"), css="num"),
    Column(gettext_lazy("总牵头"), "owner"),
    Column(gettext_lazy("截止"), "due", "nowrap"),
    Column(gettext_lazy("灯"), "light"),
)


@requires("duties.read")
@require_safe
def index(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The breakdown as a page, .xlsx or .csv."""
    revision, account, today = broken_down_or_404(request, pk), account_of(request), clock.today()
    form = _filters(request, revision, today.year)
    year = form.year_or(today.year)
    rows, names = queries.rows(revision, year, form.chosen(), account, today)
    if request.GET.get("format") in EXPORTS:
        return EXPORTS[request.GET["format"]](revision, year, rows, names)
    context = {
        "revision": revision,
        "year": year,
        "form": form,
        "listing": _listed(request, rows, names),
        "names": names,
        "columns": COLUMNS,
        "counts": _counts(rows),
        "everything": queries.sees_all(account),
        "current": is_current(request, revision, today),
        "may": account.has_perm("delivery.break_down") and is_current(request, revision, today),
        "words": words,
    }
    return render(request, "delivery/breakdown.html", context)


def _filters(request: HttpRequest, revision: Revision, now: int) -> BreakdownFilters:
    asked = request.GET.get("year", "")
    years = queries.years(revision, now)
    year = int(asked) if asked.isdecimal() and int(asked) in years else now
    return BreakdownFilters(
        request.GET.dict() | {"year": str(year)},
        years=years,
        chapters=[(row.path, str(row)) for row in queries.chapters(revision)],
        units=queries.units_involved(revision, year),
        now=now,
    )


def _listed(request: HttpRequest, rows: list[Row], names: Names) -> Listing[Row]:
    """In the order of the text; sorted by a task's own, measures without one come last."""
    asked = request.GET.get("sort", "")
    key = ORDERS.get(asked.removeprefix("-"))
    if key:
        tasks = [row for row in rows if row.task]
        tasks.sort(key=lambda row: key(row, names), reverse=asked.startswith("-"))
        rows = [*(replace(row, first=True, count=1) for row in tasks), *(row for row in rows if not row.task)]
    return replace(listing(request.GET, rows), order=asked if key else "order")


def _counts(rows: list[Row]) -> dict[str, int]:
    lights = [row.task.standing.light for row in rows if row.task and row.task.standing]
    return {
        "measures": len({row.measure.pk for row in rows}),
        "tasks": sum(row.task is not None for row in rows),
        "bare": sum(row.task is None for row in rows),
        "red": lights.count("red"),
        "yellow": lights.count("yellow"),
    }


def _xlsx(revision: Revision, year: int, rows: list[Row], names: Names) -> HttpResponseBase:
    book = sheets.workbook(revision, year, rows, names)
    answer = HttpResponse(workbook_bytes(book, at=clock.now()), content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{book.title}.xlsx")
    return answer


def _csv(revision: Revision, year: int, rows: list[Row], names: Names) -> HttpResponseBase:
    heads = [str(column.label) for column in sheets.COLUMNS if not column.hidden]
    cells = (["" if cell is None else cell for cell in sheets.cells(row, names)[: len(heads)]] for row in rows)
    return csv_file(_("%(title)s%(year)s年任务分解") % {"title": revision.title, "year": year}, heads, cells)


EXPORTS: dict[str, Callable[[Revision, int, list[Row], Names], HttpResponseBase]] = {"xlsx": _xlsx, "csv": _csv}
