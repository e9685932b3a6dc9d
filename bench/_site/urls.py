"""luoshi's addresses and the reference page: the base template, fifty rows of constants, ten trivial statements."""

from datetime import date
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

from luoshi.config import urls
from luoshi.orgs.access import requires
from luoshi.orgs.models import Region
from luoshi.web.pages import render

ROWS = [(f"常数行第{at}号", f"单位{at}", "green", Fraction(at, 100), date(2026, 12, 31)) for at in range(50)]


@requires("plans.read")
def reference(request: HttpRequest) -> HttpResponse:
    """What every page is compared with."""
    for number in range(10):
        Region.objects.filter(code=number).first()
    return render(request, "reference.html", {"rows": ROWS})


urlpatterns: list[URLPattern | URLResolver] = [path("reference/", reference), *urls.urlpatterns]
