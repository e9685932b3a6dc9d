"""The signed decision that makes a revision binding from a day."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied

from luoshi.audit.actions import change
from luoshi.orgs.models import Account
from luoshi.orgs.queries import permissions
from luoshi.orgs.rules.roles import PERMISSIONS
from luoshi.plans.models import Adoption, Revision
from luoshi.plans.queries import content
from luoshi.plans.queries.readiness import open_points
from luoshi.plans.queries.revisions import predecessor
from luoshi.plans.rules.readiness import standing_in_the_way
from luoshi.web.clock import day_of


class AlreadyAdopted(ValueError):
    """The revision has been adopted before; `adoption` says by whom and when."""

    def __init__(self, adoption: Adoption) -> None:
        super().__init__(adoption.pk)
        self.adoption = adoption


class NotReady(ValueError):
    """Something required is still open: `open` maps codes of rules.readiness to how many."""

    def __init__(self, found: dict[str, int]) -> None:
        super().__init__(found)
        self.open = found


class TooEarly(ValueError):
    """A revision cannot count from a day before the one it follows; `since` is that one's first day."""

    def __init__(self, since: date) -> None:
        super().__init__(since)
        self.since = since


def adopt_revision(*, revision: Revision, since: date, why: str, by: Account, at: datetime) -> Adoption:
    """Adopt a revision as people have checked it, binding from a day.

    Raises PermissionDenied, AlreadyAdopted with the earlier decision, NotReady with what is open, or TooEarly. The
    event keeps the SHA-256 of the file and of the register's content, so that what was signed can be checked later.
    """
    if "plans.adopt" not in permissions(by, day_of(at)):
        raise PermissionDenied(PERMISSIONS["plans.adopt"])
    with change(action="plans.revision.adopted", subject="revision", by=by.username, at=at, why=why) as made:
        _check(revision, since)
        digest = content.digest(revision)
        adoption = Adoption.objects.create(revision=revision, by=by, at=at, since=since, why=why, content_sha256=digest)
        made.subject_id, made.before = str(revision.pk), {"state": "draft"}
        signed = {"since": since.isoformat(), "content_sha256": digest, "file_sha256": revision.file.sha256}
        made.after = {"state": "adopted", "edition": revision.edition} | signed
    return adoption


def _check(revision: Revision, since: date) -> None:
    """Everything that can stand in the way, looked at inside the change."""
    made = Adoption.objects.filter(revision=revision).select_related("by").first()
    if made:
        raise AlreadyAdopted(made)
    before = predecessor(revision)
    if before and since < before.adoption.since:
        raise TooEarly(before.adoption.since)
    found = standing_in_the_way(open_points(revision))
    if found:
        raise NotReady(found)
