"""The office puts a task right before anybody has signed for it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied

from luoshi.audit.actions import change
from luoshi.delivery.models import Task
from luoshi.delivery.queries.contents import Content, contents
from luoshi.duties.actions.correcting import correct_duty
from luoshi.duties.actions.creating import DutyGiven
from luoshi.orgs.models import Account
from luoshi.orgs.queries import permissions
from luoshi.orgs.rules.roles import PERMISSIONS
from luoshi.web.clock import day_of


class TaskConflict(ValueError):
    """The task has been changed since it was shown; `now` is what it says."""

    def __init__(self, now: Content) -> None:
        super().__init__(now.version)
        self.now = now


@dataclass(frozen=True, slots=True)
class Shown:
    """A task and the version of it that somebody has seen."""

    task: Task
    version: str


def correct_task(*, shown: Shown, given: DutyGiven, weight: Decimal, by: Account, at: datetime) -> None:
    """Let the task say what is given. Raises PermissionDenied, TaskConflict, or as correct_duty does."""
    if "delivery.break_down" not in permissions(by, day_of(at)):
        raise PermissionDenied(PERMISSIONS["delivery.break_down"])
    with change(action="delivery.task.corrected", subject="task", by=by.username, at=at) as made:
        task = Task.objects.select_related("duty").get(pk=shown.task.pk)
        now = contents([task])[task.pk]
        if now.version != shown.version:
            raise TaskConflict(now)
        correct_duty(duty=task.duty, before=now.given, given=given, by=by, at=at)
        Task.objects.filter(pk=task.pk).update(weight=weight)
        made.subject_id = str(task.pk)
        made.before = {"title": now.given.title, "weight": str(now.weight)}
        made.after = {"title": given.title, "weight": str(weight)}
