"""Who may see a route. Every view wears `requires(...)` or `web.pages.public`; a repository test looks for it."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from luoshi.orgs import queries
from luoshi.orgs.models import Account
from luoshi.orgs.rules.roles import PERMISSIONS
from luoshi.web import clock

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class RoleBackend(ModelBackend):
    """Checks passwords as Django does, and permissions by the roles an account holds today."""

    def has_perm(self, user_obj: Any, perm: str, obj: object = None) -> bool:
        """Asked many times per page; the roles are read once per request."""
        if not isinstance(user_obj, Account):
            return False
        if user_obj.held is None:
            user_obj.held = queries.permissions(user_obj, clock.today())
        return perm in user_obj.held


def account_of(request: HttpRequest) -> Account:
    """The account behind a request that `requires` has let through."""
    if not isinstance(request.user, Account):
        raise PermissionDenied
    return request.user


def requires(permission: str, *others: str) -> Callable[[View[P]], View[P]]:
    """Only accounts that hold one of the permissions today; others sign in first, or are told what is missing."""
    wanted = (permission, *others)
    unknown = [each for each in wanted if each not in PERMISSIONS]
    if unknown:
        raise ValueError(f"{unknown[0]} is not in orgs.rules.roles.PERMISSIONS")

    def decorate(view: View[P]) -> View[P]:
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
            if not any(request.user.has_perm(each) for each in wanted):
                raise PermissionDenied(PERMISSIONS[permission])
            return view(request, *args, **kwargs)

        update_wrapper(guarded, view)
        guarded.permission = permission  # type: ignore[attr-defined]  # read by tests/repository/test_routes.py
        guarded.permissions = wanted  # type: ignore[attr-defined]  # any one of them is enough
        return guarded

    return decorate
