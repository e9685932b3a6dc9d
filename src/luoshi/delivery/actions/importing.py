"""A workbook becomes tasks: all of its rows or none."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied

from luoshi.audit.actions import change
from luoshi.delivery.actions.breaking_down import Place, create_task
from luoshi.delivery.actions.correcting import Shown, correct_task
from luoshi.delivery.queries.comparing import Comparison, Line, compared
from luoshi.orgs.models import Account
from luoshi.orgs.queries import permissions
from luoshi.orgs.rules.roles import PERMISSIONS
from luoshi.papers.sheets.reading import SheetRow
from luoshi.plans.models import Revision
from luoshi.web.clock import day_of


class SeenOtherwise(ValueError):
    """The rows would now be treated differently from what was seen, or cannot be imported; `now` says how."""

    def __init__(self, now: Comparison) -> None:
        super().__init__(now.digest)
        self.now = now


def import_tasks(
    *, revision: Revision, year: int, rows: Sequence[SheetRow], digest: str, by: Account, at: datetime
) -> Comparison:
    """Make and correct tasks as the rows say. `digest` is that of the comparison somebody has seen and confirms.

    Raises PermissionDenied, SeenOtherwise, or what creating and correcting raise; then nothing is imported.
    """
    if "delivery.break_down" not in permissions(by, day_of(at)):
        raise PermissionDenied(PERMISSIONS["delivery.break_down"])
    with change(action="delivery.tasks.imported", subject="plan", by=by.username, at=at) as made:
        found = compared(revision, year, rows, day_of(at))
        if found.blocked or found.digest != digest:
            raise SeenOtherwise(found)
        for line in found.lines:
            _enter(line, year, by=by, at=at)
        made.subject_id = str(revision.plan_id)
        made.after = {"year": year} | found.counts()
    return found


def _enter(line: Line, year: int, *, by: Account, at: datetime) -> None:
    content, measure = line.reading.content, line.reading.measure
    if content is None or measure is None:
        return
    if line.task is None:
        create_task(place=Place(measure, year, content.weight), given=content.given, by=by, at=at)
    elif line.state == "changed":
        shown = Shown(line.task, line.reading.row.text("版本"))
        correct_task(shown=shown, given=content.given, weight=content.weight, by=by, at=at)
