"""The signed decision that makes a reading binding."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from luoshi.audit.actions import change
from luoshi.orgs.models import Account
from luoshi.orgs.queries import permissions
from luoshi.orgs.rules.roles import PERMISSIONS
from luoshi.plans.models import Adoption, Plan


class AlreadyAdopted(ValueError):
    """The plan has been adopted before; `adoption` says by whom and when."""

    def __init__(self, adoption: Adoption) -> None:
        super().__init__(adoption.pk)
        self.adoption = adoption


def adopt_plan(*, plan: Plan, why: str, by: Account, at: datetime) -> Adoption:
    """Adopt a plan as it was read. Raises PermissionDenied, or AlreadyAdopted with the earlier decision.

    The event keeps the SHA-256 of the file and of the reading, so that what was signed can be checked later.
    """
    if "plans.adopt" not in permissions(by, at.date()):
        raise PermissionDenied(PERMISSIONS["plans.adopt"])
    with change(action="plans.plan.adopted", subject="plan", by=by.username, at=at, why=why) as made:
        earlier = Adoption.objects.filter(plan=plan).select_related("by").first()
        if earlier:
            raise AlreadyAdopted(earlier)
        digest = plan.document.reading_sha256
        adoption = Adoption.objects.create(plan=plan, by=by, at=at, why=why, reading_sha256=digest)
        made.subject_id, made.before = str(plan.pk), {"state": "draft"}
        made.after = {"state": "adopted", "reading_sha256": digest, "file_sha256": plan.document.file.sha256}
    return adoption
