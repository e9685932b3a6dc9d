"""Somebody hands their work over to a colleague."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from luoshi.orgs.models import Unit


class Handover(models.Model):
    """Somebody of a unit hands their work over to a colleague (工作交接); `content` lists what went over."""

    leaver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="handovers")
    since = models.DateField()
    why = models.CharField(max_length=300, default="")
    content = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
        constraints = (models.CheckConstraint(condition=~Q(leaver=F("taker")), name="handover_to_another"),)

    def __str__(self) -> str:
        return f"{self.leaver_id} to {self.taker_id}"
