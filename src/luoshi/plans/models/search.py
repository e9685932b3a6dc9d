"""What can be found: one row per thing, with its text a second time as bigrams (docs/adr/0004)."""

from django.db import models

from luoshi.plans.models.documents import Revision


class SearchEntry(models.Model):
    """A thing of a revision. `kind` and `target` say where it leads; the index is made by the migrations."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=12)
    target = models.BigIntegerField()
    title = models.TextField()
    body = models.TextField()
    bigrams = models.TextField()

    class Meta:
        indexes = (models.Index(fields=("revision", "kind")),)

    def __str__(self) -> str:
        return f"{self.kind} {self.title}"
