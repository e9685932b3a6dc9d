"""What a unit goes on from: its own reports, and those of units that it continues after a reform (机构改革).

A period that one of them has reported on is not owed again.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from luoshi.duties.models import Assignment, Report
from luoshi.duties.rules.succession import Figure, folded, whole_accepted
from luoshi.orgs.queries import formers_at


class Last(NamedTuple):
    """The newest accepted quantity that a unit goes on from, and the last day of its period."""

    quantity: Decimal
    period_end: date


def family(unit: int) -> tuple[int, ...]:
    """A unit and all that it continues; one statement. A reform is entered when its day has come."""
    return (unit, *sorted(formers_at(date.max).get(unit, ())))


def last_figure(duty: int, unit: int) -> Last | None:
    """What 本期 is added to, in one duty; three statements."""
    return last_figures(unit, [duty]).get(duty)


def last_figures(unit: int, duties: Sequence[int]) -> Mapping[int, Last]:
    """What a unit goes on from, by duty: where there are shares, its own and those of units that it continues; else
    what is accepted of the whole, whoever owned the duty then. Three statements."""
    origins = formers_at(date.max)
    shares = Assignment.objects.filter(duty__in=duties, until=None, quantity__isnull=False)
    shared = set(shares.order_by().values_list("duty", flat=True))
    figures: dict[int, dict[int, Figure]] = {}
    rows = Report.objects.filter(duty__in=duties, outcome="accepted").order_by("period_end", "attempt", "id")
    for duty, sender, quantity, end in rows.values_list("duty", "unit", "quantity", "period_end"):
        if quantity is not None:
            figures.setdefault(duty, {})[sender] = (quantity, end)
    found = {duty: last_of(each, unit, duty in shared, origins) for duty, each in figures.items()}
    return {duty: last for duty, last in found.items() if last is not None}


def last_of(
    figures: Mapping[int, Figure], unit: int, shared: bool, origins: Mapping[int, Mapping[int, date]]
) -> Last | None:
    """What a unit goes on from in one duty, of the newest accepted figures by unit (orgs.queries.formers_at)."""
    if not shared:
        newest = whole_accepted(figures, unit)
        return Last(*newest) if newest else None
    known = folded(figures, [unit], origins)
    return Last(*known[unit]) if unit in known else None
