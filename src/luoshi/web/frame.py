"""What rooms add to the frame around every page, without the frame knowing them.

A room's AppConfig may carry
  navigation = [Entry(...), ...]                 entries of the main navigation
  frame = {"topbar": "orgs/frame/account.html"}  a template for a slot: brand, topbar, banner or footer

Such a template is included in the base page and sees the page's context.
"""

from dataclasses import dataclass
from typing import Protocol

from django.apps import apps
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from luoshi.web.clock import today

SLOTS = ("brand", "topbar", "banner", "footer")


class Viewer(Protocol):
    """Whoever looks: an account or Django's anonymous user."""

    def has_perm(self, perm: str) -> bool:
        """Whether they hold the permission."""


@dataclass(frozen=True)
class Entry:
    """One entry: what it says (gettext_lazy), the route it leads to, who sees it, and its place in the row.

    `or_permission` lets others see it too. `count` names a function (by its path, since rooms say this before their
    models are there) that says how much waits behind it for a viewer on a day.
    """

    label: str | Promise
    route: str
    permission: str
    order: int = 100
    or_permission: str = ""
    count: str = ""

    def shown_to(self, viewer: Viewer) -> bool:
        """Whether the viewer may follow it."""
        if self.permission == "public" or viewer.has_perm(self.permission):
            return True
        return bool(self.or_permission) and viewer.has_perm(self.or_permission)


@dataclass(frozen=True)
class Link:
    """An entry ready to be shown."""

    label: str
    href: str
    current: bool
    count: int = 0


def entries() -> list[Entry]:
    """What all installed rooms offer, in order."""
    offered = [entry for config in apps.get_app_configs() for entry in getattr(config, "navigation", ())]
    return sorted(offered, key=lambda entry: entry.order)


def links(viewer: Viewer, path: str) -> list[Link]:
    """The entries this viewer may follow; the one whose address is the longest start of `path` is current."""
    shown = [(entry, reverse(entry.route)) for entry in entries() if entry.shown_to(viewer)]
    current = max((href for _, href in shown if _under(path, href)), key=len, default=None)
    return [
        Link(str(entry.label), href, href == current, import_string(entry.count)(viewer, today()) if entry.count else 0)
        for entry, href in shown
    ]


def _under(path: str, href: str) -> bool:
    return path == href if href == "/" else path.startswith(href)


def parts() -> dict[str, list[str]]:
    """Slot -> the templates that rooms put there, in the order of INSTALLED_APPS."""
    offered = [getattr(config, "frame", {}) for config in apps.get_app_configs()]
    return {slot: [part[slot] for part in offered if slot in part] for slot in SLOTS}
