"""The sentence a duty comes from, and where it stands."""

from dataclasses import dataclass

from luoshi.duties.models import Duty
from luoshi.plans.models import Provision, Revision
from luoshi.plans.rules.quotes import Quote, quote

SHOWN = 120
"""So many characters of a long measure are quoted; the rest is one click away."""


@dataclass(frozen=True, slots=True)
class Source:
    """A quotation, the plan it is of, and the provision it stands in (None: before the first)."""

    quote: Quote
    plan: str
    revision: int
    path: str
    ordinal: int | None


def place_of(duty: Duty) -> Provision | None:
    """The provision in which the sentence of a duty stands; None before the first."""
    above = Provision.objects.filter(revision=duty.revision_id, start__lte=duty.start)
    return above.order_by("-start", "-ordinal").first()


def source_of(duty: Duty) -> Source:
    """Where a duty comes from; two statements."""
    revision = Revision.objects.get(pk=duty.revision_id)
    place = place_of(duty)
    said = quote(revision.text, duty.start, min(duty.end, duty.start + SHOWN))
    return Source(said, revision.title, revision.pk, place.path if place else "", place.ordinal if place else None)
