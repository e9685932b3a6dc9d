"""Which units have a part in a duty, and whether they have taken it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from luoshi.duties.models.duties import Duty
from luoshi.orgs.models import Unit


class Assignment(models.Model):
    """A unit has a part in a duty for a time; with `quantity` it has a share of its own to report (分解到县)."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=12)
    quantity = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=Q(role__in=("responsible", "supporting")), name="assignment_role"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name="assignment_term"),
            models.CheckConstraint(condition=Q(quantity=None) | Q(quantity__gte=0), name="assignment_quantity"),
            models.UniqueConstraint(fields=("duty", "unit"), condition=Q(until=None), name="assignment_once"),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} {self.role} {self.duty_id}"


class Receipt(models.Model):
    """A unit has signed for a duty (签收), objected to it, or passed it on (转办). The last one counts.

    Passed on inside the unit, `to` is the unit itself and `member` who handles it from now on (经办人).
    """

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="receipts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="receipts")
    verdict = models.CharField(max_length=10)
    to = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=300, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=Q(verdict__in=("accepted", "objected", "passed_on")), name="receipt"),
            models.CheckConstraint(condition=~Q(verdict="passed_on") | Q(to__isnull=False), name="receipt_passed_to"),
        )

    def __str__(self) -> str:
        return f"{self.unit_id} {self.verdict} {self.duty_id}"
