"""Stored files."""

from django.db import models


class StoredFile(models.Model):
    """An original as it came; its bytes lie under MEDIA_ROOT at a path made of its SHA-256."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    name = models.CharField(max_length=200)
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
