"""机构改革: said once, shown with everything that follows, then signed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luoshi.duties import words
from luoshi.duties.actions.reforming import Moved, reorganise
from luoshi.duties.forms.reforms import ReformForm
from luoshi.duties.queries.reforming import Following, Reform, following
from luoshi.orgs.access import account_of, requires
from luoshi.orgs.models import Unit
from luoshi.orgs.rules.reforms import Refused
from luoshi.web import clock
from luoshi.web.pages import render


@requires("duties.review_all")
@require_http_methods(["GET", "HEAD", "POST"])
def reform(request: HttpRequest) -> HttpResponseBase:
    """Which units become which; then what follows, to be looked at; then it is done."""
    now = clock.now()
    day = clock.day_of(now)
    initial = {"since": day, "formers": request.GET.getlist("unit")}
    form = ReformForm(request.POST or None, day=day, initial=initial)
    found: Following | None = None
    if request.method == "POST" and form.is_valid() and "back" not in request.POST:
        wanted = form.reform(_chosen(request, "duty"), _chosen(request, "account"))
        try:
            found = following(wanted, day)
            if "seen" in request.POST:
                return _done(request, wanted)
        except Refused as wrong:
            found = None
            form.add_error(words.REFORM_FIELDS[wrong.code], str(words.REFUSED[wrong.code]) % {"what": wrong.what})
        except Moved as moved:
            found = moved.found
            messages.warning(request, _("看过以后情况有变，请按下面的再核对一次。"))
    context = {"form": form, "found": found, "words": words}
    return render(request, "duties/reform.html", context, status=400 if form.errors else 200)


def _chosen(request: HttpRequest, name: str) -> dict[int, int]:
    """Where single duties or accounts go: duty-12=1."""
    found = {}
    for key, value in request.POST.items():
        kind, _dash, number = key.partition("-")
        if kind == name and number.isdecimal() and isinstance(value, str) and value.isdecimal():
            found[int(number)] = int(value)
    return found


def _done(request: HttpRequest, wanted: Reform) -> HttpResponseBase:
    units: list[Unit] = reorganise(reform=wanted, seen=request.POST["seen"], by=account_of(request), at=clock.now())
    told = _("已登记：从%(day)s起由%(units)s承接。")
    said = {"day": wanted.since.isoformat(), "units": _("、").join(unit.name for unit in units)}
    messages.success(request, told % said, extra_tags="reform")
    return redirect("orgs:names", units[0].pk)
