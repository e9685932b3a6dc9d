"""The office desk: what came in, what is late, what is red and why."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luoshi.desk.forms import LIGHTS, OfficeFilters
from luoshi.desk.queries import office as queries
from luoshi.desk.queries.office import Overview, Row
from luoshi.duties import words
from luoshi.duties.places import duty_href
from luoshi.orgs.access import requires
from luoshi.orgs.models import Unit
from luoshi.plans.queries.revisions import counting
from luoshi.web import clock
from luoshi.web.formatting import number, percent
from luoshi.web.listing import listing
from luoshi.web.pages import csv_file, render

SHOWN = 8
UNITS = 15
"""So many lines of each list, and so many units, stand on the desk; the others are one click away."""


@requires("duties.read_all")
@require_safe
def office(request: HttpRequest) -> HttpResponseBase:
    """Everything at one glance, each figure with the way to its list."""
    day, form, every = _looked_at(request)
    came, requests = queries.came_in(day), queries.open_requests()
    it = queries.overview(day, form.chosen())
    context = _common(day, form) | {
        "it": it,
        "revisions": counting(_plans(it), day),
        "came": list(came[:SHOWN]),
        "came_count": came.count(),
        "periods": queries.periods_on(day),
        "requests": list(requests[:SHOWN]),
        "request_count": requests.count(),
        "names": dict(Unit.objects.values_list("pk", "name")),
        "titles": {row.key: row.task.title for row in every if row.missing or row.objected},
        "shown": SHOWN,
        "units": UNITS,
    }
    return render(request, "desk/office.html", context)


def _plans(it: Overview) -> list[int]:
    """The plans whose progress pages the desk leads to: those it lists, or the one it is about."""
    name, groups = it.tables[0]
    return [int(group.key) for group in groups[:UNITS]] if name == "plan" else [row.plan for row in it.rows[:1]]


@requires("duties.read_all")
@require_safe
def tasks(request: HttpRequest) -> HttpResponseBase:
    """The tasks behind a figure, the most urgent first, each with its reasons."""
    day, form, every = _looked_at(request)
    rows = queries.chosen(every, form.chosen())
    if request.GET.get("format") == "csv":
        heads = [_("任务"), _("方案"), _("章"), _("总牵头"), _("灯"), _("已认定%"), _("序时%"), _("完成时限")]
        return csv_file(_("任务"), heads, map(_cells, rows))
    context = _common(day, form) | {"listing": listing(request.GET, rows), "rollup": queries.together(rows)}
    return render(request, "desk/office_tasks.html", context)


def _looked_at(request: HttpRequest) -> tuple[date, OfficeFilters, Sequence[Row]]:
    """The day asked for, today at the latest, the filters, and all tasks of its year."""
    today = clock.today()
    asked = OfficeFilters(request.GET, {})
    day = min((asked.cleaned_data.get("on") if asked.is_valid() else None) or today, today)
    every = queries.rows_on(day, day.year)
    offered = queries.offered_on(day, day.year, request.GET.get("plan", ""))
    return day, OfficeFilters(request.GET, {**offered, "light": LIGHTS, "fresh": [("no", _("无新报"))]}), every


def _common(day: date, form: OfficeFilters) -> dict[str, Any]:
    return {"day": day, "past": day != clock.today(), "form": form, "words": words, "duty_href": duty_href}


def _cells(row: Row) -> list[object]:
    standing = row.task.standing
    lights = dict(LIGHTS)
    return [
        row.task.title,
        row.plan_title,
        row.chapter_title,
        row.owner,
        str(lights[standing.light]),
        number(percent(standing.done)),
        number(percent(standing.scheduled)),
        row.task.term.due.isoformat(),
    ]
