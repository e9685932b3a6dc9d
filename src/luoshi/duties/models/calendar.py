"""Settings that hold from a day on, and days of grace."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from luoshi.duties.models.duties import Duty
from luoshi.orgs.models import Unit


class Setting(models.Model):
    """A setting's value from a day on; names and defaults stand in rules.settings."""

    name = models.CharField(max_length=40)
    since = models.DateField()
    value = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="settings")

    class Meta:
        ordering = ("name", "since", "id")

    def __str__(self) -> str:
        return f"{self.name}={self.value} from {self.since}"


class Extension(models.Model):
    """Reports of a period may come until a later day: of one unit, of one duty, or of all (both empty)."""

    period = models.CharField(max_length=8)
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="extensions")
    duty = models.ForeignKey(Duty, models.CASCADE, null=True, related_name="extensions")
    until = models.DateField()
    why = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (models.CheckConstraint(condition=~Q(why=""), name="extension_says_why"),)

    def __str__(self) -> str:
        return f"{self.period} until {self.until}"
