"""Which duties somebody may see and what waits for them, on a day: decided in SQL, for pages and exports alike."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from luoshi.duties.models import Assignment, Duty, Report, Term
from luoshi.orgs.models import Account
from luoshi.orgs.queries import permissions

ALL = "duties.read_all"


def with_owner(duties: QuerySet[Duty], day: date) -> QuerySet[Duty]:
    """Duties with `owner_id`, the unit that owns each on a day, or will first own it."""
    terms = Term.objects.filter(duty=OuterRef("pk"))
    held = Subquery(terms.filter(since__lte=day).order_by("-since", "-id").values("owner")[:1])
    return duties.annotate(owner_id=Coalesce(held, Subquery(terms.order_by("since", "id").values("owner")[:1])))


def visible(account: Account, day: date) -> QuerySet[Duty]:
    """All duties for those who may read all; else those that the account's unit owns or has a part in."""
    held = permissions(account, day)
    if ALL in held:
        return with_owner(Duty.objects.all(), day)
    if account.unit_id is None or "duties.read" not in held:
        return with_owner(Duty.objects.none(), day)
    return of_unit(account.unit_id, day)


def of_unit(unit: int, day: date) -> QuerySet[Duty]:
    """Duties that a unit owns or has a part in on a day, and those it will, so that it can sign for them in time."""
    coming = Term.objects.filter(owner=unit, since__gt=day).values("duty")
    found = Duty.objects.filter(Q(pk__in=owned(unit, day)) | Q(pk__in=coming) | Q(pk__in=_assigned(unit, day)))
    return with_owner(found, day)


def owned(unit: int, day: date) -> QuerySet[Any, Any]:
    """Keys of the duties that a unit owns on a day."""
    held = Term.objects.filter(duty=OuterRef("duty"), since__lte=day).order_by("-since", "-id")
    return Term.objects.filter(owner=unit, pk=Subquery(held.values("pk")[:1])).values("duty")


def _assigned(unit: int, day: date) -> QuerySet[Any, Any]:
    return Assignment.objects.filter(Q(until=None) | Q(until__gt=day), unit=unit).values("duty")


def reporting_units(duty: Duty, day: date) -> tuple[int, ...]:
    """Units whose reports make up the duty's progress: those with shares of their own, else its owner."""
    held = Assignment.objects.filter(duty=duty, quantity__isnull=False, since__lte=day)
    shares = tuple(held.filter(Q(until=None) | Q(until__gt=day)).order_by("id").values_list("unit", flat=True))
    return shares or (owner_of(duty, day),)


def owner_of(duty: Duty, day: date) -> int:
    """The unit that owns a duty on a day; before its first term, the one of its first term."""
    return term_of(duty, day).owner_id


def term_of(duty: Duty, day: date) -> Term:
    """The term that holds on a day; before the first one, the first one."""
    held = Term.objects.filter(duty=duty, since__lte=day).order_by("-since", "-id").first()
    return held or Term.objects.filter(duty=duty).order_by("since", "id")[0]


def awaiting(account: Account, day: date) -> QuerySet[Report]:
    """Reports that wait for this account: at the lead stage those of duties its unit owns, at the office stage all."""
    held = permissions(account, day)
    waiting = Report.objects.none()
    if "duties.review_all" in held:
        waiting = Report.objects.filter(stage="office")
    if "duties.review" in held and account.unit_id is not None:
        waiting = waiting | Report.objects.filter(stage="lead", duty__in=owned(account.unit_id, day))
    return waiting
