"""Compile every Jinja2 template, so that a syntax error is found before a user finds it."""

import os
import sys
from pathlib import Path

import django
from django.template import engines
from jinja2 import TemplateSyntaxError

TEMPLATES = Path("src/luoshi/templates")


def broken() -> list[str]:
    """One line for each template that does not compile."""
    environment = engines["jinja2"].env  # type: ignore[attr-defined]  # the stubs know only the base engine
    found = []
    for path in sorted(TEMPLATES.rglob("*.html")):
        try:
            environment.get_template(str(path.relative_to(TEMPLATES)))
        except TemplateSyntaxError as error:
            found.append(f"{path}:{error.lineno}: {error.message}")
    return found


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    lines = broken()
    print("\n".join(lines))
    sys.exit(1 if lines else 0)
