"""Changes and closings: asked for on a form that starts from what holds, decided one after the other."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.duties import words
from luoshi.duties.actions.creating import Unsound
from luoshi.duties.actions.requesting import OFFICE, NotAsked, NotDecided, ask, decide, may_ask, withdraw
from luoshi.duties.forms.requests import AskForm, DecisionForm, Offered, RequestFilters
from luoshi.duties.models import Duty, Request
from luoshi.duties.places import duty_href
from luoshi.duties.queries import access, asked, holding
from luoshi.duties.queries.facts import facts_at, settings_at
from luoshi.duties.queries.forming import sentence_of, steps_of
from luoshi.duties.rules.changes import KINDS
from luoshi.duties.rules.lights import judge
from luoshi.orgs.access import account_of, requires
from luoshi.orgs.models import Unit
from luoshi.orgs.queries import at_date
from luoshi.web import clock
from luoshi.web.formatting import day as day_words
from luoshi.web.formatting import period as period_words
from luoshi.web.pages import count_answer, render

SHOWN = 60
FILTERS = ("state", "kind", "unit")
FIELD_OF = {"words": "why", "incomplete": "why", "unit": "owner", "proof": "proof", "days": "due", "sum": "quantity"}
"""Beside which field it is said why a request is not taken; the others are said of the whole."""


@requires("duties.report", OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def ask_for(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """Ask for a change of one kind."""
    account, today = account_of(request), clock.today()
    duty = access.visible(account, today).filter(pk=pk).first()
    if duty is None or kind not in KINDS or not may_ask(duty, account, today):
        raise Http404
    form = AskForm(request.POST or None, kind, _offered(duty))
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        try:
            ask(duty=duty, kind=kind, content=form.content(), why=why, by=account, at=clock.now())
        except NotAsked as wrong:
            _say(form, wrong.code, words.NOT_ASKED[wrong.code])
        except Unsound as wrong:
            _say(form, wrong.code, words.UNSOUND[wrong.code])
        else:
            told = _("已提出：%(kind)s，%(title)s。由计划管理员裁定，裁定前按原来的办。")
            messages.success(request, told % {"kind": words.REQUESTS[kind], "title": duty.title})
            return redirect(duty_href(duty.pk, duty.kind))
    context = {"form": form, "duty": duty, "kind": kind, "words": words, "href": duty_href(duty.pk, duty.kind)}
    return render(request, "duties/ask.html", context | _about(duty), status=400 if form.errors else 200)


@requires("duties.read")
@require_safe
def queue(request: HttpRequest) -> HttpResponseBase:
    """Requests, the oldest first, and the one that is looked at."""
    return _page(request, None)


@requires(OFFICE)
@require_safe
def count(request: HttpRequest) -> HttpResponseBase:
    """How many wait for a decision, for the navigation."""
    return count_answer(asked.to_decide(account_of(request), clock.today()).count())


@requires("duties.read")
@require_http_methods(["GET", "HEAD", "POST"])
def decide_on(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Agree, refuse or take back. The address leads to the request in the queue."""
    account = account_of(request)
    found = get_object_or_404(asked.readable(account, clock.today()), pk=pk)
    if request.method != "POST":
        return redirect(_address(request.GET, str(pk)))
    doing = request.POST.get("outcome", "")
    form = DecisionForm(request.POST)
    try:
        if doing == "revoked":
            done = withdraw(request=found, by=account, at=clock.now())
        elif doing not in ("accepted", "refused") or not form.is_valid():
            return _page(request, found, form, status=400)
        else:
            done = decide(request=found, outcome=doing, by=account, at=clock.now(), **form.cleaned_data)
    except NotDecided as wrong:
        return _not_decided(request, found, form, wrong)
    except Unsound as wrong:
        form.is_valid()
        form.add_error(None, str(words.UNSOUND[wrong.code]))
        return _page(request, found, form, status=400)
    said = {"outcome": words.DECISIONS[done.outcome], "what": _named(done)}
    messages.success(request, _("%(outcome)s：%(what)s。") % said, extra_tags=f"request-{pk}")
    following = request.POST.get("next", "")
    return redirect(_address(request.GET, following if following.isdecimal() else ""))


def _not_decided(request: HttpRequest, found: Request, form: DecisionForm, wrong: NotDecided) -> HttpResponse:
    if wrong.code == "taken":
        by = wrong.request.decided_by
        said = {"who": by.name if by else "", "when": day_words(wrong.request.decided_at), "what": _named(found)}
        messages.warning(request, _("刚被%(who)s处理：%(what)s。没有重复处理，列表已刷新。") % said)
        return redirect(_address(request.GET))
    field = {"words": "answer", "early": "counts_from"}.get(wrong.code)
    form.add_error(field, str(words.NOT_DECIDED[wrong.code]))
    return _page(request, found, form, status=400)


def _page(
    request: HttpRequest, looked: Request | None, form: DecisionForm | None = None, *, status: int = 200
) -> HttpResponse:
    account, today = account_of(request), clock.today()
    units = asked.readable(account, today).exclude(unit=None).order_by("unit").values_list("unit", "unit__name")
    filters = RequestFilters(request.GET, units.distinct())
    rows = list(_filtered(asked.readable(account, today), filters.chosen()))
    wanted = str(looked.pk) if looked else request.GET.get("request", "")
    at = next((at for at, each in enumerate(rows) if str(each.pk) == wanted), 0)
    it = rows[at] if rows else None
    context: dict[str, Any] = {
        "filters": filters,
        "form": form or DecisionForm(initial={"counts_from": today}),
        "rows": rows[max(0, at - SHOWN // 2) :][:SHOWN],
        "total": len(rows),
        "place": at + 1,
        "chosen": bool(looked) or "request" in request.GET,
        "it": it,
        "lines": asked.described([it])[it.pk] if it else [],
        "before": rows[at - 1].pk if rows and at else None,
        "next": rows[at + 1].pk if at + 1 < len(rows) else None,
        "kept": _query(request.GET),
        "decides": account.has_perm(OFFICE),
        "own": it is not None
        and (it.by_id == account.pk or (it.unit_id is not None and it.unit_id == account.unit_id)),
        "words": words,
    }
    return render(request, "duties/requests.html", context | (_about(it.duty) if it else {}), status=status)


def _filtered(rows: Any, chosen: dict[str, str]) -> Any:
    state = chosen.pop("state", "")
    if state != "all":
        rows = rows.exclude(outcome="") if state == "done" else rows.filter(outcome="")
    return rows.filter(**chosen)


def _about(duty: Duty) -> dict[str, Any]:
    """A duty as whoever asks or decides has to see it."""
    today = clock.today()
    facts = facts_at(today, [duty.pk]).get(duty.pk)
    return {
        "term": access.term_of(duty, today),
        "facts": facts,
        "standing": judge(facts, today, settings_at(today).thresholds) if facts else None,
        "steps": steps_of(duty, today),
        "sentence": sentence_of(duty),
        "reports": holding.accepted_reports(duty),
        "href": duty_href(duty.pk, duty.kind),
    }


def _offered(duty: Duty) -> Offered:
    today, held = clock.today(), holding.holding_of(duty)
    units = Unit.objects.filter(at_date(today)).order_by("name").values_list("pk", "name")
    named = Unit.objects.filter(pk__in=held["shares"]).values_list("pk", "name")
    return Offered(
        held,
        {str(key): title for key, title in duty.milestones.values_list("pk", "title")},
        {str(key): name for key, name in named},
        list(units),
        [(each.pk, f"{each.unit.name}，{period_words(each.period)}") for each in holding.accepted_reports(duty)],
    )


def _say(form: AskForm, code: str, text: Any) -> None:
    field = FIELD_OF.get(code)
    form.add_error(field if field in form.fields else None, str(text))


def _named(row: Request) -> str:
    return f"{words.REQUESTS[row.kind]}，{row.duty.title}"


def _address(params: QueryDict, row: str = "") -> str:
    query = _query(params, row)
    return reverse("duties:requests") + (f"?{query}" if query else "")


def _query(params: QueryDict, row: str = "") -> str:
    """The filters, and which request; as an address has them."""
    kept = QueryDict(mutable=True)
    kept.update({name: str(params[name]) for name in FILTERS if params.get(name)})
    if row:
        kept["request"] = row
    return kept.urlencode()
