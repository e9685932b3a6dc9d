"""What the register says of a name that a person has written."""

from datetime import datetime
from typing import Any

from luoshi.orgs.actions.units import propose
from luoshi.orgs.models import Account
from luoshi.orgs.queries import resolve_names


def meaning(printed: str, *, by: Account, at: datetime) -> dict[str, Any]:
    """What a name means in the register; a name it lacks is proposed as a unit, to be recognised by a person."""
    found = resolve_names([printed])[printed]
    if found.unit_id is None and found.group_id is None:
        propose(units=[printed], groups=[], by=by.username, at=at)
        found = resolve_names([printed])[printed]
    return {"unit_id": found.unit_id, "group_id": found.group_id, "is_group": found.group_id is not None}
