"""Adopting a revision: what stands in the way, what would be adopted, the signature; and checking one later."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luoshi.orgs.access import account_of, requires
from luoshi.plans import actions, words
from luoshi.plans.forms import AdoptForm
from luoshi.plans.models import Revision
from luoshi.plans.points import points
from luoshi.plans.queries import adoption as queries
from luoshi.plans.queries.readiness import open_points
from luoshi.plans.rules.readiness import advised, standing_in_the_way
from luoshi.plans.views.plans import revision_or_404
from luoshi.web import clock
from luoshi.web.formatting import day
from luoshi.web.pages import render


@requires("plans.adopt")
def adopt(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show what an adoption means; sign it."""
    found = revision_or_404(request, pk)
    if hasattr(found, "adoption") and request.method != "POST":
        return redirect("plans:decision", pk=pk)
    form = AdoptForm(request.POST or None, initial={"since": clock.today()})
    if request.method == "POST" and form.is_valid() and _adopted(request, found, form):
        return redirect("plans:plan", pk=pk)
    left = open_points(found)
    context = {
        "revision": found,
        "form": form,
        "in_the_way": points(found, standing_in_the_way(left)),
        "advised": points(found, advised(left)),
        "preview": queries.preview(found),
        "words": words,
    }
    return render(request, "plans/adopt.html", context, status=400 if form.errors else 200)


def _adopted(request: HttpRequest, revision: Revision, form: AdoptForm) -> bool:
    """Whether it is adopted now, by this signature or an earlier one; what stands in the way is said in the form."""
    given = form.cleaned_data
    try:
        actions.adopt_revision(
            revision=revision, since=given["since"], why=given["why"], by=account_of(request), at=clock.now()
        )
    except actions.AlreadyAdopted as earlier:
        messages.warning(request, _("%(who)s已经签署采用过这份方案。") % {"who": earlier.adoption.by.name})
    except actions.TooEarly as early:
        form.add_error("since", _("不能早于上一版的生效日 %(day)s。") % {"day": day(early.since)})
    except actions.NotReady as unready:
        left = "；".join(words.OPEN[code] % {"n": count} for code, count in unready.open.items())
        form.add_error(None, _("还不能采用：%(left)s。请先核对。") % {"left": left})
    else:
        done = _("已采用。全体有权限的人现在都能看到这份方案。")
        messages.success(request, done, extra_tags=f"adopt-{revision.pk}")
    return not form.errors


@requires("plans.read")
@require_safe
def decision(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The signature under a revision, compared with what stands there now."""
    found = revision_or_404(request, pk)
    if not hasattr(found, "adoption"):
        raise Http404
    event = queries.signed(found)
    context = {"revision": found, "event": event, "check": queries.check(found, event)}
    return render(request, "plans/decision.html", context)
