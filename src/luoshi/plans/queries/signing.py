"""What stands behind a revision as it was adopted: who changed the reading, and the event that holds the signature."""

from django.db.models import QuerySet

from luoshi.audit.models import Event
from luoshi.audit.queries import events
from luoshi.plans.models import Correction, Revision


def corrections(revision: Revision) -> QuerySet[Correction]:
    """Every correction with its author, the first one first."""
    return revision.corrections.select_related("by").order_by("id")


def adoption_event(revision: Revision) -> Event | None:
    """The event of the audit chain that holds the adoption's signature."""
    found = events(action="plans.revision.adopted", subject="revision")
    return found.filter(subject_id=str(revision.pk)).first()
