"""Reports of progress, their evidence, and what was decided about them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from luoshi.duties.models.duties import Duty, Milestone
from luoshi.files.models import StoredFile
from luoshi.orgs.models import Unit


class Report(models.Model):
    """What a unit reports of a duty for a period, once sent. Sent again after a return it is the next attempt.

    `period` is the code of a luoshi.values Period and `period_end` its last day; `quantity` is cumulative since the
    duty began. `stage` names who looks at it now ("" when decided); `decided_at` is when `outcome` was reached, from
    when on an accepted report counts. A report entered for a unit (代填) names who said so and when; `confirmed_at`
    is when the unit confirmed it.
    """

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reports")
    period = models.CharField(max_length=8)
    period_end = models.DateField()
    attempt = models.IntegerField(default=1)
    quantity = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    text = models.TextField(default="")
    difficulties = models.TextField(default="")
    requests = models.TextField(default="")
    unchanged = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    said_by = models.CharField(max_length=60, default="")
    said_on = models.DateField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    stage = models.CharField(max_length=8, default="")
    outcome = models.CharField(max_length=8, default="")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-period_end", "-attempt", "-id")
        constraints = (
            models.UniqueConstraint(fields=("duty", "unit", "period", "attempt"), name="report_once"),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None) | Q(outcome__in=("accepted", "returned"), stage=""),
                name="report_decided",
            ),
        )
        indexes = (
            models.Index(fields=("stage", "unit")),
            models.Index(fields=("unit", "period_end")),
            models.Index(fields=("at",)),
            models.Index(fields=("period",)),
        )

    def __str__(self) -> str:
        return f"{self.duty_id} {self.unit_id} {self.period}"


class Claim(models.Model):
    """A report claims that a milestone has been reached; true once the report is accepted."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="claims")
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="claims")
    reached_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("report", "milestone"), name="claim_once"),)

    def __str__(self) -> str:
        return f"{self.report_id} claims {self.milestone_id}"


class Evidence(models.Model):
    """A file that shows what a report says; with `claim`, that the milestone was reached."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="evidence")
    claim = models.ForeignKey(Claim, models.CASCADE, null=True, related_name="evidence")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="evidence")
    caption = models.CharField(max_length=120, default="")

    def __str__(self) -> str:
        return f"{self.file_id} for {self.report_id}"


class Verdict(models.Model):
    """What one stage decided about a report."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="verdicts")
    stage = models.CharField(max_length=8)
    outcome = models.CharField(max_length=8)
    why = models.CharField(max_length=500, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("report", "stage"), name="verdict_once"),
            models.CheckConstraint(condition=~Q(outcome="returned") | ~Q(why=""), name="return_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.stage} {self.outcome} {self.report_id}"


class Draft(models.Model):
    """What somebody of a unit has typed of a report so far. Not accountable; gone once it is sent.

    `content` holds what the form holds (rules.drafts); DraftFile what has been uploaded for it.
    """

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="drafts")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="drafts")
    period = models.CharField(max_length=8)
    content = models.JSONField(default=dict)
    version = models.IntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("duty", "unit", "period"), name="draft_once"),)

    def __str__(self) -> str:
        return f"draft {self.duty_id} {self.unit_id} {self.period}"


class DraftFile(models.Model):
    """A file uploaded for a draft: for a milestone, or for the report as a whole.

    `signed` is the mark (rules.drafts.mark) of what the draft said when a signed sheet was scanned in (签批扫描件).
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=240)
    milestone = models.ForeignKey(Milestone, models.CASCADE, null=True, related_name="+")
    signed = models.CharField(max_length=64, default="")

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("draft", "file", "milestone"), name="draft_file_once"),)

    def __str__(self) -> str:
        return self.name


class DraftSignature(models.Model):
    """Somebody of a unit has signed what a draft said (内部审签); it holds while the draft still has that `mark`."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="signatures")
    step = models.CharField(max_length=8)
    mark = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("draft", "step", "mark"), name="draft_signed_once"),)

    def __str__(self) -> str:
        return f"{self.step} signed draft {self.draft_id}"


class Signature(models.Model):
    """Somebody inside a unit has signed what a report says before it left the unit (内部审签)."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="signatures")
    step = models.CharField(max_length=8)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.step} signed {self.report_id}"


class FieldCheck(models.Model):
    """What somebody saw on the spot (现场核查)."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="field_checks")
    on = models.DateField()
    place = models.CharField(max_length=120, default="")
    found = models.TextField()
    agrees = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-on", "-id")

    def __str__(self) -> str:
        return f"{self.duty_id} seen {self.on}"


class FieldPhoto(models.Model):
    """A picture taken at a field check."""

    check_made = models.ForeignKey(FieldCheck, models.CASCADE, related_name="photos")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="field_photos")

    def __str__(self) -> str:
        return f"{self.file_id} of {self.check_made_id}"
