"""The plans room."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Django's entry for the room."""

    name = "luoshi.plans"
    label = "plans"
