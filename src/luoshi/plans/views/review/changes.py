"""What a correction changed, in words."""

from collections.abc import Mapping
from typing import Any

from luoshi.plans import words
from luoshi.plans.forms.review import ROWS
from luoshi.plans.models import Correction
from luoshi.plans.queries.items import KINDS

KEYS = {"owner_id": "owner", "unit_id": "means", "group_id": "means"}
"""Fields that hold a key, and the field of the form that asks for it."""
NAMED: Mapping[str, Mapping[str, Any]] = {
    "comparator": words.COMPARATORS,
    "deadline_source": words.SOURCES,
    "modality": words.MODALITIES,
    "strength": words.STRENGTHS,
    "role": words.ROLES,
}


def changes(correction: Correction) -> list[tuple[Any, Any, Any]]:
    """Label, before and after of every field that changed; keys are told without a value."""
    fields, before, after = ROWS[correction.kind].base_fields, correction.before, correction.after
    found = {}
    for name, value in after.items():
        field = fields.get(KEYS.get(name, name))
        if field is None or before.get(name) == value or correction.operation != "correct":
            continue
        key = name in KEYS
        found[field.label] = (
            field.label,
            None if key else _said(name, before.get(name)),
            None if key else _said(name, value),
        )
    return list(found.values())


def _said(name: str, value: Any) -> Any:
    return NAMED.get(name, {}).get(value, value)


def name_of(correction: Correction) -> str:
    """What a row was called before it was struck out."""
    return str(correction.before.get(KINDS[correction.kind].name, ""))
