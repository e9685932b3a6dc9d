"""What the text says of targets, projects and mechanisms. The things themselves get rooms of their own."""

from django.db import models

from luoshi.plans.models.documents import Plan, Provision
from luoshi.plans.models.measures import Measure


class TargetMention(models.Model):
    """A figure to reach, as the text states it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="targets")
    provision = models.ForeignKey(Provision, models.CASCADE, null=True, related_name="targets")
    measure = models.ForeignKey(Measure, models.SET_NULL, null=True, related_name="targets")
    ordinal = models.IntegerField()
    indicator = models.CharField(max_length=200)
    comparator = models.CharField(max_length=10)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    value_high = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    unit = models.CharField(max_length=40, default="")
    deadline = models.IntegerField(null=True)
    deadline_source = models.CharField(max_length=20)
    baseline = models.CharField(max_length=120, default="")
    modality = models.CharField(max_length=20, default="")
    start = models.IntegerField()
    end = models.IntegerField()

    class Meta:
        ordering = ("ordinal",)

    def __str__(self) -> str:
        return self.indicator


class ProjectMention(models.Model):
    """A named work, as the text states it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="projects")
    provision = models.ForeignKey(Provision, models.CASCADE, null=True, related_name="projects")
    measure = models.ForeignKey(Measure, models.SET_NULL, null=True, related_name="projects")
    ordinal = models.IntegerField()
    name = models.CharField(max_length=300)
    printed = models.CharField(max_length=300)
    verb = models.CharField(max_length=20)
    strength = models.CharField(max_length=12)
    regions = models.JSONField(default=list)
    start = models.IntegerField()
    end = models.IntegerField()

    class Meta:
        ordering = ("ordinal",)

    def __str__(self) -> str:
        return self.name


class MechanismMention(models.Model):
    """A mechanism, system or platform to be built or run, as the text states it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="mechanisms")
    provision = models.ForeignKey(Provision, models.CASCADE, null=True, related_name="mechanisms")
    measure = models.ForeignKey(Measure, models.SET_NULL, null=True, related_name="mechanisms")
    ordinal = models.IntegerField()
    name = models.CharField(max_length=300)
    verb = models.CharField(max_length=20)
    start = models.IntegerField()
    end = models.IntegerField()

    class Meta:
        ordering = ("ordinal",)

    def __str__(self) -> str:
        return self.name
