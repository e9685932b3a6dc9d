"""工作交接: what goes over, to whom, from when; the sheet that both sign; what was handed over."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.duties import words
from luoshi.duties.actions.handing import NotHanded, hand_over
from luoshi.duties.forms.handing import HandoverForm
from luoshi.duties.handover_sheet import Parties, handover_sheet
from luoshi.duties.models import Handover
from luoshi.duties.queries.handing import PARTS, may_hand_over, reads_work_of, work_of
from luoshi.duties.views.sheet import TYPE
from luoshi.orgs.access import account_of, requires
from luoshi.orgs.models import Account
from luoshi.orgs.rules.roles import ROLES
from luoshi.papers.document import paper_bytes
from luoshi.web import clock
from luoshi.web.pages import render

FIELDS = {"self": "taker", "unit": "taker", "past": "since", "roles": None, "nothing": None}


@requires("orgs.manage", "duties.sign")
@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What is somebody's, and to whom it is to go."""
    leaver, day = _leaver(request, pk), clock.today()
    form = HandoverForm(request.POST or None, leaver=leaver, day=day)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            done = hand_over(leaver=leaver, **given, by=account_of(request), at=clock.now())
        except NotHanded as wrong:
            form.add_error(FIELDS[wrong.code], str(words.NOT_HANDED[wrong.code]))
        else:
            told = _("已交接：%(leaver)s的工作由%(taker)s接手。")
            said = {"leaver": leaver.name, "taker": given["taker"].name}
            messages.success(request, told % said, extra_tags=f"handover-{pk}")
            return redirect("duties:handed", done.pk)
    context = {"leaver": leaver, "form": form} | _work(request, leaver.unit_id, work_of(leaver, day))
    return render(request, "duties/handover.html", context, status=400 if form.errors else 200)


@requires("orgs.manage", "duties.sign")
@require_safe
def handover_paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The sheet before anything is done, with the day and the colleague to be filled in."""
    leaver, day = _leaver(request, pk), clock.today()
    unit = leaver.unit.name if leaver.unit else ""
    return _paper(request, Parties(unit, leaver.name, "", None), leaver.unit_id, work_of(leaver, day))


@requires("duties.read", "orgs.manage")
@require_safe
def handed(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What was handed over."""
    found = _handed(request, pk)
    context = {"handover": found} | _work(request, found.unit_id, found.content)
    return render(request, "duties/handed.html", context)


@requires("duties.read", "orgs.manage")
@require_safe
def handed_paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The sheet of what was handed over."""
    found = _handed(request, pk)
    parties = Parties(found.unit.name, found.leaver.name, found.taker.name, found.since)
    return _paper(request, parties, found.unit_id, found.content)


def _leaver(request: HttpRequest, pk: int) -> Account:
    found = get_object_or_404(Account.objects.select_related("unit"), pk=pk)
    if not may_hand_over(account_of(request), found, clock.today()):
        raise Http404
    return found


def _handed(request: HttpRequest, pk: int) -> Handover:
    found = get_object_or_404(Handover.objects.select_related("leaver", "taker", "unit", "by"), pk=pk)
    reader = account_of(request)
    if not (reader.has_perm("orgs.manage") or reads_work_of(reader, found.unit_id, clock.today())):
        raise Http404
    return found


def _work(request: HttpRequest, unit: int | None, work: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "parts": [(part, work[part]) for part in PARTS],
        "roles": [ROLES[role].name for role in work["roles"] if role in ROLES],
        "titles": reads_work_of(account_of(request), unit, clock.today()),
        "words": words,
    }


def _paper(request: HttpRequest, parties: Parties, unit: int | None, work: Mapping[str, Any]) -> HttpResponse:
    titles = reads_work_of(account_of(request), unit, clock.today())
    paper = handover_sheet(parties, work, titles=titles)
    response = HttpResponse(paper_bytes(paper, at=clock.now()), content_type=TYPE)
    name = f"工作交接单-{parties.unit}-{parties.leaver}.docx"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
