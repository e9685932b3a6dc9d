"""Deadline day: who has reported and who has not, live; grace and reminders."""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.duties import words
from luoshi.duties.actions.extending import Grace, NotExtended, extend_period
from luoshi.duties.actions.reminding import Owed, remind
from luoshi.duties.forms.periods import DayForm, ExtensionForm, ReminderForm
from luoshi.duties.models import Duty
from luoshi.duties.places import duty_href
from luoshi.duties.queries.deadlines import Deadline, UnitRow, by_unit, deadlines, periods_of, years
from luoshi.duties.queries.facts import end_of
from luoshi.duties.views import period_files
from luoshi.orgs.access import account_of, requires
from luoshi.orgs.models import Unit
from luoshi.values.periods import NotAPeriod, Period
from luoshi.web import clock
from luoshi.web.formatting import day as day_words
from luoshi.web.formatting import period as period_words
from luoshi.web.pages import csv_file, render

FIELDS = {"words": "why", "past": "until", "early": "until"}


@requires("duties.read_all")
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """The periods of a year, each with how many reports are owed and in."""
    today, known = clock.today(), years()
    wanted = request.GET.get("year", "")
    year = int(wanted) if wanted.isdecimal() and int(wanted) in known else today.year
    rows = [each for each in deadlines(periods_of(year), today) if each.rows]
    context = {"year": year, "years": known, "rows": rows, "today": today, "words": words}
    return render(request, "duties/periods.html", context)


@requires("duties.read_all")
@require_safe
def period(request: HttpRequest, code: str) -> HttpResponseBase:
    """A period by unit; htmx asks for the live part of it again and again."""
    form = DayForm(request.GET)
    chosen = form.cleaned_data["on"] if form.is_valid() else None
    today = clock.today()
    day = min(chosen or today, today)
    deadline, units = _known(code, day)
    at = _moment(day, today)
    export = request.GET.get("format")
    if export == "xlsx":
        return period_files.workbook(deadline, units, at)
    if export == "csv":
        name = _("%(period)s报送情况") % {"period": period_words(code)}
        lines = (period_files.cells(unit, row) for unit in units for row in unit.rows)
        return csv_file(name, period_files.heads(), lines)
    context: dict[str, Any] = {
        "deadline": deadline,
        "units": units,
        "day": day,
        "live": day == today,
        "at": at,
        "form": DayForm(initial={"on": day}, auto_id="asof-%s"),
        "message": period_files.message(deadline, units, at),
        "words": words,
        "code": code,
        "duty_href": duty_href,
    }
    part = "duties/period_live.html" if request.GET.get("part") == "live" else "duties/period.html"
    return render(request, part, context)


@requires("duties.review_all")
@require_http_methods(["GET", "HEAD", "POST"])
def remind_units(request: HttpRequest, code: str) -> HttpResponseBase:
    """Remind all or some of those whose report is not there."""
    now = clock.now()
    deadline, units = _known(code, clock.day_of(now))
    missing = [row for unit in units for row in unit.missing]
    offered = [(f"{row.unit}-{row.duty}", f"{row.unit_name}：{row.title}") for row in missing]
    form = ReminderForm(request.POST or None, offered, _asking(deadline))
    if request.method == "POST" and form.is_valid():
        owed = [Owed(*map(int, each.split("-"))) for each in form.cleaned_data["owed"]]
        text = form.cleaned_data["text"]
        given = remind(period=deadline.period, owed=owed, text=text, by=account_of(request), at=now)
        told = ngettext("已催办 %(n)s 件。", "已催办 %(n)s 件。", len(given)) % {"n": len(given)}
        spared = len(owed) - len(given)
        if spared:
            told += _("另有 %(n)s 件刚报来，或今天已催过，没有再催。") % {"n": spared}
        messages.success(request, told, extra_tags=f"remind-{code}")
        return redirect("duties:period", code)
    chosen = set(request.POST.getlist("owed")) if request.method == "POST" else {key for key, _text in offered}
    context = {"deadline": deadline, "units": units, "form": form, "chosen": chosen, "code": code, "words": words}
    return render(request, "duties/period_remind.html", context, status=400 if form.errors else 200)


@requires("duties.review_all")
@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: HttpRequest, code: str) -> HttpResponseBase:
    """Give all, some units or some duties more time, with a reason."""
    now = clock.now()
    deadline, units = _known(code, clock.day_of(now))
    duties = {row.duty: row.title for row in deadline.rows if not row.is_in}
    form = ExtensionForm(request.POST or None, [(unit.unit, unit.name) for unit in units], duties.items())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        grace = Grace(
            until=given["until"],
            why=given["why"],
            units=list(Unit.objects.filter(pk__in=given["units"])),
            duties=list(Duty.objects.filter(pk__in=given["duties"])),
        )
        try:
            extend_period(period=deadline.period, grace=grace, by=account_of(request), at=now)
        except NotExtended as wrong:
            form.add_error(FIELDS[wrong.code], str(words.NOT_EXTENDED[wrong.code]))
        else:
            told = _("已延期到%(day)s。") % {"day": day_words(grace.until)}
            messages.success(request, told, extra_tags=f"extend-{code}")
            return redirect("duties:period", code)
    context = {"deadline": deadline, "form": form, "code": code}
    return render(request, "duties/period_extend.html", context, status=400 if form.errors else 200)


def _known(code: str, day: date) -> tuple[Deadline, list[UnitRow]]:
    """The period and its units; a 404 for what is none that anybody reports on."""
    try:
        found = Period.parse(code)
    except NotAPeriod as wrong:
        raise Http404 from wrong
    if found.kind not in {"quarter", "month"}:
        raise Http404
    deadline = deadlines([found], day)[0]
    return deadline, by_unit(deadline, day)


def _moment(day: date, today: date) -> datetime:
    """The end of a past day, or now."""
    return clock.now() if day == today else end_of(day)


def _asking(deadline: Deadline) -> str:
    """What a reminder says unless somebody writes something else."""
    said = {"period": period_words(str(deadline.period)), "due": day_words(deadline.window.due)}
    return _("%(period)s的进展报告还没有收到，截止日%(due)s，请尽快报送。") % said
