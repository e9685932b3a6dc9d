"""Plans: the list, the upload, one at a glance, its text, its adoption."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from luoshi.files.queries import path_of
from luoshi.orgs.access import account_of, requires
from luoshi.plans import actions, words
from luoshi.plans.forms import AdoptForm, UploadForm
from luoshi.plans.marks import all_rows, marks, section, sections
from luoshi.plans.models import MeasureUnit, Plan, Provision
from luoshi.plans.queries import plans as queries
from luoshi.plans.queries.provisions import promises
from luoshi.reader.errors import ReadingError
from luoshi.web import clock
from luoshi.web.listing import listing
from luoshi.web.pages import go_on, render

ORDERS = {"title": ("title", "id"), "issued": ("issued_on", "id"), "imported": ("created_at", "id")}


def plan_or_404(request: HttpRequest, pk: int) -> Plan:
    """A plan this person may see; another's draft is not there."""
    plan = queries.visible(account_of(request)).filter(pk=pk).first()
    if plan is None:
        raise Http404
    return plan


@requires("plans.read")
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """Every plan one may see."""
    found = queries.with_counts(queries.visible(account_of(request)))
    context = {"plans": listing(request.GET, found, orders=ORDERS, default="-imported")}
    return render(request, "plans/index.html", context)


@requires("plans.import")
def upload(request: HttpRequest) -> HttpResponseBase:
    """Take a file, read it, enter it; what is wrong with it is said beside the field."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        plan = _imported(request, form, form.cleaned_data["file"])
        if plan:
            return go_on(request, reverse("plans:plan", args=(plan.pk,)))
    return render(request, "plans/upload.html", {"form": form}, status=400 if form.errors else 200)


def _imported(request: HttpRequest, form: UploadForm, file: "UploadedFile[bytes]") -> Plan | None:
    by = account_of(request).username
    try:
        found = actions.import_document(data=file.read(), name=file.name or "", by=by, at=clock.now())
    except ReadingError as error:
        form.add_error("file", error.en if get_language() == "en" else error.zh)
        return None
    if found.created:
        messages.success(request, _("已读入。请核对后签署采用。"))
    else:
        messages.info(request, _("这份文件以前导入过，没有重复导入。"))
    return found.plan


@requires("plans.read")
@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One plan at a glance."""
    found = plan_or_404(request, pk)
    return render(request, "plans/plan.html", _glance(found) | {"form": AdoptForm()})


def _glance(plan: Plan) -> dict[str, object]:
    page_of = _pages(plan, list(plan.provisions.all()))
    return {
        "plan": plan,
        "counts": queries.counts(plan),
        "chapters": queries.chapters(plan),
        "units": queries.unit_counts(plan),
        "targets": list(plan.targets.select_related("provision")[:12]),
        "problems": [(problem, page_of(problem.start)) for problem in plan.problems.all()[:20]],
        "words": words,
    }


@requires("plans.adopt")
@require_POST
def adopt(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Sign the reading."""
    found, form = plan_or_404(request, pk), AdoptForm(request.POST)
    if not form.is_valid():
        return render(request, "plans/plan.html", _glance(found) | {"form": form}, status=400)
    try:
        actions.adopt_plan(plan=found, why=form.cleaned_data["why"], by=account_of(request), at=clock.now())
    except actions.AlreadyAdopted as earlier:
        messages.warning(request, _("%(who)s已经签署采用过这份方案。") % {"who": earlier.adoption.by.name})
    else:
        messages.success(request, _("已采用。全体有权限的人现在都能看到这份方案。"))
    return redirect("plans:plan", pk=pk)


@requires("plans.read")
@require_safe
def provision(request: HttpRequest, pk: int, ordinal: int) -> HttpResponseBase:
    """One provision: its text with everything it promised marked in it."""
    plan = plan_or_404(request, pk)
    found = promises(plan, ordinal)
    if found is None:
        raise Http404
    rows = all_rows(found.units, found.targets, found.projects, found.mechanisms)
    context = {
        "plan": plan,
        "found": found,
        "rows": rows,
        "section": section(found.provision, plan.document.text, marks(rows)),
        "words": words,
    }
    return render(request, "plans/provision.html", context)


@requires("plans.read")
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The whole text with every promise marked."""
    plan = plan_or_404(request, pk)
    units = MeasureUnit.objects.filter(measure__plan=plan).order_by("start", "id")
    rows = all_rows(list(units), list(plan.targets.all()), list(plan.projects.all()), list(plan.mechanisms.all()))
    provisions = list(plan.provisions.all())
    found = marks(rows, _pages(plan, provisions))
    context = {
        "plan": plan,
        "counts": queries.counts(plan),
        "rows": rows,
        "sections": sections(provisions, plan.document.text, found),
    }
    return render(request, "plans/document.html", context)


def _pages(plan: Plan, provisions: Sequence[Provision]) -> Callable[[int], str]:
    """Offset -> the page of the provision it lies in; "" before the first."""
    starts = [row.start for row in provisions]

    def page_of(offset: int) -> str:
        at = bisect_right(starts, offset) - 1
        return reverse("plans:provision", args=(plan.pk, provisions[at].ordinal)) if at >= 0 else ""

    return page_of


@requires("plans.read")
@require_safe
def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it came. Always a download, never a page."""
    file = plan_or_404(request, pk).document.file
    response = FileResponse(path_of(file).open("rb"), as_attachment=True, filename=file.name)
    response["Content-Type"] = "application/octet-stream"
    return response
