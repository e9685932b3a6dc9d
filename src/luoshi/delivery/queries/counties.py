"""Counties: regions below the government's own, whose units own tasks or have a part in them."""

from collections.abc import Iterable, Mapping
from datetime import date

from luoshi.duties.models import Assignment
from luoshi.orgs.models import Region, Unit
from luoshi.orgs.queries import at_date, own_region


def county_names() -> dict[str, str]:
    """Short names of the regions below the own one, by code; two statements."""
    own = own_region()
    return dict(Region.objects.filter(parent=own).values_list("code", "short_name")) if own else {}


def units_and_places() -> tuple[dict[int, str], dict[int, str]]:
    """Names of units, and for those of a region below the own one its code; two statements."""
    own = own_region()
    rows = list(Unit.objects.values_list("pk", "name", "region", "region__parent"))
    below = {key: region for key, _name, region, parent in rows if own is not None and parent == own.code}
    return {key: name for key, name, _region, _parent in rows}, below


def counties_taking_part(day: date, duties: Iterable[int], places: Mapping[int, str]) -> dict[int, tuple[str, ...]]:
    """Regions of the units that have a part in each duty; one statement."""
    held = Assignment.objects.filter(at_date(day), duty__in=duties, unit__in=places).order_by("id")
    found: dict[int, tuple[str, ...]] = {}
    for duty, unit in held.values_list("duty", "unit"):
        found[duty] = (*found.get(duty, ()), places[unit])
    return found
