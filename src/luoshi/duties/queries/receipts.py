"""Which units have not signed for a duty, or object to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from luoshi.duties.models import Assignment, Receipt
from luoshi.duties.queries.facts import Duties, closed_at, end_of, terms_at


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A unit's receipt that is not there, or its last one, which objects (`why` says the reason)."""

    duty: int
    unit: int
    why: str = ""


def unsigned(day: date, duties: Duties = None) -> tuple[Sequence[Unsigned], Sequence[Unsigned]]:
    """Receipts that are missing, and objections that stand, on a day; four statements."""
    last = _last(day, duties)
    closed = closed_at(day, duties)
    asked = [key for key in _asked(day, duties) if closed.get(key[0]) is None]
    missing = [Unsigned(*key) for key in asked if key not in last]
    objected = [Unsigned(*key, last[key][1]) for key in asked if key in last and last[key][0] == "objected"]
    return missing, objected


def _asked(day: date, duties: Duties) -> list[tuple[int, int]]:
    """Duty and unit of everybody who is to sign: owners, and those with a part."""
    held = Assignment.objects.filter(since__lte=day).filter(Q(until=None) | Q(until__gt=day))
    parts = held if duties is None else held.filter(duty__in=duties)
    owners = ((duty, term.owner) for duty, term in terms_at(day, duties).items())
    return list(dict.fromkeys((*owners, *parts.order_by("id").values_list("duty", "unit"))))


def _last(day: date, duties: Duties) -> dict[tuple[int, int], tuple[str, str]]:
    rows = Receipt.objects.filter(at__lte=end_of(day)).order_by("id")
    found = rows if duties is None else rows.filter(duty__in=duties)
    return {
        (duty, unit): (verdict, why) for duty, unit, verdict, why in found.values_list("duty", "unit", "verdict", "why")
    }
