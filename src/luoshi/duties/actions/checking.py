"""Somebody has looked on the spot whether a duty stands as reported (现场核查)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied

from luoshi.audit.actions import change
from luoshi.duties.models import Duty, FieldCheck, FieldPhoto
from luoshi.duties.queries import access
from luoshi.files.models import StoredFile
from luoshi.orgs.models import Account
from luoshi.orgs.queries import permissions
from luoshi.orgs.rules.roles import PERMISSIONS
from luoshi.web.clock import day_of


class NotChecked(ValueError):
    """A check that cannot be kept; `code` says why: words (nothing found is said), future (a day still to come)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen, when and where, and whether it agrees with what is reported."""

    on: date
    found: str
    agrees: bool
    place: str = ""


def record_check(*, duty: Duty, seen: Seen, photos: Sequence[StoredFile] = (), by: Account, at: datetime) -> FieldCheck:
    """Keep a field check with its photos. Raises PermissionDenied or NotChecked."""
    if not may_check(duty, by, at):
        raise PermissionDenied(PERMISSIONS["duties.review"])
    if not seen.found.strip():
        raise NotChecked("words")
    if seen.on > day_of(at):
        raise NotChecked("future")
    with change(action="duties.duty.checked", subject="duty", by=by.username, at=at) as made:
        check = FieldCheck.objects.create(
            duty=duty, on=seen.on, place=seen.place[:120], found=seen.found, agrees=seen.agrees, by=by, at=at
        )
        FieldPhoto.objects.bulk_create(FieldPhoto(check_made=check, file=file) for file in photos)
        made.subject_id = str(duty.pk)
        made.after = {
            "check": check.pk,
            "on": seen.on.isoformat(),
            "place": seen.place,
            "agrees": seen.agrees,
            "found": seen.found,
            "files": [file.sha256 for file in photos],
        }
    return check


def may_check(duty: Duty, by: Account, at: datetime) -> bool:
    """Whether somebody may: the office everywhere, the unit that owns the duty where it reviews."""
    day = day_of(at)
    held = permissions(by, day)
    if "duties.review_all" in held:
        return True
    if "duties.review" not in held or by.unit_id is None:
        return False
    return access.owned(by.unit_id, day).filter(duty=duty).exists()
