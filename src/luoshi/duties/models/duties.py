"""A duty, and what holds of it from a day on: terms and milestones are dated, never edited."""

from django.db import models
from django.db.models import F, Q

from luoshi.orgs.models import Unit
from luoshi.plans.models import Revision


class Duty(models.Model):
    """What a unit owes by when. `start`..`end` is the sentence of `revision` that says so."""

    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=300)
    measured = models.CharField(max_length=10)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="duties")
    start = models.IntegerField()
    end = models.IntegerField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(condition=Q(measured__in=("quantity", "milestones")), name="duty_measured"),
            models.CheckConstraint(condition=Q(start__lte=F("end")), name="duty_sentence"),
        )

    def __str__(self) -> str:
        return self.title


class Term(models.Model):
    """What holds of a duty from `since` until a later term does. Of two that begin on one day the later row counts.

    `deliverable` says what is to be there in the end (成果形式); `quantity` and `unit` are its figure, if it has one.
    """

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="terms")
    since = models.DateField()
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="owned_duties")
    begins = models.DateField()
    due = models.DateField()
    quantity = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    unit = models.CharField(max_length=20, default="")
    deliverable = models.CharField(max_length=300, default="")
    rhythm = models.CharField(max_length=8, default="quarter")
    office_reviews = models.BooleanField(default=True)

    class Meta:
        ordering = ("since", "id")
        indexes = (models.Index(fields=("duty", "since")),)
        constraints = (
            models.CheckConstraint(condition=Q(begins__lte=F("due")), name="term_days"),
            models.CheckConstraint(condition=Q(rhythm__in=("month", "quarter", "none")), name="term_rhythm"),
            models.CheckConstraint(condition=Q(quantity=None) | Q(quantity__gt=0), name="term_quantity"),
        )

    def __str__(self) -> str:
        return f"{self.duty_id} from {self.since}"


class Milestone(models.Model):
    """A step on the way whose passing is claimed with evidence (节点)."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=200)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.title


class MilestoneTerm(models.Model):
    """When a milestone is due and what it weighs, from `since` on; `dropped` ends it."""

    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="terms")
    since = models.DateField()
    due = models.DateField()
    weight = models.DecimalField(max_digits=8, decimal_places=2)
    dropped = models.BooleanField(default=False)

    class Meta:
        ordering = ("since", "id")
        constraints = (models.CheckConstraint(condition=Q(weight__gte=0), name="milestone_weight"),)

    def __str__(self) -> str:
        return f"{self.milestone_id} due {self.due}"
