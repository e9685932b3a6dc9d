"""Home, search and the record."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luoshi.audit import queries as audit
from luoshi.audit.models import Event
from luoshi.desk.forms import RecordFilters
from luoshi.desk.queries import office
from luoshi.desk.words import ACTIONS, SUBJECTS
from luoshi.duties.places import duty_href
from luoshi.duties.queries.reminders import open_reminders
from luoshi.orgs.access import account_of, requires
from luoshi.plans import words
from luoshi.plans.marks import anchor
from luoshi.plans.queries import plans as plan_queries
from luoshi.plans.queries import revisions
from luoshi.plans.queries import search as search_queries
from luoshi.plans.queries.review import left
from luoshi.plans.queries.units import duties
from luoshi.web import clock
from luoshi.web.listing import Column, in_order, listing
from luoshi.web.pages import csv_file, render

ORDERS = {"sequence": ("sequence",)}


@requires("orgs.read")
@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """What there is, and what one can do first."""
    account, today = account_of(request), clock.today()
    drafts = list(revisions.drafts(account).defer("text")[:10])
    context = {
        "plans": list(plan_queries.with_counts(revisions.current(account, today))[:10]),
        "drafts": drafts,
        "left": left(drafts),
        "reminders": open_reminders(account.unit, today) if account.unit else [],
        "mine": duties(account.unit, revisions.in_force(today), today) if account.unit else [],
        "words": words,
        "duty_href": duty_href,
        "rollup": office.together(office.rows_on(today, today.year)) if account.has_perm("duties.read_all") else None,
        "year": today.year,
    }
    return render(request, "desk/home.html", context)


@requires("plans.read")
@require_safe
def search(request: HttpRequest) -> HttpResponseBase:
    """Find anything in the plans one may see."""
    text, kind = request.GET.get("q", "").strip()[:60], request.GET.get("kind", "")
    visible = revisions.current(account_of(request), clock.today())
    everything = search_queries.search(text, visible)
    found = listing(request.GET, search_queries.search(text, visible, kind))
    context = {
        "q": text,
        "kind": kind,
        "kinds": search_queries.kinds_found(everything),
        "units": list(search_queries.units_named(text)[:12]),
        "listing": found,
        "rows": [(entry, search_queries.snippet(entry.body, text)) for entry in found.rows],
        "words": words,
    }
    return render(request, "desk/search.html", context)


@requires("plans.read")
@require_safe
def found(request: HttpRequest, pk: int) -> HttpResponseBase:
    """From a search result to the sentence."""
    place = search_queries.place_of(pk, revisions.visible(account_of(request)))
    if place is None:
        raise Http404
    page = reverse("plans:document", args=(place.revision_id,))
    if place.ordinal is not None:
        page = reverse("plans:provision", args=(place.revision_id, place.ordinal))
    return redirect(page if place.kind == "provision" else f"{page}#{anchor(place.kind, place.target)}")


@requires("audit.read")
@require_safe
def record(request: HttpRequest) -> HttpResponseBase:
    """Every signed change, newest first."""
    form = RecordFilters(request.GET)
    form.is_valid()
    events = audit.events(**{name: value for name, value in form.cleaned_data.items() if value})
    if request.GET.get("format") == "csv":
        rows = in_order(request.GET, events, orders=ORDERS, default="-sequence")
        heads = [_("序号"), _("时间"), _("账号"), _("动作"), _("对象"), _("内容"), _("摘要")]
        return csv_file(_("操作记录"), heads, map(_cells, rows.iterator(chunk_size=500)))
    columns = [
        Column(_("序号"), "sequence", "num"),
        Column(_("时间")),
        Column(_("账号")),
        Column(_("动作")),
        Column(_("对象")),
        Column(_("摘要")),
    ]
    shown = listing(request.GET, events, orders=ORDERS, default="-sequence")
    context = {"form": form, "columns": columns, "listing": shown, "actions": ACTIONS, "subjects": SUBJECTS}
    return render(request, "desk/record.html", context)


def _cells(event: Event) -> list[object]:
    subject = f"{event.subject} {event.subject_id}"
    return [event.sequence, event.at.isoformat(), event.by, event.action, subject, event.content, event.hash]
