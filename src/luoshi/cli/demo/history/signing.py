"""Where a unit signs first, its draft goes through the hands of its own people before it leaves."""

from datetime import datetime
from typing import Any

from luoshi.cli.demo.history.persons import Persons
from luoshi.duties.actions.drafting import attach_file, sign_draft
from luoshi.duties.actions.reporting import Told, save_draft
from luoshi.duties.models import Draft, Duty, Milestone
from luoshi.duties.queries.signing import asked_of, mark_of
from luoshi.orgs.models import Account, Unit
from luoshi.values.periods import Period
from luoshi.web.clock import day_of


def sign_first(
    duty: Duty, unit: Unit, period: Period, told: Told, persons: Persons, *, stop: bool, by: Account, at: datetime
) -> None:
    """Keep the draft and let all sign it that have to; with `stop` the last one has not signed yet."""
    asked = asked_of(unit.pk, day_of(at))
    if not asked:
        return
    content = _content(told)
    draft = save_draft(duty=duty, unit=unit, period=period, content=content, version=0, by=by, at=at)
    for proof in told.proofs:
        milestone = Milestone.objects.get(pk=proof.milestone) if proof.milestone else None
        attach_file(draft=draft, file=proof.file, name=proof.file.name, milestone=milestone, by=by, at=at)
    signers = persons.signers(unit.pk)
    for step in asked[:-1] if stop else asked:
        found = Draft.objects.get(pk=draft.pk)
        sign_draft(draft=found, mark=mark_of(found), by=signers[step], at=at)


def _content(told: Told) -> dict[str, Any]:
    return {
        "quantity": f"{told.quantity:f}" if told.quantity is not None else "",
        "basis": "total",
        "text": told.text,
        "difficulties": told.difficulties,
        "requests": told.requests,
        "claims": {str(key): day.isoformat() for key, day in told.claims.items()},
    }
