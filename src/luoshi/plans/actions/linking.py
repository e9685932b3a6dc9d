"""A plan becomes a part of another, and its measures carry out measures of that one."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from luoshi.audit.actions import change
from luoshi.orgs.models import Account
from luoshi.orgs.queries import permissions
from luoshi.orgs.rules.roles import PERMISSIONS
from luoshi.plans.models import Line, MeasureLink, Plan, Revision
from luoshi.web.clock import day_of

Pair = tuple[int, int]
"""Lines of a measure of the part and of the measure of the parent that it carries out."""


class CannotBeParent(ValueError):
    """`code` says why: itself, part (it is below this plan already), draft (no revision of it is adopted)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class LinksStand(ValueError):
    """Measures are linked to those of the parent there is; `count` says how many links have to go first."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class NotLinkable(ValueError):
    """Some of the lines are no measures of this plan and of its parent; `pairs` are those that cannot be linked."""

    def __init__(self, pairs: list[Pair]) -> None:
        super().__init__(pairs)
        self.pairs = pairs


def set_parent(*, revision: Revision, parent: Plan | None, by: Account, at: datetime) -> None:
    """Make the revision's plan a part of another, or, with None, of none.

    Raises PermissionDenied, CannotBeParent, or LinksStand while measures are linked to the parent there is.
    """
    _demand(by, at)
    with change(action="plans.parent.set", subject="plan", by=by.username, at=at) as made:
        plan = Plan.objects.get(pk=revision.plan_id)
        made.subject_id = str(plan.pk)
        made.before, made.after = {"parent": plan.parent_id}, {"parent": parent and parent.pk}
        if plan.parent_id == (parent and parent.pk):
            return
        standing = MeasureLink.objects.filter(lower__plan=plan).count()
        if standing:
            raise LinksStand(standing)
        if parent:
            _check_parent(plan, parent)
        Plan.objects.filter(pk=plan.pk).update(parent=parent)


def _check_parent(plan: Plan, parent: Plan) -> None:
    above: Plan | None = parent
    while above:
        if above.pk == plan.pk:
            raise CannotBeParent("itself" if above.pk == parent.pk else "part")
        above = above.parent
    if not Revision.objects.filter(plan=parent, adoption__isnull=False).exists():
        raise CannotBeParent("draft")


def link_measures(*, revision: Revision, pairs: Iterable[Pair], by: Account, at: datetime) -> int:
    """Say which measures of the part carry out which of the parent; returns how many links are new.

    Raises PermissionDenied or NotLinkable; then no link is made.
    """
    _demand(by, at)
    wanted = list(dict.fromkeys(pairs))
    with change(action="plans.measures.linked", subject="plan", by=by.username, at=at) as made:
        _check_pairs(revision, wanted)
        known = set(_links(revision, wanted).values_list("lower", "upper"))
        new = [pair for pair in wanted if pair not in known]
        MeasureLink.objects.bulk_create(MeasureLink(lower_id=lower, upper_id=upper) for lower, upper in new)
        made.subject_id, made.after = str(revision.plan_id), {"linked": new}
    return len(new)


def unlink_measures(*, revision: Revision, pairs: Iterable[Pair] | None, by: Account, at: datetime) -> int:
    """Take links of the part back, with None all of them; returns how many. Raises PermissionDenied."""
    _demand(by, at)
    with change(action="plans.measures.unlinked", subject="plan", by=by.username, at=at) as made:
        standing = _links(revision, list(pairs) if pairs is not None else None)
        gone = list(standing.values_list("lower", "upper"))
        standing.delete()
        made.subject_id, made.before = str(revision.plan_id), {"linked": gone}
    return len(gone)


def _links(revision: Revision, pairs: list[Pair] | None) -> QuerySet[MeasureLink]:
    """The plan's links among these pairs, with None all; a handful of thousands at most, so they are picked here."""
    links = MeasureLink.objects.filter(lower__plan=revision.plan_id)
    if pairs is None:
        return links
    wanted = set(pairs)
    standing = links.values_list("pk", "lower", "upper")
    return links.filter(pk__in=[pk for pk, lower, upper in standing if (lower, upper) in wanted])


def _check_pairs(revision: Revision, pairs: list[Pair]) -> None:
    parent = Plan.objects.filter(parts=revision.plan_id).values_list("pk", flat=True).first()
    measures = Line.objects.filter(kind="measure")
    lowers = set(measures.filter(plan=revision.plan_id).values_list("pk", flat=True))
    uppers = set(measures.filter(plan=parent).values_list("pk", flat=True)) if parent else set()
    foreign = [(lower, upper) for lower, upper in pairs if lower not in lowers or upper not in uppers]
    if foreign:
        raise NotLinkable(foreign)


def _demand(by: Account, at: datetime) -> None:
    if "plans.review" not in permissions(by, day_of(at)):
        raise PermissionDenied(PERMISSIONS["plans.review"])
