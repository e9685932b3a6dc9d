"""My desk: what I owe, by date; what waits for my signature; what others look at now."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.duties import words
from luoshi.duties.actions.drafting import NotYourTurn, sign_draft
from luoshi.duties.actions.reporting import confirm_report
from luoshi.duties.actions.setting import set_signatures
from luoshi.duties.forms.receipts import DeskFilters, SigningForm
from luoshi.duties.models import Draft, Report
from luoshi.duties.queries.asked import of_desk
from luoshi.duties.queries.forming import sentence_of
from luoshi.duties.queries.handing import taken_over
from luoshi.duties.queries.mine import Desk, Item, desk
from luoshi.duties.queries.origins import family
from luoshi.duties.queries.signing import asked_of, mark_of, missing_step, standing_signatures, with_files
from luoshi.orgs.access import account_of, requires
from luoshi.orgs.models import Account
from luoshi.web import clock
from luoshi.web.pages import count_answer, render


@requires("duties.read")
@require_safe
def mine(request: HttpRequest) -> HttpResponseBase:
    """The desk itself."""
    account, day = account_of(request), clock.today()
    found, filters = desk(account, day), DeskFilters(request.GET)
    shown = _filtered(found, filters.chosen(), account)
    context = {
        "desk": found,
        "day": day,
        "groups": found.grouped(day, shown),
        "filters": filters,
        "overdue": sum(item.group(day) == "overdue" for item in found.items),
        "sent": _sent(request, account),
        "waiting": [(report, (day - clock.day_of(report.at)).days + 1) for report in found.waiting],
        "signing": _signing(account),
        "taken_over": taken_over(account, day),
        "colleagues": _colleagues(account),
        "periods": sorted({item.period for item in found.items if item.kind == "report"}),
        "asked": of_desk(account, day),
        "words": words,
    }
    return render(request, "duties/mine.html", context)


@requires("duties.read")
@require_safe
def count(request: HttpRequest) -> HttpResponseBase:
    """How many things there are to do, for the navigation."""
    return count_answer(desk(account_of(request), clock.today()).count)


@requires("duties.read")
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A draft of one's unit, to be read and signed before it leaves."""
    account, day = account_of(request), clock.today()
    drafts = with_files(Draft.objects.filter(pk=pk, unit=account.unit_id)).select_related("duty", "unit", "saved_by")
    found = drafts.first()
    if found is None:
        raise Http404
    if request.method == "POST":
        return _signed(request, found)
    asked = asked_of(found.unit_id, day)
    titles = dict(found.duty.milestones.values_list("pk", "title"))
    context = {
        "draft": found,
        "claims": [(titles.get(int(key), key), on) for key, on in (found.content.get("claims") or {}).items()],
        "sentence": sentence_of(found.duty),
        "mark": mark_of(found),
        "asked": asked,
        "signatures": {each.step: each for each in standing_signatures(found)},
        "missing": missing_step(found, asked),
        "words": words,
    }
    return render(request, "duties/draft.html", context)


@requires("duties.report")
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What somebody else entered for the unit is right."""
    account = account_of(request)
    own = family(account.unit_id) if account.unit_id else ()
    found = Report.objects.filter(pk=pk, unit__in=own).exclude(said_by="").select_related("duty", "unit").first()
    if found is None:
        raise Http404
    confirm_report(report=found, by=account, at=clock.now())
    messages.success(request, _("已确认：%(title)s。") % {"title": found.duty.title})
    return redirect("duties:mine")


@requires("duties.sign")
@require_POST
def signing(request: HttpRequest) -> HttpResponseBase:
    """How many sign inside the unit before a report leaves it, from today on."""
    form = SigningForm(request.POST)
    if not form.is_valid():
        raise Http404
    set_signatures(count=form.cleaned_data["count"], since=clock.today(), by=account_of(request), at=clock.now())
    messages.success(request, _("本单位的内部审签已改，从今天起。"))
    return redirect("duties:mine")


def _signed(request: HttpRequest, found: Draft) -> HttpResponseBase:
    """Sign it; what is in the way is said on the page."""
    try:
        sign_draft(draft=found, mark=request.POST.get("mark", ""), by=account_of(request), at=clock.now())
    except NotYourTurn as wrong:
        messages.error(request, str(words.NOT_SIGNED[wrong.code]))
        return redirect("duties:draft", pk=found.pk)
    messages.success(request, _("已签：%(title)s。经办人可以接着办。") % {"title": found.duty.title})
    return redirect("duties:mine")


def _filtered(found: Desk, chosen: dict[str, str], account: Account) -> list[Item]:
    """Items that pass the filters."""
    tests = {
        "kind": lambda item, value: item.kind == value,
        "part": lambda item, value: item.part.role == value,
        "light": lambda item, value: item.standing.light == value,
        "who": lambda item, value: item.handler == (account if value == "me" else None),
    }
    return [item for item in found.items if all(tests[name](item, value) for name, value in chosen.items())]


def _colleagues(account: Account) -> list[Account]:
    """People of the unit whose work its head can hand over."""
    if account.unit_id is None or not account.has_perm("duties.sign"):
        return []
    return list(Account.objects.filter(unit=account.unit_id, is_active=True).order_by("name"))


def _sent(request: HttpRequest, account: Account) -> Report | None:
    """The report that has just been sent, to say what happens next."""
    key = request.GET.get("sent", "")
    if not key.isdecimal():
        return None
    return Report.objects.filter(pk=int(key), unit=account.unit_id).select_related("duty").first()


def _signing(account: Account) -> SigningForm | None:
    """The switch, for those who may turn it."""
    if account.unit_id is None or not account.has_perm("duties.sign"):
        return None
    steps = len(asked_of(account.unit_id, clock.today()))
    return SigningForm(initial={"count": str(max(steps - 1, 0))})
