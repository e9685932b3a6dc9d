"""Plans: the list, the upload, one revision at a glance, its text, its adoption."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date

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
from luoshi.plans import actions, exports, words
from luoshi.plans.forms import AdoptForm, UploadForm
from luoshi.plans.marks import Row, all_rows, marks, section, sections
from luoshi.plans.models import MeasureUnit, Provision, Revision
from luoshi.plans.queries import plans as queries
from luoshi.plans.queries import revisions
from luoshi.plans.queries.provisions import promises
from luoshi.plans.queries.readiness import open_points
from luoshi.plans.rules.readiness import advised, standing_in_the_way
from luoshi.reader.errors import ReadingError
from luoshi.web import clock
from luoshi.web.formatting import day
from luoshi.web.listing import listing
from luoshi.web.pages import go_on, render

ORDERS = {"title": ("title", "id"), "issued": ("issued_on", "id"), "imported": ("created_at", "id")}


def revision_or_404(request: HttpRequest, pk: int) -> Revision:
    """A revision this person may see; another's draft is not there."""
    found = revisions.visible(account_of(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@requires("plans.read")
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """Every plan one may see, each by the revision that counts today."""
    found = queries.with_counts(revisions.current(account_of(request), clock.today()))
    context = {"plans": listing(request.GET, found, orders=ORDERS, default="-imported")}
    return render(request, "plans/index.html", context)


@requires("plans.read")
@require_safe
def on_day(request: HttpRequest, pk: int) -> HttpResponseBase:
    """To the revision of a plan that counts today, or counted on the day that `on` names."""
    try:
        asked = date.fromisoformat(request.GET.get("on", "")) if request.GET.get("on") else clock.today()
    except ValueError as wrong:
        raise Http404 from wrong
    found = revisions.of_plan(pk, account_of(request), asked)
    if found is None:
        raise Http404
    return redirect("plans:plan", pk=found.pk)


@requires("plans.import")
def upload(request: HttpRequest) -> HttpResponseBase:
    """Take a file, read it, enter it; what is wrong with it is said beside the field."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        revision = _imported(request, form, form.cleaned_data["file"])
        if revision:
            return go_on(request, reverse("plans:plan", args=(revision.pk,)))
    return render(request, "plans/upload.html", {"form": form}, status=400 if form.errors else 200)


def _imported(request: HttpRequest, form: UploadForm, file: "UploadedFile[bytes]") -> Revision | None:
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
    return found.revision


@requires("plans.read")
@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One revision at a glance."""
    found = revision_or_404(request, pk)
    form = AdoptForm(initial={"since": clock.today()})
    return render(request, "plans/plan.html", _glance(request, found) | {"form": form})


def _glance(request: HttpRequest, revision: Revision) -> dict[str, object]:
    page_of = _pages(revision, list(revision.provisions.all()))
    viewer = account_of(request)
    found = open_points(revision) if not hasattr(revision, "adoption") else None
    return {
        "revision": revision,
        "counts": queries.counts(revision),
        "chapters": queries.chapters(revision),
        "units": queries.unit_counts(revision),
        "targets": list(revision.targets.select_related("provision")[:12]),
        "problems": [(problem, page_of(problem.start)) for problem in revision.problems.all()[:20]],
        "editions": list(revisions.editions(revision, viewer)),
        "successor": revisions.successor(revision, viewer, clock.today()),
        "in_the_way": standing_in_the_way(found) if found else {},
        "advised": advised(found) if found else {},
        "exports": [kind for kind in exports.kinds().values() if viewer.has_perm(kind.permission)],
        "words": words,
    }


@requires("plans.adopt")
@require_POST
def adopt(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Sign the revision as it was checked."""
    found, form = revision_or_404(request, pk), AdoptForm(request.POST)
    if not form.is_valid() or not _adopted(request, found, form):
        return render(request, "plans/plan.html", _glance(request, found) | {"form": form}, status=400)
    return redirect("plans:plan", pk=pk)


def _adopted(request: HttpRequest, revision: Revision, form: AdoptForm) -> bool:
    """Whether it is adopted now, by this signature or an earlier one; what stands in the way is said in the form."""
    given = form.cleaned_data
    try:
        actions.adopt_revision(
            revision=revision, since=given["since"], why=given["why"], by=account_of(request), at=clock.now()
        )
    except actions.AlreadyAdopted as earlier:
        messages.warning(request, _("%(who)s已经签署采用过这份方案。") % {"who": earlier.adoption.by.name})
    except actions.TooEarly as early:
        form.add_error("since", _("不能早于上一版的生效日 %(day)s。") % {"day": day(early.since)})
    except actions.NotReady as unready:
        left = "；".join(words.OPEN[code] % {"n": count} for code, count in unready.open.items())
        form.add_error(None, _("还不能采用：%(left)s。请先核对。") % {"left": left})
    else:
        messages.success(request, _("已采用。全体有权限的人现在都能看到这份方案。"))
    return not form.errors


@requires("plans.read")
@require_safe
def provision(request: HttpRequest, pk: int, ordinal: int) -> HttpResponseBase:
    """One provision: its text with everything it promised marked in it."""
    revision = revision_or_404(request, pk)
    found = promises(revision, ordinal)
    if found is None:
        raise Http404
    rows = all_rows(found.units, found.targets, found.projects, found.mechanisms)
    context = {
        "revision": revision,
        "found": found,
        "rows": rows,
        "section": section(found.provision, revision.text, marks(rows)),
        "words": words,
    }
    return render(request, "plans/provision.html", context)


@requires("plans.read")
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The whole text with every promise marked."""
    revision = revision_or_404(request, pk)
    rows = _rows(revision)
    provisions = list(revision.provisions.all())
    found = marks(rows, _pages(revision, provisions))
    context = {
        "revision": revision,
        "counts": queries.counts(revision),
        "rows": rows,
        "sections": sections(provisions, revision.text, found),
    }
    return render(request, "plans/document.html", context)


def _rows(revision: Revision) -> dict[str, list[Row]]:
    """Every promise of a revision with its tag, by kind of mark; four statements."""
    units = MeasureUnit.objects.filter(measure__revision=revision).order_by("start", "id")
    targets, projects = list(revision.targets.all()), list(revision.projects.all())
    return all_rows(list(units), targets, projects, list(revision.mechanisms.all()))


def _pages(revision: Revision, provisions: Sequence[Provision]) -> Callable[[int], str]:
    """Offset -> the page of the provision it lies in; "" before the first."""
    starts = [row.start for row in provisions]

    def page_of(offset: int) -> str:
        at = bisect_right(starts, offset) - 1
        return reverse("plans:provision", args=(revision.pk, provisions[at].ordinal)) if at >= 0 else ""

    return page_of


@requires("plans.read")
@require_safe
def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it came. Always a download, never a page."""
    file = revision_or_404(request, pk).file
    response = FileResponse(path_of(file).open("rb"), as_attachment=True, filename=file.name)
    response["Content-Type"] = "application/octet-stream"
    return response
