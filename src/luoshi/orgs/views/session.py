"""Signing in and out, and one's own password."""

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from luoshi.orgs import queries
from luoshi.orgs.access import account_of, requires
from luoshi.orgs.actions import accounts
from luoshi.orgs.forms import PasswordForm, SignInForm
from luoshi.orgs.models import Account
from luoshi.web import clock
from luoshi.web.pages import public, render


@public
@never_cache
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Sign in and go where one was going."""
    form = SignInForm(request.POST or None)
    if request.user.is_authenticated:
        return HttpResponseRedirect(_next(request))
    if request.method == "POST" and form.is_valid() and _signed_in(request, form):
        return HttpResponseRedirect(_next(request))
    status = 400 if form.errors else 200
    return render(request, "orgs/sign_in.html", {"form": form, "next": request.GET.get("next", "")}, status=status)


def _signed_in(request: HttpRequest, form: SignInForm) -> bool:
    username, address, now = form.cleaned_data["username"], request.META.get("REMOTE_ADDR", ""), clock.now()
    again = queries.may_try_at(username, address, now)
    if again:
        when = date_format(localtime(again), "H:i")
        form.add_error(None, _("密码错误次数太多，请在 %(when)s 之后再试。") % {"when": when})
        return False
    account = authenticate(request, username=username, password=form.cleaned_data["password"])
    if account is None:
        accounts.note_failure(username=username, address=address, at=now)
        form.add_error(None, _("账号或密码不对。忘记密码请找系统管理员。"))
        return False
    accounts.forget_failures(username=username)
    login(request, account)
    return True


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else resolve_url("desk:home")


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Sign out."""
    logout(request)
    return redirect("orgs:sign_in")


@requires("orgs.read")
def password(request: HttpRequest) -> HttpResponseBase:
    """Change one's own password."""
    form, account = PasswordForm(request.POST or None), account_of(request)
    if request.method == "POST" and form.is_valid() and _changed(form, account):
        update_session_auth_hash(request, account)
        messages.success(request, _("密码已更换"))
        return redirect("desk:home")
    return render(request, "orgs/password.html", {"form": form}, status=400 if form.errors else 200)


def _changed(form: PasswordForm, account: Account) -> bool:
    if not account.check_password(form.cleaned_data["current"]):
        form.add_error("current", _("现在的密码不对"))
        return False
    try:
        new = form.cleaned_data["password"]
        accounts.change_password(account=account, password=new, by=account.username, at=clock.now())
    except accounts.WeakPassword as weak:
        form.add_error("password", weak.reasons)
        return False
    return True
