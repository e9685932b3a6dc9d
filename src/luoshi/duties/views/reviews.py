"""The review queue: one report after the other, by keyboard or thumb."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.duties import words
from luoshi.duties.actions.reviewing import NotWaiting, SaysNothing, accept_unchanged, decide_report
from luoshi.duties.forms.reviews import QueueFilters, VerdictForm
from luoshi.duties.models import Report
from luoshi.duties.queries import access, reviewing
from luoshi.duties.queries.dossier import dossier
from luoshi.duties.queries.facts import standings
from luoshi.duties.queries.reviewing import Waiting
from luoshi.orgs.access import account_of, requires
from luoshi.web import clock
from luoshi.web.formatting import day as day_words
from luoshi.web.formatting import period as period_words
from luoshi.web.pages import count_answer, render

REVIEWERS = ("duties.review", "duties.review_all")
SHOWN = 60
"""So many lines stand beside the report; the others move up as they are cleared."""
TOGETHER = 200
"""So many reports without change are accepted in one go: as many as a person looks through."""
FILTERS = ("unit", "plan", "kind", "late")


@requires(*REVIEWERS)
@require_safe
def queue(request: HttpRequest) -> HttpResponseBase:
    """What waits, oldest first, and the report that is looked at."""
    return _page(request, VerdictForm())


@requires(*REVIEWERS)
@require_safe
def count(request: HttpRequest) -> HttpResponseBase:
    """How many reports wait for this account, for the navigation."""
    return count_answer(reviewing.to_review(account_of(request), clock.today()))


@requires(*REVIEWERS)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Accept or return a report, and go on to the next. Its address leads to the report in the queue."""
    account, now = account_of(request), clock.now()
    report = _report_or_404(request, pk)
    if request.method != "POST":
        return redirect(_address("duties:reviews", request.GET, str(pk)))
    outcome = "returned" if request.POST.get("outcome") == "returned" else "accepted"
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return _page(request, form, report, status=400)
    why, stage = form.cleaned_data["why"], request.POST.get("stage", "")
    try:
        decided = decide_report(report=report, stage=stage, outcome=outcome, why=why, by=account, at=now)
    except SaysNothing:
        form.add_error("why", _("退回要写理由，让填报单位知道改什么。"))
        return _page(request, form, report, status=400)
    except NotWaiting as late:
        messages.warning(request, _taken(late.report))
        return _on(request)
    news = "returned" if outcome == "returned" else ("passed" if decided.stage else "accepted")
    messages.success(request, words.REVIEW_NEWS[news] % {"what": _named(report)}, extra_tags=f"review-{pk}")
    return _on(request)


@requires(*REVIEWERS)
@require_http_methods(["GET", "HEAD", "POST"])
def unchanged(request: HttpRequest) -> HttpResponseBase:
    """Accept all reports that say 无变化, after they were seen and counted."""
    account, now = account_of(request), clock.now()
    rows = [each for each in _waiting(request)[1] if each.unchanged]
    shown = reviewing.lines(rows[:TOGETHER])
    if request.method == "POST":
        chosen = set(request.POST.getlist("report"))
        reports = [each.report for each in shown if str(each.report.pk) in chosen]
        try:
            count = accept_unchanged(reports=reports, by=account, at=now)
        except NotWaiting as late:
            messages.warning(request, _taken(late.report))
            return redirect(_address("duties:reviews_unchanged", request.GET))
        if count < len(chosen):
            gone = _("有 %(n)s 件已被别人处理，没有重复认定。") % {"n": len(chosen) - count}
            messages.warning(request, gone)
        told = ngettext("已认定 %(n)s 件“无变化”。", "已认定 %(n)s 件“无变化”。", count) % {"n": count}
        messages.success(request, told)
        return redirect(_address("duties:reviews", request.GET))
    duties = Report.objects.filter(pk__in=[each.report.pk for each in shown]).values("duty")
    context = {
        "rows": shown,
        "total": len(rows),
        "standings": standings(clock.day_of(now), duties),
        "back": _query(request.GET),
    }
    return render(request, "duties/reviews_unchanged.html", context)


def _page(
    request: HttpRequest, verdict: VerdictForm, report: Report | None = None, *, status: int = 200
) -> HttpResponse:
    account, today = account_of(request), clock.today()
    form, rows = _waiting(request)
    at = _place(rows, str(report.pk) if report else request.GET.get("report", ""))
    context: dict[str, Any] = {
        "form": form,
        "verdict": verdict,
        "rows": reviewing.lines(rows[max(0, at - SHOWN // 2) :][:SHOWN]),
        "total": len(rows),
        "place": at + 1,
        "chosen": bool(report) or "report" in request.GET,
        "unchanged": sum(each.unchanged for each in rows),
        "own": reviewing.own_waiting(account, today),
        "it": dossier(rows[at], today) if rows else None,
        "before": rows[at - 1].key if rows and at else None,
        "next": rows[at + 1].key if at + 1 < len(rows) else None,
        "kept": _query(request.GET),
        "words": words,
    }
    response = render(request, "duties/reviews.html", context, status=status)
    if status != 200:
        response["HX-Push-Url"] = "false"  # the address of a form is no page
    return response


def _waiting(request: HttpRequest) -> tuple[QueueFilters, list[Waiting]]:
    account, today = account_of(request), clock.today()
    units, plans = reviewing.units_waiting(account, today), reviewing.plans_waiting(account, today)
    form = QueueFilters(request.GET, units, plans)
    return form, reviewing.waiting(account, today, form.chosen())


def _place(rows: Sequence[Waiting], wanted: str) -> int:
    """Where the wanted report stands; the first place when it is not there any more."""
    return next((at for at, each in enumerate(rows) if str(each.key) == wanted), 0)


def _report_or_404(request: HttpRequest, pk: int) -> Report:
    """A report of a duty one may see, whether it still waits or not."""
    visible = access.visible(account_of(request), clock.today()).values("pk")
    report = Report.objects.filter(pk=pk, duty__in=visible).select_related("duty", "unit").first()
    if report is None:
        raise Http404
    return report


def _on(request: HttpRequest) -> HttpResponse:
    """To the next report of the same queue."""
    following = request.POST.get("next", "")
    return redirect(_address("duties:reviews", request.GET, following if following.isdecimal() else ""))


def _address(route: str, params: QueryDict, report: str = "") -> str:
    query = _query(params, report)
    return reverse(route) + (f"?{query}" if query else "")


def _query(params: QueryDict, report: str = "") -> str:
    """The filters, and which report; as an address has them."""
    kept = QueryDict(mutable=True)
    kept.update({name: str(params[name]) for name in FILTERS if params.get(name)})
    if report:
        kept["report"] = report
    return kept.urlencode()


def _named(report: Report) -> str:
    return f"{report.unit.name}，{report.duty.title}，{period_words(report.period)}"


def _taken(report: Report) -> str:
    """Who has been faster."""
    last = report.verdicts.select_related("by").last()
    if last is None:
        return _("这份报告已不在这一步，列表已刷新。")
    said = {"who": last.by.name, "when": day_words(last.at), "what": _named(report)}
    return _("刚被%(who)s处理：%(what)s。没有重复处理，列表已刷新。") % said
