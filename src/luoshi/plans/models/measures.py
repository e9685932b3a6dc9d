"""Measures, the units that answer for them, and what a measure of a parent plan they carry out."""

from django.db import models
from django.db.models import Q

from luoshi.orgs.models import Unit, UnitGroup
from luoshi.plans.models.checked import Checked
from luoshi.plans.models.documents import Line, Provision, Revision


class Measure(Checked):
    """The smallest item that units answer for. A table row has no provision of its own: it has the one around it.

    `deadline` is what the text says; `due` the day a person has filled in.
    """

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="measures")
    line = models.ForeignKey(Line, models.PROTECT, related_name="measures")
    provision = models.ForeignKey(Provision, models.CASCADE, null=True, related_name="measures")
    path = models.CharField(max_length=40)
    title = models.CharField(max_length=300, default="")
    deadline = models.CharField(max_length=80, default="")
    due = models.DateField(null=True)

    class Meta:
        ordering = ("start", "id")
        constraints = (models.UniqueConstraint(fields=("revision", "line"), name="measure_line"),)

    def __str__(self) -> str:
        return self.title or self.path


class MeasureUnit(Checked):
    """A unit as the document names it, and what the register says it is: a unit or a group.

    `accountable` marks the one lead unit that answers for the whole (总牵头).
    """

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="units")
    role = models.CharField(max_length=12)
    printed = models.CharField(max_length=120)
    is_group = models.BooleanField(default=False)
    accountable = models.BooleanField(default=False)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="mentions")
    group = models.ForeignKey(UnitGroup, models.PROTECT, null=True, related_name="mentions")

    class Meta:
        ordering = ("start", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(role__in=("lead", "responsible", "supporting")), name="measure_unit_role"
            ),
            models.CheckConstraint(condition=Q(unit=None) | Q(group=None), name="measure_unit_means_one"),
            models.CheckConstraint(condition=Q(accountable=False) | Q(role="lead"), name="accountable_leads"),
            models.UniqueConstraint(fields=("measure",), condition=Q(accountable=True), name="accountable_once"),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.printed}"


class MeasureLink(models.Model):
    """A measure of a part plan carries out a measure of its parent plan, in all revisions of both."""

    upper = models.ForeignKey(Line, models.CASCADE, related_name="carried_out_by")
    lower = models.ForeignKey(Line, models.CASCADE, related_name="carries_out")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("upper", "lower"), name="measure_link_once"),)

    def __str__(self) -> str:
        return f"{self.lower_id} carries out {self.upper_id}"
