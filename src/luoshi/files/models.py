"""Stored files."""

from django.db import models
from django.db.models import Q


class StoredFile(models.Model):
    """Bytes that are kept, once per content; they lie under MEDIA_ROOT at a path made of their SHA-256.

    `name` is the one they first came under; who attaches a file keeps the name it was attached under. `kind` is told by
    the bytes (`rules.kinds.KINDS`). `uploaded_sha256` is of what first came, before a picture was stripped.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    uploaded_sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    name = models.CharField(max_length=240)
    kind = models.CharField(max_length=8)
    width = models.IntegerField(null=True)
    height = models.IntegerField(null=True)
    thumbnail = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    stored_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(size__gt=0), name="file_not_empty"),
            models.CheckConstraint(
                condition=Q(width=None, height=None, thumbnail=None) | Q(width__gt=0, height__gt=0), name="file_pixels"
            ),
        )

    def __str__(self) -> str:
        return self.name
