"""A revision's whole register as plain JSON: what an adoption signs, and what is exported."""

import hashlib
import json
from typing import Any

from luoshi.plans.models import Provision, Revision
from luoshi.plans.queries import items


def register(revision: Revision) -> dict[str, Any]:
    """The facts, the text and every row, in the order of the text, as they stand now; nine statements."""
    return {
        "document": _facts(revision),
        "text": revision.text,
        "outline": [_provision(row) for row in revision.provisions.all()],
    } | {kind: _rows(kind, revision) for kind in items.KINDS if kind != "unit"}


def _facts(revision: Revision) -> dict[str, Any]:
    return {
        "plan": revision.plan_id,
        "edition": revision.edition,
        "kind": revision.plan.kind,
        "title": revision.title,
        "number": revision.number,
        "issuer": revision.issuer,
        "genre": revision.genre,
        "addressees": revision.addressees,
        "issued_on": items.plain(revision.issued_on),
        "first_year": revision.first_year,
        "last_year": revision.last_year,
        "file_sha256": revision.file.sha256,
        "beside_sha256": revision.beside and revision.beside.sha256,
    }


def _provision(row: Provision) -> dict[str, Any]:
    names = ("line_id", "path", "number", "title", "level", "start", "end", "stop", "extent")
    return {name: getattr(row, name) for name in names}


def _rows(kind: str, revision: Revision) -> list[dict[str, Any]]:
    found = items.rows(kind, revision)
    if kind == "measure":
        found = found.prefetch_related("units")
    return [items.content_of(kind, row) for row in found]


def digest(revision: Revision) -> str:
    """SHA-256 of the register as canonical JSON."""
    content = json.dumps(register(revision), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()
