"""The gallery of parts, and the switch of language."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from luoshi.web import language, samples
from luoshi.web.forms import SampleFilter, SampleForm
from luoshi.web.listing import listing
from luoshi.web.pages import public, render


@public
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every part with made-up data, for those who build pages."""
    context = {
        "sample": samples,
        "listing": listing(request.GET, samples.ROWS * 100, default="name"),
        "filter": SampleFilter(request.GET, auto_id="filter-%s"),
        "form": SampleForm(),
        "refused": SampleForm({"refused-kind": "other", "refused-day": "3月1日"}, prefix="refused"),
    }
    return render(request, "web/gallery.html", context)


@public
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language and go back to where the switch was pressed."""
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe else "/")
    language.remember(response, request.POST.get("language", ""))
    return response
