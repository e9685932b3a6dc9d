"""Files that leave the register: the lists as they are filtered, the adoption sheet, the whole register."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import override
from django.views.decorators.http import require_safe

from luoshi.files.responses import made
from luoshi.orgs.access import account_of, requires
from luoshi.orgs.rules.roles import PERMISSIONS
from luoshi.plans import exports
from luoshi.plans.exports import Asked
from luoshi.plans.forms import Filters
from luoshi.plans.models import Revision
from luoshi.plans.views import lists
from luoshi.plans.views.plans import revision_or_404
from luoshi.web import clock
from luoshi.web.listing import order_fields


@requires("plans.read")
@require_safe
def export(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """One kind of export of a revision, narrowed and ordered as the address says; always a download."""
    revision, shape = revision_or_404(request, pk), exports.kinds().get(kind)
    if shape is None:
        raise Http404
    if not account_of(request).has_perm(shape.permission):
        raise PermissionDenied(PERMISSIONS[shape.permission])
    with override(exports.LANGUAGE):
        narrowed = _narrowed(request, revision, shape.rows) if shape.rows else {}
    file = exports.produce(kind, Asked(revision, at=clock.now(), on=clock.today(), **narrowed))
    return made(file.data, name=file.name, content_type=file.content_type)


def _narrowed(request: HttpRequest, revision: Revision, page: str) -> Mapping[str, Any]:
    """The filters and the order of a list page."""
    form = lists.filters_of(request, revision, page)
    chosen = form.chosen()
    order = order_fields(request.GET, orders=lists.KINDS[page].orders, default="order")
    in_words = "；".join(f"{form.fields[name].label}：{_shown(form, name, value)}" for name, value in chosen.items())
    return {
        "filters": chosen,
        "order": () if order == lists.KINDS[page].orders["order"] else order,
        "narrowed": f"筛选条件：{in_words}" if in_words else "",
    }


def _shown(form: Filters, name: str, value: str) -> str:
    """What the filter called the value that was chosen."""
    offered = dict(getattr(form.fields[name], "choices", ()))
    return str(offered.get(value, value))
