"""The working-day calendar: what is entered, and entering more."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luoshi.orgs import queries
from luoshi.orgs.access import account_of, requires
from luoshi.orgs.actions.calendar import import_working_days, withdraw_holiday
from luoshi.orgs.actions.regions import BadRows
from luoshi.orgs.forms import CalendarFilters, CalendarForm
from luoshi.orgs.models import Holiday
from luoshi.orgs.rules.working_day_rows import COLUMNS
from luoshi.web import clock
from luoshi.web.formatting import day
from luoshi.web.listing import Column, in_order, listing
from luoshi.web.pages import csv_file, go_on, render

ORDERS = {"day": ("day",), "name": ("name", "day")}
AHEAD = timedelta(days=90)
"""Deadlines given today reach about so far: the years until then should be entered."""


@requires("orgs.read")
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponseBase:
    """Years in figures, and the exceptions to Monday to Friday, of this year unless another, or all, is asked for."""
    return _enter(request) if request.method == "POST" else _calendar(request, CalendarForm())


@requires("orgs.manage")
def _enter(request: HttpRequest) -> HttpResponseBase:
    """Enter a table of exceptions, all rows or none."""
    form = CalendarForm(request.POST, request.FILES)
    if not form.is_valid():
        return _calendar(request, form, 400)
    try:
        text, by = form.cleaned_data["file"], account_of(request).username
        entered = import_working_days(text=text, by=by, at=clock.now())
    except BadRows as bad:
        form.add_error("file", [_said(*row) for row in bad.rows])
        return _calendar(request, form, 400)
    messages.success(request, ngettext("录入或更正了 %(n)s 天", "录入或更正了 %(n)s 天", entered) % {"n": entered})
    return go_on(request, reverse("orgs:calendar"))


@requires("orgs.manage")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a day out that was entered by mistake."""
    holiday = get_object_or_404(Holiday, pk=pk)
    withdraw_holiday(holiday=holiday, by=account_of(request).username, at=clock.now())
    messages.success(request, _("%(day)s已删去，按星期几计算") % {"day": day(holiday.day)})
    return redirect("orgs:calendar")


def _said(line: int, zh: str, en: str) -> str:
    return f"Line {line}: {en}." if get_language() == "en" else f"第 {line} 行：{zh}。"


def _calendar(request: HttpRequest, form: CalendarForm, status: int = 200) -> HttpResponseBase:
    today = clock.today()
    years = queries.calendar_years((today.year, today.year + 1))
    asked = request.GET.copy()
    asked.setdefault("year", str(today.year))
    filters = CalendarFilters(asked, years=[each.year for each in years])
    found = queries.holidays(**filters.chosen())
    if request.GET.get("format") == "csv":
        return _export(request, filters)
    context = {
        "years": years,
        "missing": queries.work_calendar().missing(today, today + AHEAD),
        "holidays": listing(request.GET, found, orders=ORDERS, default="day"),
        "columns": [
            Column(_("日期"), "day"),
            Column(_("星期")),
            Column(_("安排")),
            Column(_("名称"), "name"),
            Column(_("依据")),
        ],
        "filters": filters,
        "form": form,
        "manages": request.user.has_perm("orgs.manage"),
    }
    return render(request, "orgs/calendar.html", context, status=status)


def _export(request: HttpRequest, filters: CalendarFilters) -> HttpResponseBase:
    """As the table can be entered again: columns are named as `rules.working_day_rows` reads them."""
    rows = in_order(request.GET, queries.holidays(**filters.chosen()), orders=ORDERS, default="day")
    return csv_file(_("工作日历"), COLUMNS, ([row.day, int(row.works), row.name, row.source] for row in rows))
