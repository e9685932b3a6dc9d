"""A measure becomes yearly tasks."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db.models import Max

from luoshi.audit.actions import change
from luoshi.delivery.models import Task
from luoshi.duties.actions.creating import DutyGiven, Source, create_duty
from luoshi.orgs.models import Account
from luoshi.orgs.queries import permissions
from luoshi.orgs.rules.roles import PERMISSIONS
from luoshi.plans.models import Measure
from luoshi.web.clock import day_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where a task stands: of which measure, in which year, what it counts there, what it goes on with."""

    measure: Measure
    year: int
    weight: Decimal = Decimal(1)
    carried_from: Task | None = None


def create_task(*, place: Place, given: DutyGiven, by: Account, at: datetime) -> Task:
    """Make a task of a measure. Raises PermissionDenied, or Unsound when the figures do not fit each other."""
    if "delivery.break_down" not in permissions(by, day_of(at)):
        raise PermissionDenied(PERMISSIONS["delivery.break_down"])
    measure = place.measure
    source = Source(measure.revision, measure.start, measure.end)
    with change(action="delivery.task.created", subject="task", by=by.username, at=at) as made:
        duty = create_duty(kind="task", source=source, given=given, by=by, at=at)
        plan = measure.revision.plan_id
        last = Task.objects.filter(plan=plan, year=place.year).aggregate(last=Max("number"))["last"] or 0
        task = Task.objects.create(
            duty=duty,
            plan_id=plan,
            line_id=measure.line_id,
            year=place.year,
            number=last + 1,
            weight=place.weight,
            carried_from=place.carried_from,
        )
        made.subject_id = str(duty.pk)
        made.after = {"plan": plan, "year": place.year, "number": task.number, "title": given.title}
    return task
