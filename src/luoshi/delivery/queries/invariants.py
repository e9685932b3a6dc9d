"""What must hold of tasks."""

from typing import Any

from django.db.models import F, Q, QuerySet

from luoshi.audit.rules.invariants import Invariant
from luoshi.delivery.models import Task


def _astray() -> QuerySet[Any, Any]:
    wrong = ~Q(line__plan=F("plan")) | ~Q(duty__revision__plan=F("plan")) | ~Q(duty__kind="task")
    return Task.objects.filter(wrong).values_list("pk", flat=True)


INVARIANTS = [
    Invariant("delivery_task", "任务、举措和出处属于同一方案", "a task is of the plan its sentence is of", _astray),
]
