"""The settings of the room: what holds, since when, who set it and why; setting one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luoshi.duties import words
from luoshi.duties.actions.setting import OFFICE, NotSet, set_setting
from luoshi.duties.forms.settings import SettingForm
from luoshi.duties.queries.settings import states
from luoshi.duties.rules.settings import BadValue
from luoshi.orgs.access import account_of, requires
from luoshi.web import clock
from luoshi.web.pages import render


@requires("duties.read")
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponseBase:
    """All settings; those who decide may set one."""
    return _set(request) if request.method == "POST" else _page(request, SettingForm(initial=_start(request)))


@requires(OFFICE)
def _set(request: HttpRequest) -> HttpResponseBase:
    form = SettingForm(request.POST)
    if not form.is_valid():
        return _page(request, form, 400)
    try:
        set_setting(**form.cleaned_data, by=account_of(request), at=clock.now())
    except BadValue as wrong:
        form.say("value", wrong.en if get_language() == "en" else wrong.zh)
        return _page(request, form, 400)
    except NotSet as wrong:
        form.say(wrong.code, words.NOT_SET[wrong.code])
        return _page(request, form, 400)
    messages.success(request, _("已改：%(name)s。") % {"name": words.SETTINGS[form.cleaned_data["name"]][0]})
    return redirect("duties:settings")


def _page(request: HttpRequest, form: SettingForm, status: int = 200) -> HttpResponseBase:
    context = {
        "form": form,
        "states": states(clock.today()),
        "words": words,
        "changes": account_of(request).has_perm(OFFICE),
    }
    return render(request, "duties/settings.html", context, status=status)


def _start(request: HttpRequest) -> dict[str, object]:
    """From today, and for the setting that the address names."""
    return {"since": clock.today(), "name": request.GET.get("name", "")}
