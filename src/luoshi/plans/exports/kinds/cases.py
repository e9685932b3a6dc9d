"""Labelled cases for improving the reader (docs/exports.md): text, labels as people left them, what they corrected.

Who made a correction stays in the house: a case goes to whoever works on the reader.
"""

import io
import json
import zipfile
from collections.abc import Iterable
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext_lazy as _

from luoshi.files.queries import open_whole
from luoshi.papers.dates import in_china
from luoshi.plans.exports.asked import Asked, Kind
from luoshi.plans.exports.wording import said
from luoshi.plans.models import (
    Correction,
    Measure,
    MeasureUnit,
    MechanismMention,
    ProjectMention,
    Provision,
    Revision,
    TargetMention,
)
from luoshi.plans.queries.adoption import corrections

Labelled = Measure | MeasureUnit | TargetMention | ProjectMention | MechanismMention


def make(asked: Asked) -> bytes:
    """The case as .zip, its members in a fixed order and of one moment."""
    buffer = io.BytesIO()
    moment = in_china(asked.at).timetuple()[:6]
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members(asked.revision).items():
            archive.writestr(zipfile.ZipInfo(name, moment), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def members(revision: Revision) -> dict[str, bytes]:
    """Name -> bytes: the file that was read, its text, the labels, the corrections; nine statements."""
    read = revision.beside or revision.file
    with open_whole(read) as file:
        source = f"source{PurePath(read.name).suffix.lower()}"
        original = file.read()
    return {
        source: original,
        "text.txt": revision.text.encode(),
        "gold.json": _json(gold(revision, source)),
        "corrections.json": _json([_correction(row) for row in corrections(revision)]),
    }


def gold(revision: Revision, source: str) -> dict[str, Any]:
    """The labels: rows as they stand now. A row that nobody has checked is optional, which counts neither way."""
    measures = revision.measures.prefetch_related("units")
    return {
        "source": source,
        "outline": [_heading(row) for row in revision.provisions.all()],
        "measures": [_measure(row) for row in measures],
        "targets": [_target(row, revision.text) for row in revision.targets.select_related("provision")],
        "projects": [_project(row) for row in revision.projects.select_related("provision")],
        "mechanisms": [_mechanism(row, revision.text) for row in revision.mechanisms.select_related("provision")],
    }


def _heading(row: Provision) -> dict[str, Any]:
    names = ("path", "number", "level", "start", "end")
    return {name: getattr(row, name) for name in names} | {"title": row.title or None}


def _measure(row: Measure) -> dict[str, Any]:
    units = list(row.units.all())
    return {
        "path": row.path,
        "title": row.title,
        "start": row.start,
        "end": row.end,
        "lead": _names(units, "lead"),
        "responsible": _names(units, "responsible", "supporting"),
        "supporting": _names(units, "supporting"),
        "optional_units": [unit.printed for unit in units if unit.checked_at is None],
        "deadline": row.deadline or None,
        "optional": row.checked_at is None,
    }


def _names(units: Iterable[MeasureUnit], *roles: str) -> list[str]:
    return [unit.printed for unit in units if unit.role in roles]


def _placed(row: TargetMention | ProjectMention | MechanismMention) -> dict[str, Any]:
    path = row.provision.path if row.provision else ""
    return {"path": path, "start": row.start, "end": row.end, "optional": row.checked_at is None}


def _target(row: TargetMention, text: str) -> dict[str, Any]:
    return _placed(row) | {
        "span": said(text, row.start, row.end),
        "indicator": row.indicator,
        "comparator": row.comparator,
        "value": _number(row.value),
        "value_high": _number(row.value_high),
        "unit": row.unit or None,
        "deadline": row.deadline,
        "deadline_source": row.deadline_source,
        "baseline": row.baseline or None,
    }


def _number(value: Decimal | None) -> int | float | None:
    """A figure as JSON has it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _project(row: ProjectMention) -> dict[str, Any]:
    about = {"name": row.name, "as_printed": row.printed, "verb": row.verb, "strength": row.strength}
    return _placed(row) | about | {"regions": row.regions}


def _mechanism(row: MechanismMention, text: str) -> dict[str, Any]:
    return _placed(row) | {"name": row.name, "verb": row.verb, "quote": said(text, row.start, row.end)}


def _correction(row: Correction) -> dict[str, Any]:
    what = {"operation": row.operation, "kind": row.kind, "at": row.at.isoformat(timespec="seconds"), "why": row.why}
    return what | {"before": row.before, "after": row.after}


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


KIND = Kind("cases", _("识读样例"), ".zip", make, place=8, permission="plans.review")
