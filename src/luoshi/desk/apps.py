"""The desk room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Django's entry for the room."""

    name = "luoshi.desk"
    label = "desk"
