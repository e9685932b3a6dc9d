"""What holds of a duty on a day, as a request for a change sees it."""

from datetime import date
from typing import Any

from django.db.models import Max, QuerySet

from luoshi.duties.models import Assignment, Duty, MilestoneTerm, Report, Request, Term
from luoshi.duties.queries.facts import closed_at, facts_at
from luoshi.duties.rules.changes import Holding, plain_number
from luoshi.duties.rules.lights import done_share


def holding_of(duty: Duty) -> Holding:
    """The last that was decided of a duty, also where it is to hold from a later day on; three statements."""
    term = Term.objects.filter(duty=duty).order_by("-since", "-id")[0]
    held = {row.milestone_id: row for row in MilestoneTerm.objects.filter(milestone__duty=duty).order_by("since", "id")}
    parts = Assignment.objects.filter(duty=duty, until=None, quantity__isnull=False)
    return {
        "owner": term.owner_id,
        "begins": term.begins.isoformat(),
        "due": term.due.isoformat(),
        "quantity": plain_number(term.quantity),
        "unit": term.unit,
        "deliverable": term.deliverable,
        "rhythm": term.rhythm,
        "office_reviews": term.office_reviews,
        "milestones": {
            str(key): [row.due.isoformat(), plain_number(row.weight)] for key, row in held.items() if not row.dropped
        },
        "shares": {str(part.unit_id): plain_number(part.quantity) for part in parts.order_by("id")},
    }


def holds_since(duty: Duty) -> date:
    """The day from which the last change holds: a later one cannot count from before it."""
    of_duty: tuple[QuerySet[Any], ...] = (
        Term.objects.filter(duty=duty),
        MilestoneTerm.objects.filter(milestone__duty=duty),
        Assignment.objects.filter(duty=duty),
    )
    latest: list[date | None] = [rows.aggregate(latest=Max("since"))["latest"] for rows in of_duty]
    return max(day for day in latest if day is not None)


def is_closed(duty: Duty, day: date) -> bool:
    """Whether a duty is closed or taken back on a day."""
    return closed_at(day, _only(duty)).get(duty.pk) is not None


def is_complete(duty: Duty, day: date) -> bool:
    """Whether all that a duty asks for is accepted."""
    facts = facts_at(day, _only(duty)).get(duty.pk)
    return facts is not None and done_share(facts, day) >= 1


def accepted_reports(duty: Duty) -> list[Report]:
    """Accepted reports, the newest first, with what proves them: what a closing leads back to."""
    found = Report.objects.filter(duty=duty, outcome="accepted").select_related("unit")
    return list(found.prefetch_related("evidence__file", "claims__milestone"))


def open_request(duty: Duty, kind: str) -> Request | None:
    """What is asked already and not decided."""
    return Request.objects.filter(duty=duty, kind=kind, outcome="").select_related("by").first()


def _only(duty: Duty) -> QuerySet[Any, Any]:
    return Duty.objects.filter(pk=duty.pk).values("pk")
