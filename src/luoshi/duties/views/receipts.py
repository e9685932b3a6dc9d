"""Sign for a duty, object to it, or pass it on."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from luoshi.duties import words
from luoshi.duties.actions.receipts import sign_receipt
from luoshi.duties.forms.receipts import ReceiptForm
from luoshi.duties.models import Duty, Receipt
from luoshi.duties.queries import access
from luoshi.duties.queries.forming import sentence_of, steps_of
from luoshi.duties.queries.receivers import people_of, units_below
from luoshi.orgs.access import account_of, requires
from luoshi.orgs.models import Account
from luoshi.web import clock
from luoshi.web.pages import render

DONE = {
    "accepted": _("已签收：%(title)s。"),
    "objected": _("异议已送发展改革部门：%(title)s。"),
    "passed_on": _("已转办：%(title)s。"),
}


@requires("duties.report")
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What is to be taken, and what one can do with it. Opens inside the desk, or as a page of its own."""
    account, day = account_of(request), clock.today()
    duty = access.of_unit(account.unit_id, day).filter(pk=pk).first() if account.unit_id else None
    if duty is None or account.unit is None:
        raise Http404
    units, people = units_below(account.unit, day), people_of(account.unit, day)
    form = ReceiptForm(request.POST or None, units=units, members=people, initial=request.GET.get("verdict", ""))
    if request.method == "POST" and form.is_valid():
        return _signed(request, duty, form, account)
    term = access.term_of(duty, day)
    receipts = Receipt.objects.filter(duty=duty, unit=account.unit).select_related("by", "to", "member")
    context = {
        "duty": duty,
        "term": term,
        "steps": steps_of(duty, day),
        "sentence": sentence_of(duty),
        "form": form,
        "receipts": list(receipts),
        "words": words,
        "in_list": bool(getattr(request, "htmx", False)),
    }
    return render(request, "duties/receipt.html", context, status=400 if form.errors else 200)


def _signed(request: HttpRequest, duty: Duty, form: ReceiptForm, by: Account) -> HttpResponseBase:
    verdict = form.cleaned_data["verdict"]
    to, member = form.receiver() if verdict == "passed_on" else (None, None)
    why = form.cleaned_data["why"].strip()
    sign_receipt(duty=duty, verdict=verdict, to=to, member=member, why=why, by=by, at=clock.now())
    messages.success(request, str(DONE[verdict]) % {"title": duty.title})
    return redirect("duties:mine")
