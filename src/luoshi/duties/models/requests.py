"""Changes, closings and reopenings are asked for and decided; reminders are kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from luoshi.duties.models.duties import Duty
from luoshi.orgs.models import Unit


class Request(models.Model):
    """A unit asks that something of a duty change or end. `content` holds the values asked for.

    Decided it has an outcome; an accepted one has made a new Term, or ended or reopened the duty on `counts_from`.
    """

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=12)
    content = models.JSONField(default=dict)
    why = models.CharField(max_length=500)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="requests")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=8, default="")
    answer = models.CharField(max_length=500, default="")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    counts_from = models.DateField(null=True)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("outcome", "kind")),)
        constraints = (
            models.UniqueConstraint(fields=("duty", "kind"), condition=Q(outcome=""), name="request_open_once"),
            models.CheckConstraint(condition=Q(outcome="") | Q(decided_at__isnull=False), name="request_decided"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.duty_id}"


class Reminder(models.Model):
    """A unit was reminded of a report or a milestone (催办)."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="reminders")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reminders")
    period = models.CharField(max_length=8, default="")
    text = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.unit_id} reminded of {self.duty_id}"
