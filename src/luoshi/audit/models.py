"""Events, the head of their chain, and the witness rows that triggers write."""

from django.db import models


class Event(models.Model):
    """One signed change. No foreign keys: what it names may be renamed, the event may not."""

    sequence = models.BigIntegerField(primary_key=True)
    change = models.CharField(max_length=32, unique=True)
    at = models.DateTimeField(db_index=True)
    by = models.CharField(max_length=150, db_index=True)
    action = models.CharField(max_length=80, db_index=True)
    subject = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=80)
    content = models.TextField()
    algorithm = models.CharField(max_length=16)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("-sequence",)
        indexes = (models.Index(fields=("subject", "subject_id")),)

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"


class Head(models.Model):
    """The end of the chain: one row, locked by whoever writes. `change` is the change being made right now."""

    sequence = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    change = models.CharField(max_length=32, default="")

    def __str__(self) -> str:
        return f"{self.sequence} {self.hash}"


class Witness(models.Model):
    """A trigger saw a row of an accountable table change, during `change` (empty: during none)."""

    table = models.CharField(max_length=63)
    row = models.CharField(max_length=80)
    operation = models.CharField(max_length=6)
    change = models.CharField(max_length=32, db_index=True)

    def __str__(self) -> str:
        return f"{self.operation} {self.table} {self.row}"
