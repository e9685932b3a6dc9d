"""Bringing last year's tasks into this one: copied, or carried over."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.delivery.actions.copying import CannotBring, Choice, bring_tasks
from luoshi.delivery.queries.breakdown import unit_names
from luoshi.delivery.queries.lastyear import Candidate, candidates
from luoshi.delivery.views.plans import broken_down_or_404, is_current
from luoshi.duties import words
from luoshi.orgs.access import account_of, requires
from luoshi.papers.sheets.typed import plain
from luoshi.web import clock
from luoshi.web.pages import render

MODES = ("copy", "carry")
BARRED = {
    "gone": gettext_lazy("这条举措不在现行的一版里"),
    "there": gettext_lazy("下一年已有同名任务"),
    "finished": gettext_lazy("已经完成，不用结转"),
    "figure": gettext_lazy("数量请写数字，例如 120 或 12.5"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A row of the page: the task, whether it is ticked, the quantity in the field, what is wrong with it."""

    row: Candidate
    ticked: bool
    quantity: str
    error: str = ""


@requires("delivery.break_down")
def bring(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Choose tasks of last year and say how much is due of each."""
    revision, today = broken_down_or_404(request, pk), clock.today()
    if not is_current(request, revision, today):
        raise Http404
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and 1900 < int(asked) < 2200 else today.year
    carry, kept = request.GET.get("mode") == "carry", request.GET.get("quantities") == "kept"
    rows = [row for row in candidates(revision, year, today) if not carry or row.unfinished]
    offers = [_offer(request, row, carry, kept) for row in rows]
    if request.method == "POST":
        chosen, wrong = _chosen(offers)
        if not wrong and chosen:
            try:
                made = bring_tasks(
                    revision=revision, year=year, carry=carry, chosen=chosen, by=account_of(request), at=clock.now()
                )
            except CannotBring as refused:
                wrong = refused.wrong
            else:
                messages.success(
                    request, _("已建立 %(n)s 项任务。") % {"n": len(made)}, extra_tags=f"bring-{pk}-{year}"
                )
                return redirect(f"{reverse('delivery:breakdown', args=(pk,))}?year={year}")
        if not chosen and not wrong:
            messages.warning(request, _("没有勾选任务，没有建立。"))
        offers = [Offer(each.row, each.ticked, each.quantity, _said(wrong.get(each.row.task.pk))) for each in offers]
    context = {
        "revision": revision,
        "year": year,
        "carry": carry,
        "kept": kept,
        "offers": offers,
        "names": unit_names(row.content for row in rows),
        "barred": BARRED,
        "refused": any(each.error for each in offers),
    }
    return render(request, "delivery/bring.html", context, status=400 if context["refused"] else 200)


def _offer(request: HttpRequest, row: Candidate, carry: bool, kept: bool) -> Offer:
    key, quantity = row.task.pk, row.content.given.term.quantity
    if request.method == "POST":
        return Offer(row, f"pick-{key}" in request.POST, request.POST.get(f"quantity-{key}", "").strip())
    if carry:
        return Offer(row, not row.barred, plain(row.left) if row.left else "")
    return Offer(row, False, plain(quantity) if kept else "")


def _chosen(offers: list[Offer]) -> tuple[list[Choice], dict[int, str]]:
    """What is ticked, and what is no figure."""
    chosen, wrong = [], {}
    for each in offers:
        if not each.ticked:
            continue
        try:
            amount = Decimal(each.quantity.replace(",", "")) if each.quantity else None
        except InvalidOperation:
            amount = Decimal(-1)
        if amount is not None and not (amount.is_finite() and 0 < amount < 10**16):
            wrong[each.row.task.pk] = "figure"
        else:
            chosen.append(Choice(each.row.task.pk, amount))
    return chosen, wrong


def _said(code: str | None) -> str:
    said: dict[str, Any] = {**words.UNSOUND, **BARRED}
    return str(said.get(code, code)) if code else ""
