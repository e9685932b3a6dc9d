"""The audit room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Django's entry for the room."""

    name = "luoshi.audit"
    label = "audit"
