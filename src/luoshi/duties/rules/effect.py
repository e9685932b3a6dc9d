"""What would be known of a duty if a report were accepted: so that a reviewer sees what the acceptance does."""

from collections.abc import Set
from dataclasses import replace
from datetime import date
from decimal import Decimal

from luoshi.duties.rules.lights import Facts


def with_accepted(facts: Facts, on: date, *, added: Decimal = Decimal(0), reached: Set[str] = frozenset()) -> Facts:
    """Facts once a quantity is added and milestones (by title) are reached on a day; dates known before stay.

    >>> known = Facts(date(2026, 1, 1), date(2026, 12, 31), Decimal(9))
    >>> with_accepted(known, date(2026, 6, 30), added=Decimal(3)).accepted
    Decimal('3')
    """
    milestones = tuple(
        replace(each, accepted_on=on) if each.title in reached and each.accepted_on is None else each
        for each in facts.milestones
    )
    return replace(facts, accepted=facts.accepted + added, milestones=milestones)
