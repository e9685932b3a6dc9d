"""代填: the office enters what a unit has said, with who said it and when; the unit confirms it on its desk."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luoshi.duties import words
from luoshi.duties.actions.reporting import NotTaken, OnBehalf, Told, submit_report
from luoshi.duties.forms.receipts import OnBehalfForm
from luoshi.duties.forms.reports import ReportForm, said_of
from luoshi.duties.queries.forming import About, about
from luoshi.duties.rules.drafts import content
from luoshi.duties.views.report_page import Attached, errors_of, is_written, shown, told_of
from luoshi.duties.views.reporting import page_context
from luoshi.duties.views.uploads import stored
from luoshi.files.models import StoredFile
from luoshi.orgs.access import account_of, requires
from luoshi.orgs.models import Unit
from luoshi.values.periods import NotAPeriod, Period
from luoshi.web import clock
from luoshi.web.pages import render

SALT = "luoshi.duties.on_behalf"
NOBODY = OnBehalf("", date.min)


@requires("duties.report_for")
@require_http_methods(["GET", "HEAD", "POST"])
def report_for(request: HttpRequest, pk: int, period: str, unit: int) -> HttpResponseBase:
    """The form of a report of another unit. The unit's own draft is not shown, nor touched before it is sent."""
    found = _found(get_object_or_404(Unit, pk=unit), pk, period)
    if request.method != "POST":
        return _page(request, found, (), OnBehalfForm())
    name, _colon, rest = request.POST.get("do", "save").partition(":")
    files, wrong = _files(request, found, rest if name == "remove" else "")
    for text in wrong:
        messages.error(request, text)
    if name not in {"send", "unchanged"}:
        return _page(request, found, files, OnBehalfForm(initial=_said(request)))
    return _send(request, found, files, name if name == "unchanged" else rest)


def _found(unit: Unit, duty: int, period: str) -> About:
    try:
        found = about(unit, duty, Period.parse(period), clock.today())
    except NotAPeriod as wrong:
        raise Http404 from wrong
    if found is None:
        raise Http404
    return replace(found, draft=None, asked=(), missing="")


def _said(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ("said_by", "said_on")}


def _files(request: HttpRequest, found: About, removed: str) -> tuple[list[Attached], list[str]]:
    """Files kept from before, which the page names under our signature, and those that came now."""
    try:
        kept: list[list[Any]] = signing.loads(request.POST.get("kept", ""), salt=SALT)
    except signing.BadSignature:
        kept = []
    by, wrong = account_of(request), []
    steps = {f"file-{step.key}": step.key for step in found.steps}
    for field, files in request.FILES.lists():
        for each in files:
            file, text = stored(each, by)
            if file is None:
                wrong.append(text)
            else:
                kept.append([file.pk, each.name or file.name, steps.get(field)])
    rows = StoredFile.objects.select_related("thumbnail").in_bulk([row[0] for row in kept])
    named = [Attached(f"{number}", rows[key], name, step) for number, (key, name, step) in enumerate(kept)]
    return [each for each in named if each.key != removed], wrong


def _send(request: HttpRequest, found: About, files: Sequence[Attached], how: str) -> HttpResponseBase:
    """Send it under both names; what is wrong is said beside its field."""
    form, day = OnBehalfForm(request.POST), clock.today()
    said = content(ReportForm(request.POST, steps=found.steps).typed())
    if how == "bare":
        said["claims"] = {}
    told, wrong = (Told(unchanged=True), {}) if how == "unchanged" else told_of(found, said, files, day)
    errors = errors_of(found, told, wrong, day, NOBODY)
    if told.unchanged and is_written(said):
        errors = {"": [str(words.NOT_UNCHANGED)]}
    if not form.is_valid() or errors:
        return _page(request, found, files, form, errors)
    behalf = OnBehalf(form.cleaned_data["said_by"], form.cleaned_data["said_on"])
    return _sent(request, found, files, form, (told, behalf))


def _sent(
    request: HttpRequest, found: About, files: Sequence[Attached], form: OnBehalfForm, what: tuple[Told, OnBehalf]
) -> HttpResponseBase:
    told, behalf = what
    try:
        submit_report(
            duty=found.duty,
            unit=found.unit,
            period=found.period,
            told=told,
            on_behalf=behalf,
            by=account_of(request),
            at=clock.now(),
        )
    except NotTaken as refused:
        name, text = said_of(refused)
        return _page(request, found, files, form, {name: [text]})
    text = _("已替%(unit)s报送：%(title)s。等该单位在“我的事项”里确认。")
    messages.success(request, text % {"unit": found.unit.name, "title": found.duty.title})
    return redirect("duties:mine")


def _page(
    request: HttpRequest,
    found: About,
    files: Sequence[Attached],
    form: OnBehalfForm,
    errors: dict[str, list[str]] | None = None,
) -> HttpResponseBase:
    said = content(ReportForm(request.POST, steps=found.steps).typed())
    page = shown(found, said, files, clock.today(), on_behalf=NOBODY)
    kept = signing.dumps([[each.file.pk, each.name, each.milestone] for each in files], salt=SALT)
    own = {
        "behalf": form,
        "kept": kept,
        "errors": errors or {},
        "address": reverse("duties:report_for", args=(found.duty.pk, found.period, found.unit.pk)),
    }
    by_script = request.headers.get("X-Sent-By") == "script"
    template = "duties/report_parts.html" if by_script else "duties/report.html"
    wrong = bool(errors or form.errors)
    return render(request, template, page_context(request, page) | own, status=400 if wrong else 200)
