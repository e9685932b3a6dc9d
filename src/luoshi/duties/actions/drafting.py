"""Files of a draft, and the signatures inside a unit before it leaves (内部审签)."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from luoshi.audit.actions import change
from luoshi.duties.actions.receipts import may_report
from luoshi.duties.models import Draft, DraftFile, DraftSignature, Milestone
from luoshi.duties.queries.signing import STEP_OF, asked_of, mark_of, missing_step, standing_signatures
from luoshi.files.models import StoredFile
from luoshi.orgs.models import Account
from luoshi.orgs.queries import permissions
from luoshi.orgs.rules.roles import PERMISSIONS
from luoshi.web.clock import day_of


class NotYourTurn(ValueError):
    """A draft cannot be signed: `code` says why.

    changed: it says something else than what was shown; turn: another step signs first, or all have; author: whoever
    wrote it does not sign for the unit as well.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def attach_file(
    *,
    draft: Draft,
    file: StoredFile,
    name: str,
    milestone: Milestone | None = None,
    signed: bool = False,
    by: Account,
    at: datetime,
) -> DraftFile:
    """Put an uploaded file with a draft; `signed` says that it is the signed sheet of what the draft says now.

    Not audited, as the draft is not; the file itself is. Raises PermissionDenied.
    """
    _check_right(draft, by, at)
    known = DraftFile.objects.filter(draft=draft, file=file, milestone=milestone)
    mark = mark_of(draft) if signed else ""
    if known.update(name=name[:240], signed=mark):
        return known[0]
    return DraftFile.objects.create(draft=draft, file=file, name=name[:240], milestone=milestone, signed=mark)


def detach_file(*, draft: Draft, key: int, by: Account, at: datetime) -> None:
    """Take a file away from a draft; the stored file stays. Raises PermissionDenied."""
    _check_right(draft, by, at)
    DraftFile.objects.filter(draft=draft, pk=key).delete()


def sign_draft(*, draft: Draft, mark: str, by: Account, at: datetime) -> DraftSignature:
    """Sign what a draft says, at the step whose turn it is. Raises PermissionDenied or NotYourTurn."""
    held = {step for permission, step in STEP_OF.items() if permission in permissions(by, day_of(at))}
    if by.unit_id != draft.unit_id or not held:
        raise PermissionDenied(PERMISSIONS["duties.sign"])
    with change(action="duties.draft.signed", subject="duty", by=by.username, at=at) as made:
        found = Draft.objects.select_related("unit").get(pk=draft.pk)
        step = missing_step(found, asked_of(found.unit_id, day_of(at)))
        _check_turn(found, step, held, mark, by)
        signature = DraftSignature.objects.create(draft=found, step=step, mark=mark, by=by, at=at)
        made.subject_id = str(found.duty_id)
        made.after = {"unit": found.unit.name, "period": found.period, "step": step, "mark": mark}
    return signature


def _check_turn(draft: Draft, step: str, held: set[str], mark: str, by: Account) -> None:
    if mark != mark_of(draft):
        raise NotYourTurn("changed")
    if step not in held:
        raise NotYourTurn("turn")
    if step != "clerk" and (
        draft.saved_by_id == by.pk or any(each.by_id == by.pk for each in standing_signatures(draft))
    ):
        raise NotYourTurn("author")


def _check_right(draft: Draft, by: Account, at: datetime) -> None:
    """Who may report for the unit; or the office while the draft is still as it started it."""
    started = draft.saved_by_id == by.pk and draft.version == 1
    if started and "duties.report_for" in permissions(by, day_of(at)):
        return
    if not may_report(draft.duty, draft.unit, by, at):
        raise PermissionDenied(PERMISSIONS["duties.report"])
