"""Plans: the list, one revision at a glance, its text."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luoshi.orgs.access import account_of, requires
from luoshi.plans import exports, words
from luoshi.plans.forms import OFFERED, Filters
from luoshi.plans.forms.linking import ParentForm
from luoshi.plans.forms.registering import KindForm
from luoshi.plans.marks import Row, all_rows, marks, section, sections
from luoshi.plans.models import MeasureUnit, Provision, Revision
from luoshi.plans.points import points
from luoshi.plans.queries import links, revisions
from luoshi.plans.queries import plans as queries
from luoshi.plans.queries.adoption import signed
from luoshi.plans.queries.provisions import promises
from luoshi.plans.queries.readiness import open_points
from luoshi.plans.rules.readiness import Open, standing_in_the_way
from luoshi.web import clock
from luoshi.web.listing import in_order, listing
from luoshi.web.pages import csv_file, render

ORDERS = {
    "title": ("title", "id"),
    "kind": ("plan__kind", "-id"),
    "issued": ("issued_on", "id"),
    "imported": ("created_at", "id"),
    "measures": ("measure_count", "id"),
    "targets": ("target_count", "id"),
    "projects": ("project_count", "id"),
}
DEFAULT = "-imported"


def revision_or_404(request: HttpRequest, pk: int) -> Revision:
    """A revision this person may see; another's draft is not there."""
    visible = revisions.visible(account_of(request)).filter(pk=pk)
    found = revisions.with_counting(visible, clock.today()).first()
    if found is None:
        raise Http404
    return found


@requires("plans.read")
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """Every plan one may see, each by the revision that counts today; as a page or as .csv."""
    form = Filters(request.GET, {name: OFFERED[name] for name in ("kind", "state")})
    visible = revisions.current(account_of(request), clock.today())
    found = queries.with_counts(queries.narrowed(visible, form.chosen()))
    if request.GET.get("format") == "csv":
        heads = [_("种类"), _("方案"), _("发文字号"), _("发文机关"), _("印发日期"), _("起始年"), _("终止年")]
        heads += [_("举措"), _("指标"), _("项目"), _("状态")]
        rows = in_order(request.GET, found, orders=ORDERS, default=DEFAULT)
        return csv_file(_("方案"), heads, map(_cells, rows.iterator(chunk_size=500)))
    shown = listing(request.GET, found, orders=ORDERS, default=DEFAULT)
    context = {"plans": shown, "form": form, "any": shown.total or visible.exists(), "words": words}
    return render(request, "plans/index.html", context)


def _cells(row: Any) -> list[object]:
    """A revision with its counts as a line of the export."""
    state = words.ADOPTED if hasattr(row, "adoption") else words.DRAFT
    years = [row.first_year or "", row.last_year or ""]
    counts = [row.measure_count or 0, row.target_count or 0, row.project_count or 0]
    about = [words.PLANS[row.plan.kind], row.title, row.number, row.issuer, row.issued_on or ""]
    return [*about, *years, *counts, state]


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


@requires("plans.read")
@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One revision at a glance."""
    found = revision_or_404(request, pk)
    return render(request, "plans/plan.html", _glance(request, found) | _sides(request, found))


def _glance(request: HttpRequest, revision: Revision) -> dict[str, object]:
    page_of = _pages(revision, list(revision.provisions.all()))
    viewer = account_of(request)
    return {
        "revision": revision,
        "counts": queries.counts(revision),
        "chapters": queries.chapters(revision),
        "units": queries.unit_counts(revision),
        "targets": list(revision.targets.select_related("provision")[:12]),
        "problems": [(problem, page_of(problem.start)) for problem in revision.problems.all()[:20]],
        "editions": list(revisions.editions(revision, viewer)),
        "terms": revisions.terms(revision.plan_id),
        "successor": revisions.successor(revision, viewer, clock.today()),
        "exports": [kind for kind in exports.kinds().values() if viewer.has_perm(kind.permission)],
        "words": words,
    }


def _sides(request: HttpRequest, revision: Revision) -> dict[str, object]:
    """What stands beside the plan: its adoption, its kind, the plans above and below."""
    viewer, today = account_of(request), clock.today()
    adopted, reviews = hasattr(revision, "adoption"), viewer.has_perm("plans.review")
    offered = list(links.offered(revision, today)) if reviews else []
    left = Open() if adopted else open_points(revision)
    return {
        "in_the_way": points(revision, standing_in_the_way(left)),
        "unchecked": left.unchecked,
        "event": signed(revision) if adopted else None,
        "kind_form": KindForm(initial={"kind": revision.plan.kind}) if reviews and not adopted else None,
        "family": links.family(revision, viewer, today),
        "parent_form": ParentForm(None, offered, revision.plan.parent_id),
    }


@requires("plans.read")
@require_safe
def provision(request: HttpRequest, pk: int, ordinal: int) -> HttpResponseBase:
    """One provision: its text with everything it promised marked in it."""
    revision = revision_or_404(request, pk)
    found = promises(revision, ordinal)
    if found is None:
        raise Http404
    rows = all_rows(found.units, found.targets, found.projects, found.mechanisms)
    viewer, today = account_of(request), clock.today()
    context = {
        "revision": revision,
        "found": found,
        "lowers": links.lowers_of(found.measures, viewer, today),
        "uppers": links.uppers_of(found.measures, viewer, today),
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
