"""What rooms add to the frame around every page, without the frame knowing them.

A room's AppConfig may carry
  navigation = [Entry(...), ...]                 entries of the main navigation
  frame = {"topbar": "orgs/frame/account.html"}  a template for a slot of SLOTS

Such a template is included in the base page, or for `plan` and `unit` on the page of one, and sees the page's context.
"""

from dataclasses import dataclass
from typing import Protocol

from django.apps import apps
from django.urls import reverse
from django.utils.functional import Promise

SLOTS = ("brand", "topbar", "banner", "footer", "plan", "unit")


class Viewer(Protocol):
    """Whoever looks: an account or Django's anonymous user."""

    def has_perm(self, perm: str) -> bool:
        """Whether they hold the permission."""


@dataclass(frozen=True)
class Entry:
    """One entry: what it says (gettext_lazy), the route it leads to, who sees it, and its place in the row.

    `or_permission` lets others see it too. `count` is a route that answers with how many things wait there, asked for
    after the page is shown.
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
    count: str = ""


def entries() -> list[Entry]:
    """What all installed rooms offer, in order."""
    offered = [entry for config in apps.get_app_configs() for entry in getattr(config, "navigation", ())]
    return sorted(offered, key=lambda entry: entry.order)


def links(viewer: Viewer, path: str) -> list[Link]:
    """The entries this viewer may follow; the one whose address is the longest start of `path` is current."""
    shown = [(entry, reverse(entry.route)) for entry in entries() if entry.shown_to(viewer)]
    current = max((href for _, href in shown if _under(path, href)), key=len, default=None)
    return [
        Link(str(entry.label), href, href == current, reverse(entry.count) if entry.count else "")
        for entry, href in shown
    ]


def _under(path: str, href: str) -> bool:
    return path == href if href == "/" else path.startswith(href)


def parts() -> dict[str, list[str]]:
    """Slot -> the templates that rooms put there, in the order of INSTALLED_APPS."""
    offered = [getattr(config, "frame", {}) for config in apps.get_app_configs()]
    return {slot: [part[slot] for part in offered if slot in part] for slot in SLOTS}
