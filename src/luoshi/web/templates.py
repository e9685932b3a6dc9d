"""The Jinja2 environment of all our pages, and what every page may use."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import jinja2
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation

from luoshi import __version__
from luoshi.web import clock, frame
from luoshi.web.address import changed
from luoshi.web.formatting import FILTERS
from luoshi.web.language import html_lang
from luoshi.web.listing import Column

BLOCKS = {"trim_blocks": True, "lstrip_blocks": True}


def environment(**options: Any) -> jinja2.Environment:
    """The environment for Django's Jinja2 backend: escaping, no undefined names, translations, our helpers."""
    own = {"undefined": jinja2.StrictUndefined, "extensions": ["jinja2.ext.i18n"]}
    made = jinja2.Environment(autoescape=options.pop("autoescape"), **(options | own | BLOCKS))
    made.policies["ext.i18n.trimmed"] = True
    cast(Any, made).install_gettext_callables(
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    made.globals.update(url=url, static=asset, query=query, column=Column, version=__version__)
    made.filters.update(FILTERS)
    for room in apps.get_app_configs():
        made.filters.update(getattr(room, "filters", {}))
    return made


def url(route: str, *args: Any, **kwargs: Any) -> str:
    """The address of a route."""
    return reverse(route, args=args or None, kwargs=kwargs or None)


@lru_cache
def asset(path: str) -> str:
    """The address of a static file, with a mark of its content so that browsers may keep it for long."""
    found = finders.find(path)
    if found is None:
        raise FileNotFoundError(f"static file {path!r} is in no app and no STATICFILES_DIRS folder")
    return f"{static(path)}?v={hashlib.sha256(Path(found).read_bytes()).hexdigest()[:8]}"


@jinja2.pass_context
def query(context: jinja2.runtime.Context, **changes: Any) -> str:
    """This page's own address with some parameters changed, the others kept; None takes one away."""
    return changed(context["request"].GET, **changes)


def page_context(request: HttpRequest) -> dict[str, Any]:
    """What the base page shows, whatever the room."""
    viewer = getattr(request, "user", AnonymousUser())
    return {
        "layout": "web/fragment.html" if getattr(request, "htmx", False) else "web/base.html",
        "language": translation.get_language(),
        "lang": html_lang(translation.get_language()),
        "languages": settings.LANGUAGES,
        "account": viewer,
        "navigation": frame.links(viewer, request.path),
        "frame": frame.parts(),
        "shown_at": clock.now(),
        "stands_at": clock.standing_day(),
    }
