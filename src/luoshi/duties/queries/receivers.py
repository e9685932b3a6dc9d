"""To whom a unit can pass a duty on: units below it, and its own people."""

from datetime import date

from django.db.models import Q, QuerySet

from luoshi.orgs.models import Account, RoleGrant, Unit
from luoshi.orgs.queries import at_date
from luoshi.orgs.rules.roles import ROLES

GOVERNMENT = "政府"
"""A unit of such a kind stands over the other units of its own region as well."""


def units_below(unit: Unit, day: date) -> QuerySet[Unit]:
    """Units of the regions below a unit's, and of its own region where it is the government there."""
    below = Q(region__parent=unit.region_id)
    if GOVERNMENT in unit.kind:
        below |= Q(region=unit.region_id)
    if unit.region_id is None:
        return Unit.objects.none()
    return Unit.objects.filter(at_date(day), below, confirmed=True).exclude(pk=unit.pk).order_by("id")


def people_of(unit: Unit, day: date) -> QuerySet[Account]:
    """Those of a unit who report for it on a day."""
    roles = [code for code, role in ROLES.items() if "duties.report" in role.permissions]
    held = RoleGrant.objects.filter(at_date(day), role__in=roles).values("account")
    return Account.objects.filter(unit=unit, is_active=True, pk__in=held).order_by("name")
