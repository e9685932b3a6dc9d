"""Where the page of a duty is: rooms that own duties say so in their AppConfig, `duty_pages = {kind: route}`."""

from functools import lru_cache

from django.apps import apps
from django.urls import reverse


@lru_cache(maxsize=4096)
def duty_href(duty: int, kind: str = "task") -> str:
    """The address of a duty's page; its field checks while no room has a page for its kind."""
    known = [pages[kind] for config in apps.get_app_configs() if kind in (pages := getattr(config, "duty_pages", {}))]
    return reverse(known[0] if known else "duties:checks", args=(duty,))
