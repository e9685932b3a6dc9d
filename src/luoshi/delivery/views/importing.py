"""A breakdown sent back: first what would change, then, once confirmed, the change."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoshi.delivery.actions.importing import SeenOtherwise, import_tasks
from luoshi.delivery.forms.importing import NOT_A_SHEET, PROBLEMS, STATES, ConfirmForm, SheetForm, kept
from luoshi.delivery.queries.comparing import Comparison, compared
from luoshi.delivery.queries.reading import Problem
from luoshi.delivery.rules.sheet_files import read_rows
from luoshi.delivery.views.plans import broken_down_or_404, is_current
from luoshi.duties import words
from luoshi.orgs.access import account_of, requires
from luoshi.papers.sheets.reading import NotASheet, SheetRow
from luoshi.plans.models import Revision
from luoshi.web import clock
from luoshi.web.pages import render


@requires("delivery.break_down")
def upload(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a workbook and show what it would change; nothing is written yet."""
    revision, year = _place(request, pk)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data: bytes = form.cleaned_data["file"]
        rows = _rows(data, form)
        if rows is not None:
            return _preview(request, revision, year, data, compared(revision, year, rows, clock.today()))
    context = {"revision": revision, "year": year, "form": form}
    return render(request, "delivery/import.html", context, status=400 if form.errors else 200)


@requires("delivery.break_down")
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write what was shown; if it would now be something else, show that instead."""
    revision, year = _place(request, pk)
    form = ConfirmForm(request.POST)
    rows = _rows(form.cleaned_data["sheet"], form) if form.is_valid() else None
    if rows is None:
        messages.error(request, _("文件没有传完整，没有写入。请重新上传。"))
        return redirect(_address("import", pk, year))
    by, digest = account_of(request), form.cleaned_data["digest"]
    try:
        done = import_tasks(revision=revision, year=year, rows=rows, digest=digest, by=by, at=clock.now())
    except SeenOtherwise as other:
        messages.warning(request, _("您看的时候情况又变了，没有写入。下面是现在的差异。"))
        return _preview(request, revision, year, form.cleaned_data["sheet"], other.now)
    said = _("已写入：新增 %(new)s 项，更正 %(changed)s 项，没有变化 %(unchanged)s 项。")
    messages.success(request, said % done.counts())
    return redirect(_address("breakdown", pk, year))


def _place(request: HttpRequest, pk: int) -> tuple[Revision, int]:
    revision, today = broken_down_or_404(request, pk), clock.today()
    if not is_current(request, revision, today):
        raise Http404
    asked = request.GET.get("year", "")
    return revision, int(asked) if asked.isdecimal() and 1900 < int(asked) < 2200 else today.year


def _address(route: str, pk: int, year: int) -> str:
    return f"{reverse(f'delivery:{route}', args=(pk,))}?year={year}"


def _rows(data: bytes, form: SheetForm | ConfirmForm) -> list[SheetRow] | None:
    try:
        return read_rows(data)
    except NotASheet as wrong:
        form.add_error(None, NOT_A_SHEET[wrong.code] % {"what": wrong.what})
        return None


def said(problem: Problem) -> str:
    """A problem in words."""
    known = PROBLEMS.get(problem.code)
    return known % {"what": problem.what} if known else str(words.UNSOUND[problem.code])


def _preview(request: HttpRequest, revision: Revision, year: int, data: bytes, found: Comparison) -> HttpResponseBase:
    context = {
        "revision": revision,
        "year": year,
        "found": found,
        "counts": found.counts(),
        "states": STATES,
        "said": said,
        "data": kept(data),
    }
    return render(request, "delivery/preview.html", context, status=400 if found.blocked else 200)
