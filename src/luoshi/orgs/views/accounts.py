"""Accounts and the roles they hold."""

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from luoshi.orgs.access import account_of, requires
from luoshi.orgs.actions.accounts import UsernameTaken, WeakPassword, create_account
from luoshi.orgs.forms import AccountForm
from luoshi.orgs.models import Account, RoleGrant
from luoshi.orgs.rules.roles import ROLES
from luoshi.web import clock
from luoshi.web.listing import Column, listing
from luoshi.web.pages import render

ORDERS = {"username": ("username",), "name": ("name", "id"), "unit": ("unit__name", "id")}


@requires("orgs.manage")
def accounts(request: HttpRequest) -> HttpResponseBase:
    """Every account with its roles."""
    held = RoleGrant.objects.filter(Q(until=None) | Q(until__gt=clock.today()))
    found = Account.objects.select_related("unit").prefetch_related(Prefetch("grants", held))
    columns = [
        Column(_("账号"), "username"),
        Column(_("姓名"), "name"),
        Column(_("单位"), "unit"),
        Column(_("角色")),
        Column(_("操作")),
    ]
    context = {"accounts": listing(request.GET, found, orders=ORDERS), "columns": columns, "roles": ROLES}
    return render(request, "orgs/accounts.html", context)


@requires("orgs.manage")
def create(request: HttpRequest) -> HttpResponseBase:
    """Make an account."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _created(form, account_of(request).username):
        messages.success(request, _("账号%(name)s已建立") % {"name": form.cleaned_data["username"]})
        return redirect("orgs:accounts")
    return render(request, "orgs/account_form.html", {"form": form}, status=400 if form.errors else 200)


def _created(form: AccountForm, by: str) -> bool:
    given = form.cleaned_data
    role = (given.pop("role"),)
    try:
        create_account(**given, roles=role, by=by, at=clock.now())
    except UsernameTaken:
        form.add_error("username", _("这个账号已经有人用了，请换一个"))
        return False
    except WeakPassword as weak:
        form.add_error("password", weak.reasons)
        return False
    return True
