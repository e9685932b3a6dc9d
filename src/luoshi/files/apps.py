"""The files room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Django's entry for the room."""

    name = "luoshi.files"
    label = "files"
