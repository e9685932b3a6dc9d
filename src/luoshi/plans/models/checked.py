"""What every row that people check has in common."""

from django.conf import settings
from django.db import models


class Checked(models.Model):
    """A row read from a text, or added by a person: where it stands, how sure the reader is, who has checked it.

    `certainty` is sure, likely or doubtful; `why` holds codes of luoshi.reader.certainty. `version` counts changes.
    """

    start = models.IntegerField()
    end = models.IntegerField()
    certainty = models.CharField(max_length=8, default="sure")
    why = models.JSONField(default=list)
    added = models.BooleanField(default=False)
    version = models.IntegerField(default=1)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
