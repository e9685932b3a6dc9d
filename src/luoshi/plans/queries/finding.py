"""Finding a plan by what a person at a keyboard would call it."""

from datetime import date

from django.db.models import QuerySet

from luoshi.plans.models import Revision
from luoshi.plans.queries.revisions import Viewer, current, visible


def called(name: str, viewer: Viewer, on: date) -> QuerySet[Revision]:
    """Revisions that count on a day, or the newest drafts: of the plan with that id, else with that 发文字号, else
    of all whose title holds these words."""
    counting = current(viewer, on)
    if name.isdecimal():
        return counting.filter(plan=int(name))
    wanted = "".join(name.split())
    numbered = visible(viewer).filter(number=wanted).values("plan")
    found = counting.filter(plan__in=numbered)
    return found if found.exists() else counting.filter(title__contains=name.strip())


def edition_of(revision: Revision, edition: int) -> Revision | None:
    """Another edition of the same plan."""
    found = Revision.objects.filter(plan=revision.plan_id, edition=edition)
    return found.select_related("plan", "adoption", "adoption__by", "file").first()
