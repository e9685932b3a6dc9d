"""Evidence and photos: for those who may see the duty they belong to."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from luoshi.duties.models import Evidence, FieldPhoto
from luoshi.duties.queries import access
from luoshi.files.models import StoredFile
from luoshi.files.responses import download, thumbnail
from luoshi.orgs.access import account_of, requires
from luoshi.web import clock


@requires("duties.read")
@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A file that shows what a report says."""
    return download(_evidence(request, pk))


@requires("duties.read")
@require_safe
def evidence_picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Its small picture."""
    return thumbnail(request, _evidence(request, pk))


@requires("duties.read")
@require_safe
def photo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A photo of a field check."""
    return download(_photo(request, pk))


@requires("duties.read")
@require_safe
def photo_picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Its small picture."""
    return thumbnail(request, _photo(request, pk))


def _evidence(request: HttpRequest, pk: int) -> StoredFile:
    visible = access.visible(account_of(request), clock.today()).values("pk")
    found = Evidence.objects.filter(pk=pk, report__duty__in=visible).select_related("file__thumbnail").first()
    if found is None:
        raise Http404
    return found.file


def _photo(request: HttpRequest, pk: int) -> StoredFile:
    visible = access.visible(account_of(request), clock.today()).values("pk")
    found = FieldPhoto.objects.filter(pk=pk, check_made__duty__in=visible).select_related("file__thumbnail").first()
    if found is None:
        raise Http404
    return found.file
