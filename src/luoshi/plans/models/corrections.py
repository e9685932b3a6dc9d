"""What people changed in what was read: the material for improving the reader."""

from django.conf import settings
from django.db import models

from luoshi.plans.models.documents import Revision


class Correction(models.Model):
    """One change to one row of a draft. `before` and `after` hold the row's whole content; {} when it was not there.

    `operation` is a code of rules.kinds.OPERATIONS, `kind` one of rules.kinds.ITEMS; a provision can be
    matched. Many rows confirmed at once are one of them, of no kind, with the rows in `after`. Append-only.
    """

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="corrections")
    operation = models.CharField(max_length=8)
    kind = models.CharField(max_length=10)
    item = models.BigIntegerField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.CharField(max_length=300, default="")

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.operation} {self.kind} {self.item}"
