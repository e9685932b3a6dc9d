"""A plan, its revisions and their provisions, and the decision to adopt one (docs/adr/0006)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from luoshi.files.models import StoredFile


class Plan(models.Model):
    """What a government committed itself to, through all its revisions. `kind` is a code of rules.kinds."""

    kind = models.CharField(max_length=12, default="plan")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Line(models.Model):
    """One promise through all revisions of a plan. What hangs on it stays when the text around it changes."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=10)

    def __str__(self) -> str:
        return f"{self.kind} line {self.pk}"


class Revision(models.Model):
    """One text of a plan with all that was read from it. Offsets everywhere are code points of `text`.

    `file` is the original as it came; `beside` the file its text was taken from when the original is a scan.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="revisions")
    edition = models.IntegerField()
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="revision")
    beside = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=300)
    number = models.CharField(max_length=80, default="")
    issuer = models.CharField(max_length=120, default="")
    genre = models.CharField(max_length=40, default="")
    addressees = models.JSONField(default=list)
    issued_on = models.DateField(null=True)
    first_year = models.IntegerField(null=True)
    last_year = models.IntegerField(null=True)
    text = models.TextField()
    reading_sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("plan", "edition"), name="revision_once"),
            models.CheckConstraint(
                condition=Q(first_year=None) | Q(last_year=None) | Q(last_year__gte=F("first_year")),
                name="revision_years",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Provision(models.Model):
    """A numbered place: `start`..`end` heading, `end`..`stop` own text, `start`..`extent` with what is under it."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="provisions")
    line = models.ForeignKey(Line, models.PROTECT, related_name="provisions")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    ordinal = models.IntegerField()
    path = models.CharField(max_length=40)
    number = models.CharField(max_length=20)
    title = models.CharField(max_length=300, default="")
    level = models.IntegerField()
    start = models.IntegerField()
    end = models.IntegerField()
    stop = models.IntegerField()
    extent = models.IntegerField()

    class Meta:
        ordering = ("ordinal",)
        constraints = (
            models.UniqueConstraint(fields=("revision", "ordinal"), name="provision_order"),
            models.UniqueConstraint(fields=("revision", "line"), name="provision_line"),
            models.CheckConstraint(
                condition=Q(start__lte=F("end"), end__lte=F("stop"), stop__lte=F("extent")), name="provision_places"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}{self.title}"


class ReadingProblem(models.Model):
    """Something the reader could not read, or doubts. Seen by a person once `seen_by` is filled."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="problems")
    kind = models.CharField(max_length=40)
    zh = models.TextField()
    en = models.TextField()
    start = models.IntegerField()
    end = models.IntegerField()
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("start", "id")

    def __str__(self) -> str:
        return self.kind


class Adoption(models.Model):
    """The signed decision that makes a revision binding from a day. One per revision; it is never changed."""

    revision = models.OneToOneField(Revision, models.PROTECT, related_name="adoption")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField()
    since = models.DateField()
    why = models.TextField()
    content_sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.revision_id} adopted {self.at}"
