"""Measures and the units that answer for them."""

from django.db import models
from django.db.models import Q

from luoshi.orgs.models import Unit, UnitGroup
from luoshi.plans.models.documents import Plan, Provision


class Measure(models.Model):
    """The smallest item that units answer for. A table row has no provision of its own: it has the one around it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="measures")
    provision = models.ForeignKey(Provision, models.CASCADE, null=True, related_name="measures")
    ordinal = models.IntegerField()
    path = models.CharField(max_length=40)
    title = models.CharField(max_length=300, default="")
    deadline = models.CharField(max_length=80, default="")
    start = models.IntegerField()
    end = models.IntegerField()

    class Meta:
        ordering = ("ordinal",)
        constraints = (models.UniqueConstraint(fields=("plan", "ordinal"), name="measure_order"),)

    def __str__(self) -> str:
        return self.title or self.path


class MeasureUnit(models.Model):
    """A unit as the document names it, and what the register says it is: a unit or a group."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="units")
    role = models.CharField(max_length=12)
    printed = models.CharField(max_length=120)
    is_group = models.BooleanField()
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="mentions")
    group = models.ForeignKey(UnitGroup, models.PROTECT, null=True, related_name="mentions")
    start = models.IntegerField()
    end = models.IntegerField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(role__in=("lead", "responsible", "supporting")), name="measure_unit_role"
            ),
            models.CheckConstraint(condition=Q(unit=None) | Q(group=None), name="measure_unit_means_one"),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.printed}"
