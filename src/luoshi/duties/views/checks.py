"""Field checks of a duty (现场核查)."""

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luoshi.duties import words
from luoshi.duties.actions.checking import NotChecked, Seen, may_check, record_check
from luoshi.duties.forms.checks import CheckForm
from luoshi.duties.models import Duty, FieldCheck
from luoshi.duties.queries import access
from luoshi.duties.queries.checks import checks_of
from luoshi.duties.queries.facts import standings
from luoshi.duties.queries.sources import source_of
from luoshi.files.actions import store
from luoshi.files.rules import FileRefused
from luoshi.orgs.access import account_of, requires
from luoshi.web import clock
from luoshi.web.pages import go_on, render

FIELDS = {"words": "found", "future": "on"}


@requires("duties.read")
@require_http_methods(["GET", "HEAD", "POST"])
def checks(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A duty's field checks, and the form for one more."""
    account, now = account_of(request), clock.now()
    today = clock.day_of(now)
    duty = access.visible(account, today).filter(pk=pk).first()
    if duty is None:
        raise Http404
    form = CheckForm(request.POST or None, request.FILES or None, initial={"on": today, "agrees": "yes"})
    if request.method == "POST" and form.is_valid():
        check = _recorded(request, duty, form, now)
        if check is not None:
            messages.success(request, _("已登记现场核查。"), extra_tags=f"check-{pk}")
            return go_on(request, reverse("duties:checks", args=(pk,)))
    context = {
        "duty": duty,
        "form": form,
        "may": may_check(duty, account, now),
        "source": source_of(duty),
        "standing": standings(today, [pk]).get(pk),
        "checks": list(checks_of(duty)),
    }
    return render(request, "duties/checks.html", context, status=400 if form.errors else 200)


def _recorded(request: HttpRequest, duty: Duty, form: CheckForm, now: datetime) -> FieldCheck | None:
    """The check with its photos, all or nothing; None when something is wrong, which the form then says."""
    account, given = account_of(request), form.cleaned_data
    seen = Seen(on=given["on"], found=given["found"], agrees=given["agrees"] == "yes", place=given["place"])
    try:
        with transaction.atomic():
            photos = [
                store(data=each.read(), name=each.name or "", by=account.username, at=now, purpose="evidence")
                for each in given["photos"]
            ]
            return record_check(duty=duty, seen=seen, photos=photos, by=account, at=now)
    except FileRefused as refused:
        form.add_error("photos", refused.en if get_language() == "en" else refused.zh)
    except NotChecked as wrong:
        form.add_error(FIELDS[wrong.code], str(words.NOT_CHECKED[wrong.code]))
    return None
