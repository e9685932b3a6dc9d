"""A measure becomes yearly tasks."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db.models import Max

from luoshi.audit.actions import change
from luoshi.delivery.models import Task
from luoshi.duties.actions.creating import MilestoneGiven, PartGiven, Source, TermGiven, create_duty
from luoshi.orgs.models import Account
from luoshi.orgs.queries import permissions
from luoshi.orgs.rules.roles import PERMISSIONS
from luoshi.plans.models import Measure
from luoshi.web.clock import day_of


def create_task(
    *,
    measure: Measure,
    year: int,
    title: str,
    term: TermGiven,
    milestones: Sequence[MilestoneGiven] = (),
    parts: Sequence[PartGiven] = (),
    weight: Decimal = Decimal(1),
    carried_from: Task | None = None,
    since: date | None = None,
    by: Account,
    at: datetime,
) -> Task:
    """Make a task of a measure for a year; it holds from its beginning, or from `since`.

    Raises PermissionDenied, or luoshi.duties.actions.creating.Unsound when the figures do not fit.
    """
    if "delivery.break_down" not in permissions(by, day_of(at)):
        raise PermissionDenied(PERMISSIONS["delivery.break_down"])
    source = Source(measure.revision, measure.start, measure.end)
    with change(action="delivery.task.created", subject="task", by=by.username, at=at) as made:
        duty = create_duty(
            kind="task",
            title=title,
            source=source,
            term=term,
            milestones=milestones,
            parts=parts,
            by=by,
            at=at,
            since=since or term.begins,
        )
        plan = measure.revision.plan_id
        last = Task.objects.filter(plan=plan, year=year).aggregate(last=Max("number"))["last"] or 0
        task = Task.objects.create(
            duty=duty,
            plan_id=plan,
            line_id=measure.line_id,
            year=year,
            number=last + 1,
            weight=weight,
            carried_from=carried_from,
        )
        made.subject_id, made.after = str(duty.pk), {"plan": plan, "year": year, "number": task.number, "title": title}
    return task
