"""What can be asked of a duty: one table of kinds, and what a change makes of what holds.

What holds is kept as JSON keeps it: days and figures are strings, units and milestones go by their keys.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Holding = dict[str, Any]
"""owner, begins, due, quantity, unit, deliverable, rhythm, office_reviews, milestones {key: [due, weight]},
shares {unit: quantity}."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Which fields it changes; whether it is asked of a closed duty; whether it ends one."""

    fields: tuple[str, ...] = ()
    of_closed: bool = False
    ends: bool = False


KINDS = {
    "due": Kind(("due", "milestones")),
    "target": Kind(("quantity", "unit", "deliverable", "shares")),
    "owner": Kind(("owner",)),
    "close": Kind(ends=True),
    "reopen": Kind(of_closed=True),
    "void": Kind(ends=True),
}
"""void takes back a duty that was made by mistake: from then on it does not count at all."""

MERGED = ("milestones",)
"""Fields of which only what is named changes; any other field is given whole."""


def plain_number(value: Decimal | None) -> str | None:
    """A figure as it is kept.

    >>> plain_number(Decimal("120.0000")), plain_number(None)
    ('120', None)
    """
    return None if value is None else f"{value.normalize():f}"


def part_of(holding: Mapping[str, Any], kind: str) -> Holding:
    """What a kind can change, as it holds now."""
    return {name: holding[name] for name in KINDS[kind].fields}


def changed(holding: Mapping[str, Any], kind: str, wanted: Mapping[str, Any]) -> Holding:
    """What holds once a change is made; fields that the kind does not change are left as they are.

    >>> held = {"due": "2026-06-30", "owner": 1, "milestones": {"4": ["2026-03-31", "1"], "5": ["2026-06-30", "2"]}}
    >>> changed(held, "due", {"due": "2026-12-31", "owner": 2, "milestones": {"5": ["2026-12-31", "2"]}})["milestones"]
    {'4': ['2026-03-31', '1'], '5': ['2026-12-31', '2']}
    """
    found = dict(holding)
    for name in KINDS[kind].fields:
        if name in wanted:
            known = {key: value for key, value in wanted[name].items() if key in found[name]} if name in MERGED else {}
            found[name] = {**found[name], **known} if name in MERGED else wanted[name]
    return found
