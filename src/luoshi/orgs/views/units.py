"""The register of units, regions and roles."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from luoshi.orgs import queries
from luoshi.orgs.access import account_of, requires
from luoshi.orgs.actions import units as actions
from luoshi.orgs.forms import AliasForm, RegisterFilters
from luoshi.orgs.models import Region, Unit
from luoshi.orgs.rules.roles import PERMISSIONS, ROLES
from luoshi.web import clock
from luoshi.web.listing import Column, in_order, listing
from luoshi.web.pages import csv_file, render

REFORMS = {
    "rename": gettext_lazy("更名"),
    "merge": gettext_lazy("合并"),
    "split": gettext_lazy("拆分"),
    "abolish": gettext_lazy("撤销"),
}
ORDERS = {"name": ("name", "id"), "kind": ("kind", "id"), "region": ("region_id", "id")}


@requires("orgs.manage")
def register(request: HttpRequest) -> HttpResponseBase:
    """Every unit the register knows, with its names; filters stay in the address."""
    kinds = Unit.objects.exclude(kind="").order_by("kind").values_list("kind", flat=True).distinct()
    form = RegisterFilters(request.GET, kinds=kinds)
    found = queries.units(**form.chosen())
    if request.GET.get("format") == "csv":
        rows = in_order(request.GET, found, orders=ORDERS, default="")
        heads = [_("单位"), _("全称"), _("类别"), _("区划代码"), _("已确认")]
        cells = ([row.name, row.full_name, row.kind, row.region_id or "", row.confirmed] for row in rows)
        return csv_file(_("单位名录"), heads, cells)
    columns = [
        Column(_("单位"), "name"),
        Column(_("全称")),
        Column(_("类别"), "kind"),
        Column(_("区划"), "region"),
        Column(_("名称数"), css="num"),
        Column(_("状态")),
    ]
    context = {"units": listing(request.GET, found, orders=ORDERS), "form": form, "columns": columns}
    return render(request, "orgs/register.html", context)


@requires("orgs.manage")
def names(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One unit's names and groups; a proposed unit can be confirmed, an alias added."""
    unit = get_object_or_404(Unit.objects.select_related("region"), pk=pk)
    form, by = AliasForm(request.POST or None), account_of(request).username
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_alias(unit=unit, printed=form.cleaned_data["printed"], by=by, at=clock.now())
        except actions.NameTaken as taken:
            said = {"name": taken.printed, "holder": taken.holder}
            form.add_error("printed", _("“%(name)s”已经是%(holder)s的名称") % said)
        else:
            messages.success(request, _("别名已登记"))
            return redirect("orgs:names", pk=pk)
    context = {
        "unit": unit,
        "form": form,
        "names": unit.names.order_by("id"),
        "groups": queries.groups_of(unit, clock.today()),
        "history": list(queries.successions_of(unit)),
        "kinds": REFORMS,
    }
    return render(request, "orgs/names.html", context, status=400 if form.errors else 200)


@requires("orgs.manage")
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Recognise a proposed unit."""
    unit = get_object_or_404(Unit, pk=pk)
    if unit.confirmed:
        raise Http404
    actions.confirm_unit(unit=unit, by=account_of(request).username, at=clock.now())
    messages.success(request, _("%(unit)s已确认") % {"unit": unit.name})
    return redirect("orgs:names", pk=pk)


@requires("orgs.read")
def regions(request: HttpRequest) -> HttpResponseBase:
    """The administrative divisions."""
    return render(request, "orgs/regions.html", {"regions": Region.objects.select_related("parent")})


@requires("orgs.read")
def roles(request: HttpRequest) -> HttpResponseBase:
    """Who may do what, in plain words."""
    return render(request, "orgs/roles.html", {"roles": ROLES, "permissions": PERMISSIONS})
