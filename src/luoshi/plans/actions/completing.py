"""按常规补齐: what the text does not say, filled for many rows at once by one person's decision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from luoshi.orgs.models import Account, Unit
from luoshi.plans.actions.naming import recognise_all
from luoshi.plans.actions.reviewing import fill_rows, first_accountable, reviewing
from luoshi.plans.models import Revision
from luoshi.plans.queries import readiness


@dataclass(frozen=True, slots=True)
class Rules:
    """What somebody decides for all rows that are open: only what is open is filled, nothing is overwritten."""

    accountable: bool = False
    names: bool = False
    owner: Unit | None = None
    modality: str = ""
    due: date | None = None


def complete_rows(*, revision: Revision, rules: Rules, by: Account, at: datetime, why: str = "") -> Mapping[str, int]:
    """Fill what is open by these rules; returns code of rules.readiness -> how many rows."""
    filled: dict[str, int] = {}
    with reviewing(revision, "completed", by=by, at=at, why=why) as review:
        if rules.names:
            filled["unknown_units"] = recognise_all(revision=revision, by=by, at=at)
        if rules.accountable:
            measures = _keys(readiness.without_accountable(revision))
            filled["no_accountable"] = first_accountable(revision=revision, measures=measures, by=by, at=at)
        for code, kind, rows, values in _fills(revision, rules):
            filled[code] = fill_rows(
                revision=revision, kind=kind, pks=_keys(rows), values=values, by=by, at=at, why=why
            )
        review.made.after = filled
    return filled


def _fills(revision: Revision, rules: Rules) -> Iterator[tuple[str, str, QuerySet[Any], Mapping[str, Any]]]:
    """Code of rules.readiness, kind of row, rows that are open, what they get."""
    if rules.owner:
        yield "no_owner", "target", readiness.without_owner(revision), {"owner_id": rules.owner.pk}
    if rules.modality:
        yield "no_modality", "target", revision.targets.filter(modality=""), {"modality": rules.modality}
    if rules.due:
        yield "no_due", "measure", revision.measures.filter(due=None), {"due": rules.due}


def _keys(rows: QuerySet[Any]) -> list[int]:
    return list(rows.values_list("pk", flat=True))
