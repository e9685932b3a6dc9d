"""Accounts, their roles, and signing in."""

from datetime import date, datetime

from django.contrib.auth.password_validation import validate_password

from luoshi.audit.actions import change
from luoshi.orgs.models import Account, RoleGrant, SignInFailure, Unit
from luoshi.orgs.queries import WAIT
from luoshi.orgs.rules.roles import ROLES


class UnknownRole(ValueError):
    """There is no role of that code."""


def create_account(
    *, username: str, name: str, password: str, roles: tuple[str, ...], unit: Unit | None = None, by: str, at: datetime
) -> Account:
    """Make an account that holds roles from today. Raises UnknownRole, or ValidationError for a weak password."""
    account = Account(username=username, name=name, unit=unit)
    validate_password(password, account)
    account.set_password(password)
    with change(action="orgs.account.created", subject="account", by=by, at=at) as made:
        account.save(force_insert=True)
        made.subject_id, made.after = str(account.pk), {"username": username, "roles": list(roles)}
        for role in roles:
            grant_role(account=account, role=role, since=at.date(), by=by, at=at)
    return account


def grant_role(*, account: Account, role: str, since: date, by: str, at: datetime) -> None:
    """Let an account hold a role from a day. Raises UnknownRole."""
    if role not in ROLES:
        raise UnknownRole(role)
    with change(action="orgs.role.granted", subject="account", by=by, at=at) as made:
        RoleGrant.objects.create(account=account, role=role, since=since)
        made.subject_id, made.after = str(account.pk), {"role": role, "since": since.isoformat()}


def change_password(*, account: Account, password: str, by: str, at: datetime) -> None:
    """Set a new password. Raises ValidationError for a weak one. The event says that it changed, not what it is."""
    validate_password(password, account)
    account.set_password(password)
    with change(action="orgs.account.password_changed", subject="account", by=by, at=at) as made:
        account.save(update_fields=["password"])
        made.subject_id = str(account.pk)


def note_failure(*, username: str, address: str, at: datetime) -> None:
    """Count a wrong password, and forget those that no longer matter."""
    SignInFailure.objects.filter(at__lte=at - WAIT).delete()
    SignInFailure.objects.create(username=username[:60], address=address[:45], at=at)


def forget_failures(*, username: str) -> None:
    """A right password clears the count."""
    SignInFailure.objects.filter(username=username).delete()
