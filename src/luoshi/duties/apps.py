"""The duties room."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Django's entry for the room."""

    name = "luoshi.duties"
    label = "duties"
