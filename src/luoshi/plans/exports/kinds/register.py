"""The whole register as JSON (docs/exports.md): what was signed, and the names it points at."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi.orgs.models import Unit, UnitGroup
from luoshi.orgs.queries import members_of
from luoshi.plans.exports.asked import Asked, Kind
from luoshi.plans.exports.frame import adoption_of
from luoshi.plans.models import Adoption, Revision
from luoshi.plans.queries import content
from luoshi.plans.queries.adoption import signed

FORMAT = "luoshi-register/1"


def make(asked: Asked) -> bytes:
    """The register as .json in UTF-8; a dozen statements."""
    return (json.dumps(register(asked), ensure_ascii=False, indent=1) + "\n").encode()


def register(asked: Asked) -> dict[str, Any]:
    """`content` is what an adoption signs; its digest is that of its JSON with sorted keys and default separators."""
    revision = asked.revision
    held = content.register(revision)
    adoption = adoption_of(revision)
    return {
        "format": FORMAT,
        "exported_at": asked.at.isoformat(timespec="seconds"),
        "on": asked.on.isoformat(),
        "adoption": _adoption(adoption, revision) if adoption else None,
        "content": held,
        **_named(held, asked),
    }


def _adoption(adoption: Adoption, revision: Revision) -> dict[str, Any]:
    event = signed(revision)
    return {
        "by": adoption.by.name,
        "at": adoption.at.isoformat(timespec="seconds"),
        "since": adoption.since.isoformat(),
        "why": adoption.why,
        "content_sha256": adoption.content_sha256,
        "event": {"sequence": event.sequence, "algorithm": event.algorithm, "hash": event.hash} if event else None,
    }


def _named(held: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    """Units and groups that the rows point at, groups with their members on the day."""
    mentions = [unit for measure in held["measure"] for unit in measure["units"]]
    groups = UnitGroup.objects.filter(pk__in={row["group_id"] for row in mentions if row["group_id"]})
    members = members_of([group.pk for group in groups], asked.on)
    wanted = {row["unit_id"] for row in mentions} | {row["owner_id"] for row in held["target"]}
    wanted |= {unit.pk for units in members.values() for unit in units}
    units = Unit.objects.filter(pk__in=wanted - {None})
    return {
        "units": [
            {"id": unit.pk, "name": unit.name, "full_name": unit.full_name, "region": unit.region_id} for unit in units
        ],
        "groups": [
            {"id": group.pk, "name": group.name, "members": [unit.pk for unit in members.get(group.pk, [])]}
            for group in groups
        ],
    }


KIND = Kind("register", _("登记册"), ".json", make, place=7)
