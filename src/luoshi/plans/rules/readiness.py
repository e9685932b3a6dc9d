"""What must be settled before a revision can be adopted, and what had better be."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Open:
    """How much is still open. The first group stands in the way of adoption, the second does not."""

    nothing_read: int = 0
    unchecked: int = 0
    unknown_units: int = 0
    no_accountable: int = 0
    no_owner: int = 0

    unseen_problems: int = 0
    no_modality: int = 0
    no_due: int = 0


REQUIRED = ("nothing_read", "unchecked", "unknown_units", "no_accountable", "no_owner")
"""A text in which nothing was read, rows nobody has checked, unit names nobody has recognised, measures that several
units lead without 总牵头, targets under no measure and without an owner. Whatever else the document leaves open (a
date, 约束性) may stay so."""


def standing_in_the_way(found: Open) -> dict[str, int]:
    """What has to be settled first, with how many of each; empty when the revision can be adopted.

    >>> standing_in_the_way(Open(unchecked=3, no_due=20))
    {'unchecked': 3}
    """
    return {name: count for name in REQUIRED if (count := getattr(found, name))}


def advised(found: Open) -> dict[str, int]:
    """What is open but may stay so."""
    names = [field.name for field in fields(found) if field.name not in REQUIRED]
    return {name: count for name in names if (count := getattr(found, name))}
