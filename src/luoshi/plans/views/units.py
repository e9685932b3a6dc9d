"""What a unit leads and answers for, each with the sentence that says so."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from luoshi.orgs.access import account_of, requires
from luoshi.orgs.models import Unit, UnitGroup
from luoshi.orgs.queries import groups_of, members
from luoshi.plans import words
from luoshi.plans.queries.revisions import current
from luoshi.plans.queries.units import Duty, duties, group_duties
from luoshi.web import clock
from luoshi.web.pages import render


def _by_role(found: Iterable[Duty]) -> dict[str, list[Duty]]:
    rows = list(found)
    return {
        "lead": [row for row in rows if row.role == "lead"],
        "direct": [row for row in rows if row.role != "lead" and row.group is None],
        "group": [row for row in rows if row.role != "lead" and row.group is not None],
    }


@requires("plans.read")
@require_safe
def unit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One unit's measures in all plans one may see."""
    found, today = get_object_or_404(Unit.objects.select_related("region"), pk=pk), clock.today()
    context = {
        "unit": found,
        "groups": list(groups_of(found, today)),
        "duties": _by_role(duties(found, current(account_of(request), today), today)),
        "words": words,
    }
    return render(request, "plans/unit.html", context)


@requires("plans.read")
@require_safe
def group(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Who a group is today, and the measures that name it."""
    found = get_object_or_404(UnitGroup, pk=pk)
    context = {
        "group": found,
        "members": list(members(found, clock.today())),
        "duties": group_duties(found, current(account_of(request), clock.today())),
        "words": words,
    }
    return render(request, "plans/group.html", context)
