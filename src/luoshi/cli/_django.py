"""Commands that need the database call `ready()` first; `luoshi read` does not, and starts faster for it."""

import os

import django


def ready() -> None:
    """Set Django up with luoshi's settings, once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.config.settings")
    django.setup()
