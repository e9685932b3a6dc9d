"""The orgs room."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    """Django's entry for the room."""

    name = "luoshi.orgs"
    label = "orgs"
