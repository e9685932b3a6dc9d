"""What the text says of targets, projects and mechanisms. The things themselves get rooms of their own."""

from django.db import models

from luoshi.orgs.models import Unit
from luoshi.plans.models.checked import Checked
from luoshi.plans.models.documents import Line, Provision, Revision
from luoshi.plans.models.measures import Measure


class TargetMention(Checked):
    """A figure to reach, as the text states it. `modality` is binding, expected or empty; `owner` answers for one
    that no measure holds."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="targets")
    line = models.ForeignKey(Line, models.PROTECT, related_name="targets")
    provision = models.ForeignKey(Provision, models.CASCADE, null=True, related_name="targets")
    measure = models.ForeignKey(Measure, models.SET_NULL, null=True, related_name="targets")
    indicator = models.CharField(max_length=200)
    comparator = models.CharField(max_length=10)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    value_high = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    unit = models.CharField(max_length=40, default="")
    deadline = models.IntegerField(null=True)
    deadline_source = models.CharField(max_length=20)
    baseline = models.CharField(max_length=120, default="")
    modality = models.CharField(max_length=8, default="")
    owner = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="owned_targets")

    class Meta:
        ordering = ("start", "id")
        constraints = (models.UniqueConstraint(fields=("revision", "line"), name="target_line"),)

    def __str__(self) -> str:
        return self.indicator


class ProjectMention(Checked):
    """A named work, as the text states it."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="projects")
    line = models.ForeignKey(Line, models.PROTECT, related_name="projects")
    provision = models.ForeignKey(Provision, models.CASCADE, null=True, related_name="projects")
    measure = models.ForeignKey(Measure, models.SET_NULL, null=True, related_name="projects")
    name = models.CharField(max_length=300)
    printed = models.CharField(max_length=300)
    verb = models.CharField(max_length=20)
    strength = models.CharField(max_length=12)
    regions = models.JSONField(default=list)

    class Meta:
        ordering = ("start", "id")
        constraints = (models.UniqueConstraint(fields=("revision", "line"), name="project_line"),)

    def __str__(self) -> str:
        return self.name


class MechanismMention(Checked):
    """A mechanism, system or platform to be built or run, as the text states it."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="mechanisms")
    line = models.ForeignKey(Line, models.PROTECT, related_name="mechanisms")
    provision = models.ForeignKey(Provision, models.CASCADE, null=True, related_name="mechanisms")
    measure = models.ForeignKey(Measure, models.SET_NULL, null=True, related_name="mechanisms")
    name = models.CharField(max_length=300)
    verb = models.CharField(max_length=20)

    class Meta:
        ordering = ("start", "id")
        constraints = (models.UniqueConstraint(fields=("revision", "line"), name="mechanism_line"),)

    def __str__(self) -> str:
        return self.name
