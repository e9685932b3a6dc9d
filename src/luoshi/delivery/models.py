"""Yearly tasks."""

from django.db import models
from django.db.models import Q

from luoshi.duties.models import Duty
from luoshi.plans.models import Line, Plan


class Task(models.Model):
    """What a measure asks for in one year. `line` is the measure through all revisions of the plan.

    `weight` is what it counts under its measure; `carried_from` the task of an earlier year that it goes on with.
    """

    duty = models.OneToOneField(Duty, models.PROTECT, primary_key=True, related_name="task")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="tasks")
    line = models.ForeignKey(Line, models.PROTECT, related_name="tasks")
    year = models.IntegerField()
    number = models.IntegerField()
    weight = models.DecimalField(max_digits=8, decimal_places=2, default=1)
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="carried_to")

    class Meta:
        ordering = ("plan", "year", "number")
        constraints = (
            models.UniqueConstraint(fields=("plan", "year", "number"), name="task_number"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="task_weight"),
        )
        indexes = (models.Index(fields=("line", "year")),)

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"
