"""Parent and part plans: choosing the parent, linking measure to measure, and what carries out what."""

from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from luoshi.orgs.access import account_of, requires
from luoshi.plans import actions, words
from luoshi.plans.forms.linking import CARRIED, STATES, PairForm, ParentForm, StateForm, pairs_of
from luoshi.plans.models import Measure, Revision
from luoshi.plans.queries import links as queries
from luoshi.plans.queries import plans as plan_queries
from luoshi.plans.queries.links import Carried, Linked
from luoshi.plans.views.plans import revision_or_404
from luoshi.web import clock
from luoshi.web.listing import listing
from luoshi.web.pages import csv_file, render

LARGEST_ID = 2**63 - 1


@requires("plans.review")
@require_POST
def set_parent(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Make the plan a part of another one, or of none."""
    revision = revision_or_404(request, pk)
    form = ParentForm(request.POST, list(queries.offered(revision, clock.today())), revision.plan.parent_id)
    if not form.is_valid():
        messages.error(request, _("这份方案不能作上级方案：它还没有采用，或者就是本方案的子方案。"))
        return redirect("plans:plan", pk=pk)
    try:
        actions.set_parent(revision=revision, parent=form.chosen(), by=account_of(request), at=clock.now())
    except actions.CannotBeParent:
        messages.error(request, _("这份方案不能作上级方案：它还没有采用，或者就是本方案的子方案。"))
    except actions.LinksStand as stand:
        said = _("已有 %(n)s 条举措对应到现在的上级方案。请先在“与上级对应”页撤去，再换上级方案。")
        messages.error(request, said % {"n": stand.count})
    else:
        messages.success(request, _("上级方案已登记。") if form.chosen() else _("已取消上级方案。"))
    return redirect("plans:links" if form.chosen() else "plans:plan", pk=pk)


@requires("plans.read")
@require_safe
def links(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every measure of a part with what it carries out of the parent."""
    revision = revision_or_404(request, pk)
    parent = queries.family(revision, account_of(request), clock.today()).parent
    found = queries.linked(revision, parent) if parent else []
    form = StateForm(request.GET, STATES)
    state, text = form.chosen()
    shown = [row for row in found if _fits(row, state) and text in row.measure.title]
    if request.GET.get("format") == "csv":
        return _links_csv(revision, shown)
    uppers = list(queries.measures(parent)) if parent else []
    taken = {upper.line_id for row in found for upper in row.uppers}
    context = {
        "revision": revision,
        "counts": plan_queries.counts(revision),
        "parent": parent,
        "form": form,
        "pair": PairForm([row.measure for row in found], uppers, request.GET.get("lower", "")),
        "listing": listing(request.GET, shown),
        "sure": [row for row in found if row.suggestion and row.suggestion.sure],
        "open": sum(not row.uppers for row in found),
        "left": [upper for upper in uppers if upper.line_id not in taken],
        "total": len(found),
        "pairs": lambda rows: [f"{row.measure.line_id}:{row.suggestion.upper}" for row in rows],
        "links": sum(len(row.uppers) + len(row.gone) for row in found),
        "words": words,
    }
    return render(request, "plans/links.html", context)


def _fits(row: Linked, state: str) -> bool:
    return {
        "open": not row.uppers,
        "suggested": row.suggestion is not None,
        "linked": bool(row.uppers),
    }.get(state, True)


def _links_csv(revision: Revision, rows: Sequence[Linked]) -> HttpResponseBase:
    heads = [_("条"), _("举措"), _("上级条"), _("上级举措"), _("建议的上级条"), _("建议的上级举措")]
    return csv_file(f"{revision.title}-{_('与上级对应')}", heads, map(_link_cells, rows))


def _link_cells(row: Linked) -> list[object]:
    return [row.measure.path, row.measure.title, *_joined(row.uppers), *_joined(filter(None, [row.suggested]))]


def _joined(rows: Iterable[Measure]) -> list[object]:
    listed = list(rows)
    return ["；".join(row.path for row in listed), "；".join(row.title for row in listed)]


@requires("plans.review")
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Link the pairs that were sent: a suggestion, all beyond doubt, or one chosen by hand."""
    revision = revision_or_404(request, pk)
    sent = request.POST.getlist("pair") or [f"{request.POST.get('lower')}:{request.POST.get('upper')}"]
    try:
        made = actions.link_measures(revision=revision, pairs=_pairs(sent), by=account_of(request), at=clock.now())
    except ValueError:
        messages.error(request, _("没有对应：请选择本方案的一条举措和上级方案的一条举措。"))
    else:
        messages.success(request, _("已对应 %(n)s 条。") % {"n": made})
    return redirect("plans:links", pk=pk)


@requires("plans.review")
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take one link back, or all of them."""
    revision, everything = revision_or_404(request, pk), request.POST.get("all") == "yes"
    try:
        pairs = None if everything else _pairs(request.POST.getlist("pair"))
    except ValueError:
        pairs = []
    gone = actions.unlink_measures(revision=revision, pairs=pairs, by=account_of(request), at=clock.now())
    messages.success(request, _("已撤去 %(n)s 条对应。") % {"n": gone})
    return redirect("plans:links", pk=pk)


def _pairs(sent: list[str]) -> list[tuple[int, int]]:
    found = pairs_of(sent)
    if any(not 0 < line <= LARGEST_ID for pair in found for line in pair):
        raise ValueError(sent)
    return found


@requires("plans.read")
@require_safe
def carried(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every measure of a plan with what carries it out in its parts."""
    revision, today = revision_or_404(request, pk), clock.today()
    found = queries.carried(revision, account_of(request), today)
    form = StateForm(request.GET, CARRIED)
    state, text = form.chosen()
    shown = [row for row in found if _is_carried(row, state) and text in row.measure.title]
    if request.GET.get("format") == "csv":
        heads = [_("条"), _("举措"), _("子方案"), _("子方案条"), _("子方案举措")]
        return csv_file(
            f"{revision.title}-{_('承接情况')}", heads, (cells for row in shown for cells in _carried_cells(row))
        )
    context = {
        "revision": revision,
        "counts": plan_queries.counts(revision),
        "parts_below": queries.family(revision, account_of(request), today).parts,
        "form": form,
        "listing": listing(request.GET, shown),
        "open": sum(not row.lowers for row in found),
        "total": len(found),
    }
    return render(request, "plans/carried.html", context)


def _is_carried(row: Carried, state: str) -> bool:
    return {"open": not row.lowers, "carried": bool(row.lowers)}.get(state, True)


def _carried_cells(row: Carried) -> list[list[object]]:
    own: list[object] = [row.measure.path, row.measure.title]
    below = [[*own, lower.revision.title, lower.path, lower.title] for lower in row.lowers]
    return below or [[*own, "", "", ""]]
