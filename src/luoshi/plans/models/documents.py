"""A plan, the document it came in, its provisions, and the decision to adopt it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from luoshi.files.models import StoredFile


class Plan(models.Model):
    """What a government has promised in one document. A draft until it is adopted."""

    title = models.CharField(max_length=300)
    number = models.CharField(max_length=80, default="")
    issuer = models.CharField(max_length=120, default="")
    issued_on = models.DateField(null=True)
    first_year = models.IntegerField(null=True)
    last_year = models.IntegerField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(first_year=None) | Q(last_year=None) | Q(last_year__gte=F("first_year")), name="plan_years"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Document(models.Model):
    """The file a plan came in and the text that was read from it. Offsets everywhere are code points of `text`."""

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="document")
    file = models.OneToOneField(StoredFile, models.PROTECT)
    kind = models.CharField(max_length=40, default="")
    addressees = models.JSONField(default=list)
    text = models.TextField()
    reading_sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"document of {self.plan_id}"


class Provision(models.Model):
    """A numbered place: `start`..`end` heading, `end`..`stop` own text, `start`..`extent` with what is under it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="provisions")
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
            models.UniqueConstraint(fields=("plan", "ordinal"), name="provision_order"),
            models.CheckConstraint(
                condition=Q(start__lte=F("end"), end__lte=F("stop"), stop__lte=F("extent")), name="provision_places"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}{self.title}"


class ReadingProblem(models.Model):
    """Something the reader could not read, or doubts."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="problems")
    kind = models.CharField(max_length=40)
    zh = models.TextField()
    en = models.TextField()
    start = models.IntegerField()
    end = models.IntegerField()

    class Meta:
        ordering = ("start", "id")

    def __str__(self) -> str:
        return self.kind


class Adoption(models.Model):
    """The signed decision that makes a reading binding. One per plan; it is never changed."""

    plan = models.OneToOneField(Plan, models.PROTECT, related_name="adoption")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField()
    why = models.TextField()
    reading_sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.plan_id} adopted {self.at}"
