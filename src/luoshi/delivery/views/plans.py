"""Finding the plan a page is about."""

from datetime import date

from django.http import Http404, HttpRequest

from luoshi.orgs.access import account_of
from luoshi.plans.models import Revision
from luoshi.plans.queries import revisions


def broken_down_or_404(request: HttpRequest, pk: int) -> Revision:
    """A revision somebody may see whose measures become tasks: an adopted one; an instruction or list as it came."""
    found = revisions.visible(account_of(request)).filter(pk=pk).first()
    if found is None or not (hasattr(found, "adoption") or found.plan.kind != "plan"):
        raise Http404
    return found


def is_current(request: HttpRequest, revision: Revision, day: date) -> bool:
    """Whether tasks are made of this revision, rather than of a later one."""
    return revisions.successor(revision, account_of(request), day) is None
