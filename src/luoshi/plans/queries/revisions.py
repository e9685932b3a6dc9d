"""Which revisions of which plans a person may see, and which count on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from luoshi.plans.models import Plan, Revision

DRAFT_PERMISSIONS = ("plans.import", "plans.review", "plans.adopt")


class Viewer(Protocol):
    """Whoever looks: an account or Django's anonymous user."""

    def has_perm(self, perm: str) -> bool:
        """Whether they hold a permission."""


def sees_drafts(viewer: Viewer) -> bool:
    """Whether drafts are there for this viewer."""
    return any(viewer.has_perm(permission) for permission in DRAFT_PERMISSIONS)


def visible(viewer: Viewer) -> QuerySet[Revision]:
    """Adopted revisions for readers; drafts too for those who import, check or adopt them."""
    revisions = Revision.objects.select_related("plan", "adoption", "adoption__by", "file", "file__thumbnail", "beside")
    if sees_drafts(viewer):
        return revisions
    return revisions.filter(adoption__isnull=False) if viewer.has_perm("plans.read") else revisions.none()


def in_force(on: date) -> QuerySet[Revision]:
    """The one revision of each plan that counts on a day; plans that were not yet adopted have none."""
    return Revision.objects.filter(pk=_counting(OuterRef("plan"), on))


def counting(plans: Iterable[int], on: date) -> dict[int, int]:
    """The revision in force on a day of each of these plans, by plan; one statement."""
    return dict(in_force(on).filter(plan__in=set(plans)).values_list("plan", "pk"))


def current(viewer: Viewer, on: date) -> QuerySet[Revision]:
    """One revision of each plan: what counts on the day; until any does, the newest that the viewer may see."""
    newest = visible(viewer).filter(plan=OuterRef("plan")).order_by("-edition").values("pk")[:1]
    return visible(viewer).filter(pk=Coalesce(_counting(OuterRef("plan"), on), Subquery(newest)))


def drafts(viewer: Viewer) -> QuerySet[Revision]:
    """What waits to be checked and adopted, newest first."""
    return visible(viewer).filter(adoption=None) if sees_drafts(viewer) else Revision.objects.none()


def editions(revision: Revision, viewer: Viewer) -> QuerySet[Revision]:
    """All revisions of the same plan that the viewer may see, newest first, without their texts."""
    return visible(viewer).filter(plan=revision.plan_id).defer("text").order_by("-edition")


def of_plan(plan: int, viewer: Viewer, on: date) -> Revision | None:
    """The revision of a plan that counts on a day, or that stands for it until one does."""
    return current(viewer, on).filter(plan=plan).first()


def successor(revision: Revision, viewer: Viewer, on: date) -> Revision | None:
    """The revision that counts instead of this adopted one on a day; None when this one does, or is a draft."""
    if not hasattr(revision, "adoption"):
        return None
    found = in_force(on).filter(plan=revision.plan_id, pk__in=visible(viewer)).defer("text").first()
    return found if found and found.edition > revision.edition else None


def with_counting(found: QuerySet[Revision], on: date) -> QuerySet[Revision]:
    """Revisions, each with the one of its plan that counts on a day: `counting_pk`, its edition and its first day."""
    counting = Revision.objects.filter(pk=_counting(OuterRef(OuterRef("plan")), on))
    return found.annotate(
        counting_pk=Subquery(counting.values("pk")[:1]),
        counting_edition=Subquery(counting.values("edition")[:1]),
        counting_since=Subquery(counting.values("adoption__since")[:1]),
    )


def terms(plan: int) -> dict[int, tuple[date, date | None]]:
    """For each adopted revision of a plan, the day from which it counts and the one from which another does."""
    adopted = Revision.objects.filter(plan=plan, adoption__isnull=False)
    rows = list(adopted.order_by("adoption__since", "edition").values_list("pk", "adoption__since"))
    ends: list[date | None] = [since for _, since in rows[1:]]
    return {pk: (since, until) for (pk, since), until in zip(rows, [*ends, None], strict=False)}


def predecessor(revision: Revision) -> Revision | None:
    """The newest adopted revision before this one."""
    earlier = Revision.objects.filter(plan=revision.plan_id, edition__lt=revision.edition, adoption__isnull=False)
    return earlier.select_related("adoption").order_by("-edition").first()


def newest_adopted(plan: Plan) -> Revision | None:
    """The last revision of a plan that was adopted, from whatever day."""
    return plan.revisions.filter(adoption__isnull=False).order_by("-edition").first()


def open_draft(plan: Plan) -> Revision | None:
    """The revision of a plan that is being checked."""
    return plan.revisions.filter(adoption=None).order_by("-edition").first()


def parents_offered(revision: Revision) -> QuerySet[Plan]:
    """Plans that could be this one's parent: adopted ones that are not among its own parts."""
    adopted = Exists(Revision.objects.filter(plan=OuterRef("pk"), adoption__isnull=False))
    return Plan.objects.filter(adopted).exclude(Q(pk=revision.plan_id) | Q(parent=revision.plan_id))


def _counting(plan: F | OuterRef, on: date) -> Subquery:
    adopted = Revision.objects.filter(plan=plan, adoption__since__lte=on)
    return Subquery(adopted.order_by("-adoption__since", "-edition").values("pk")[:1])
