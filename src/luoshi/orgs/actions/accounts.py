"""Accounts, their roles, and signing in."""

from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q

from luoshi.audit.actions import change
from luoshi.orgs.models import Account, RoleGrant, SignInFailure, Unit
from luoshi.orgs.queries import WAIT
from luoshi.orgs.rules.roles import ROLES
from luoshi.web.clock import day_of


class UsernameTaken(ValueError):
    """Somebody signs in by that name already."""


class WeakPassword(ValueError):
    """The password is too easy to guess; `reasons` are sentences for the person who chose it."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


class UnknownRole(ValueError):
    """There is no role of that code."""


def create_account(
    *, username: str, name: str, password: str, roles: tuple[str, ...], unit: Unit | None = None, by: str, at: datetime
) -> Account:
    """Make an account that holds roles from today. Raises UsernameTaken, WeakPassword or UnknownRole."""
    account = Account(username=username, name=name, unit=unit)
    _set_password(account, password)
    with change(action="orgs.account.created", subject="account", by=by, at=at) as made:
        if Account.objects.filter(username=username).exists():
            raise UsernameTaken(username)
        account.save(force_insert=True)
        made.subject_id, made.after = str(account.pk), {"username": username, "roles": list(roles)}
        for role in roles:
            grant_role(account=account, role=role, since=day_of(at), by=by, at=at)
    return account


def grant_role(*, account: Account, role: str, since: date, by: str, at: datetime) -> None:
    """Let an account hold a role from a day. Raises UnknownRole."""
    if role not in ROLES:
        raise UnknownRole(role)
    with change(action="orgs.role.granted", subject="account", by=by, at=at) as made:
        RoleGrant.objects.create(account=account, role=role, since=since)
        made.subject_id, made.after = str(account.pk), {"role": role, "since": since.isoformat()}


def end_roles(*, account: Account, until: date, by: str, at: datetime) -> list[str]:
    """Let every role that an account holds on a day or later end on it; returns their codes."""
    with change(action="orgs.role.ended", subject="account", by=by, at=at) as made:
        held = list(RoleGrant.objects.filter(Q(until=None) | Q(until__gt=until), account=account).order_by("pk"))
        for grant in held:
            if grant.since >= until:
                grant.delete()  # it has not held for a day
            else:
                RoleGrant.objects.filter(pk=grant.pk).update(until=until)
        roles = list(dict.fromkeys(grant.role for grant in held))
        made.subject_id, made.before = str(account.pk), {"roles": roles}
        made.after = {"until": until.isoformat()}
    return roles


def change_password(*, account: Account, password: str, by: str, at: datetime) -> None:
    """Set a new password. Raises WeakPassword. The event says that it changed, not what it is."""
    _set_password(account, password)
    with change(action="orgs.account.password_changed", subject="account", by=by, at=at) as made:
        account.save(update_fields=["password"])
        made.subject_id = str(account.pk)


def _set_password(account: Account, password: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise WeakPassword(error.messages) from error
    account.set_password(password)


def note_failure(*, username: str, address: str, at: datetime) -> None:
    """Count a wrong password, and forget those that no longer matter."""
    SignInFailure.objects.filter(at__lte=at - WAIT).delete()
    SignInFailure.objects.create(username=username[:60], address=address[:45], at=at)


def forget_failures(*, username: str) -> None:
    """A right password clears the count."""
    SignInFailure.objects.filter(username=username).delete()
