"""What a unit goes on from: its own reports, and those of units that it continues after a reform (机构改革).

A period that one of them has reported on is not owed again.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from luoshi.duties.models import Report
from luoshi.duties.rules.succession import Figure, folded
from luoshi.orgs.queries import formers_at


class Last(NamedTuple):
    """The newest accepted quantity that a unit goes on from, and the last day of its period."""

    quantity: Decimal
    period_end: date


def family(unit: int) -> tuple[int, ...]:
    """A unit and all that it continues; one statement. A reform is entered when its day has come."""
    return (unit, *sorted(formers_at(date.max).get(unit, ())))


def last_figure(duty: int, unit: int) -> Last | None:
    """What 本期 is added to, in one duty; two statements."""
    return last_figures(unit, [duty]).get(duty)


def last_figures(unit: int, duties: Iterable[int] | None = None) -> Mapping[int, Last]:
    """What a unit goes on from, by duty; two statements."""
    known = family(unit)
    rows = Report.objects.filter(unit__in=known, outcome="accepted").exclude(quantity=None)
    if duties is not None:
        rows = rows.filter(duty__in=list(duties))
    figures: dict[int, dict[int, Figure]] = {}
    ordered = rows.order_by("period_end", "attempt", "id")
    for duty, sender, quantity, end in ordered.values_list("duty", "unit", "quantity", "period_end"):
        if quantity is not None:
            figures.setdefault(duty, {})[sender] = (quantity, end)
    origins = {unit: frozenset(known[1:])}
    return {duty: Last(*folded(each, [unit], origins)[unit]) for duty, each in figures.items()}
