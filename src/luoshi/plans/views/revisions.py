"""New texts of a plan: bringing one, what it changes, which row goes on in which, and how a promise read before."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luoshi.orgs.access import account_of, requires
from luoshi.plans import actions, words
from luoshi.plans.forms.registering import given
from luoshi.plans.forms.revisions import ChangeFilters, MatchForm, RevisionForm
from luoshi.plans.models import Line, Revision
from luoshi.plans.queries import changes as queries
from luoshi.plans.queries import lines, revisions
from luoshi.plans.queries import plans as plan_queries
from luoshi.plans.rules.differences import CHANGES
from luoshi.plans.rules.pieces import pieces
from luoshi.plans.views.plans import revision_or_404
from luoshi.plans.views.registering import blame
from luoshi.plans.wordings import cells, name_of, readings, wording
from luoshi.reader.errors import ReadingError
from luoshi.web import clock
from luoshi.web.listing import Column, listing
from luoshi.web.pages import csv_file, go_on, render

OFFERED = 12
"""So many rows are offered as the same one; a search finds the others."""


@requires("plans.import")
def revise(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Bring the next text of a plan."""
    revision = revision_or_404(request, pk)
    form = RevisionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        made = _imported(request, revision, form)
        if made:
            return go_on(request, reverse("plans:changes", args=(made.pk,)))
    context = {"revision": revision, "form": form, "draft": revisions.open_draft(revision.plan)}
    return render(request, "plans/revisions/revise.html", context, status=400 if form.errors else 200)


def _imported(request: HttpRequest, revision: Revision, form: RevisionForm) -> Revision | None:
    by, file, beside = account_of(request).username, given(form.cleaned_data["file"]), form.text_beside()
    if file is None:
        return None
    try:
        made = actions.import_document(
            data=file.data, name=file.name, beside=beside, plan=revision.plan, by=by, at=clock.now()
        )
    except actions.NoRevision as refused:
        about = {"n": refused.revision.edition, "title": refused.revision.title}
        form.add_error("file", words.NO_REVISION[refused.code] % about)
    except ReadingError as error:
        blame(form, error)
    else:
        done = _("已读入新版。没有变化的内容沿用原来的核对结果。")
        said = done if made.created else _("这份文件以前导入过，没有重复导入。")
        messages.success(request, said, extra_tags=f"revise-{revision.plan_id}")
        return made.revision
    return None


@requires("plans.read")
@require_safe
def changes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What a revision changes against the one before, or against the one that the address names."""
    revision = revision_or_404(request, pk)
    before = _against(request, revision)
    form = ChangeFilters(request.GET)
    found = queries.changes(before, revision) if before else []
    shown = queries.narrowed(found, form.chosen())
    if request.GET.get("format") == "csv":
        return csv_file(f"{revision.title}-{_('改动')}", _heads(), map(cells, shown))
    whole = request.GET.get("view") == "all"
    page = None if whole else listing(request.GET, shown)
    context = {
        "revision": revision,
        "before": before,
        "counts": plan_queries.counts(revision),
        "editions": list(revisions.editions(revision, account_of(request))),
        "summary": queries.summary(found),
        "form": form,
        "listing": page,
        "rows": [wording(row) for row in (page.rows if page else shown)],
        "changes": CHANGES,
        "heads": [Column(words.CHANGES[change], css="num") for change in CHANGES],
        "correctable": _correctable(request, revision) and before == revisions.predecessor(revision),
        "words": words,
    }
    return render(request, "plans/revisions/changes.html", context)


def _against(request: HttpRequest, revision: Revision) -> Revision | None:
    asked = request.GET.get("against", "")
    if not asked:
        return revisions.predecessor(revision)
    others = revisions.editions(revision, account_of(request)).defer(None)
    found = others.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 18 else None
    if found is None:
        raise Http404
    return found


def _heads() -> list[str]:
    sides = (_("原来"), _("现在"))
    said = (_("所在条款"), _("名称"), _("说明"), _("原文"))
    both = [f"{side}：{label}" for side in sides for label in said]
    return [_("内容"), _("变化"), *both, _("单位变化")]


def _correctable(request: HttpRequest, revision: Revision) -> bool:
    return not hasattr(revision, "adoption") and account_of(request).has_perm("plans.review")


@requires("plans.review")
def match(request: HttpRequest, pk: int, kind: str, item: int) -> HttpResponseBase:
    """Say with which row of the revision before a row of a draft is one."""
    revision = revision_or_404(request, pk)
    before = revisions.predecessor(revision)
    row = lines.row(kind, revision, item)
    if before is None or row is None or hasattr(revision, "adoption"):
        raise Http404
    was = lines.rows(row.line, Revision.objects.filter(pk=before.pk)).first()
    search = request.GET.get("q", "").strip()[:60]
    free = queries.offered(before, revision, kind, item, search)
    form = MatchForm(request.POST or None, row, _offered(was, free, request.POST.get("line", "")))
    now = str(row.line_id) if was else ""
    if request.method == "POST" and form.is_valid() and _rematched(request, revision, form, (kind, item), now):
        return go_on(request, f"{reverse('plans:changes', args=(pk,))}#{kind}-{item}")
    context = {
        "revision": revision,
        "row": row,
        "name": name_of(row),
        "kind": kind,
        "was": was,
        "pieces": pieces(name_of(was), name_of(row)) if was else [],
        "free": len(free),
        "q": search,
        "form": form,
        "words": words,
    }
    return render(request, "plans/revisions/match.html", context, status=400 if form.errors else 200)


def _offered(was: Any, free: list[tuple[Any, str]], chosen: str) -> list[tuple[str, str]]:
    """The row it is taken for now, then those most like it, and whatever was chosen."""
    shown = [(old, place) for at, (old, place) in enumerate(free) if at < OFFERED or str(old.line_id) == chosen]
    now = [(was, "")] if was else []
    return [(str(old.line_id), f"{place}　{name_of(old)}".strip()[:120]) for old, place in (*now, *shown)]


def _rematched(request: HttpRequest, revision: Revision, form: MatchForm, about: tuple[str, int], now: str) -> bool:
    line, by = form.cleaned_data["line"], account_of(request)
    if line == now and form.cleaned_data["seen_line"] == form.initial["seen_line"]:
        return True
    try:
        actions.rematch(
            revision=revision,
            seen=form.seen(*about),
            line=int(line) if line else None,
            by=by,
            at=clock.now(),
            why=form.cleaned_data["why"],
        )
    except (actions.Conflict, actions.NotThere):
        form.add_error(None, _("这一条刚刚被别人改过。请刷新后再看。"))
    except actions.Settled:
        form.add_error(None, _("这一版已经采用，对应关系不能再改。"))
    else:
        messages.success(request, _("已更正对应关系。"))
    return not form.errors


@requires("plans.read")
@require_safe
def line(request: HttpRequest, pk: int) -> HttpResponseBase:
    """How one promise read in each revision that one may see."""
    found = get_object_or_404(Line, pk=pk)
    viewer = account_of(request)
    rows = list(lines.rows(found, revisions.visible(viewer)))
    if not rows:
        raise Http404
    context = {
        "line": found,
        "readings": readings(rows)[::-1],
        "newest": rows[-1],
        "name": name_of(rows[-1]),
        "terms": revisions.terms(found.plan_id),
        "ended": lines.ended(found, clock.today()),
        "words": words,
    }
    return render(request, "plans/revisions/line.html", context)


@requires("plans.read")
@require_safe
def line_place(request: HttpRequest, pk: int) -> HttpResponseBase:
    """To a promise's place in the revision that counts today or on the day `on`; to its history when it is in none."""
    found = get_object_or_404(Line, pk=pk)
    try:
        asked = date.fromisoformat(request.GET["on"]) if request.GET.get("on") else clock.today()
    except ValueError as wrong:
        raise Http404 from wrong
    row: Any = lines.row_on(found, asked)
    if row is None and not lines.rows(found, revisions.visible(account_of(request))).exists():
        raise Http404
    if row is None:
        return redirect("plans:line", pk=pk)
    provision = row if found.kind == "provision" else row.provision
    if provision is None:
        return redirect("plans:document", pk=row.revision_id)
    return redirect("plans:provision", pk=row.revision_id, ordinal=provision.ordinal)
