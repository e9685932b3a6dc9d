"""luoshi's settings, with the reference page."""

from pathlib import Path

from luoshi.config.settings import *  # noqa: F403  # all of them, but for the addresses below
from luoshi.config.settings import TEMPLATES

ROOT_URLCONF = "bench._site.urls"
TEMPLATES[0]["DIRS"] += [Path(__file__).parent / "templates"]  # type: ignore[operator]  # Django's are untyped
