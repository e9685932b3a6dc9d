"""Workbooks that came back and wait to be confirmed (交回的台账); what is taken of them becomes reports."""

from collections import Counter

from django.conf import settings
from django.db import models

from luoshi.duties.models.duties import Milestone
from luoshi.files.models import StoredFile


class HandIn(models.Model):
    """Workbooks handed in at once. Of those that the office hands in for units it names who said so, and when."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    said_by = models.CharField(max_length=60, default="")
    said_on = models.DateField(null=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"hand-in {self.pk}"


class HandInFile(models.Model):
    """One workbook: its rows as they were read, or with `code` why it could not be (`what` says about what).

    `choices` holds, for rows that somebody else has changed meanwhile, whether the workbook's words are to be taken;
    `results` what became of each row once the file is taken.
    """

    handin = models.ForeignKey(HandIn, models.CASCADE, related_name="files")
    name = models.CharField(max_length=240)
    code = models.CharField(max_length=12, default="")
    what = models.CharField(max_length=300, default="")
    rows = models.JSONField(default=list)
    choices = models.JSONField(default=dict)
    results = models.JSONField(default=list)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name

    def counts(self) -> dict[str, int]:
        """How many rows became what, once it is taken."""
        return dict(Counter(each["state"] for each in self.results))


class HandInProof(models.Model):
    """A file that shows a milestone which a workbook claims, added while it waits."""

    source = models.ForeignKey(HandInFile, models.CASCADE, related_name="proofs")
    unit = models.IntegerField()
    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=240)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("source", "unit", "milestone", "file"), name="handin_proof_once"),
        )

    def __str__(self) -> str:
        return self.name
