"""The desk room."""

from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from luoshi.web.frame import Entry


class DeskConfig(AppConfig):
    """Django's entry for the room."""

    name = "luoshi.desk"
    label = "desk"
    navigation = (
        Entry(_("首页"), "desk:home", "plans.read", 10),
        Entry(_("督办台"), "desk:office", "duties.read_all", 20),
        Entry(_("操作记录"), "desk:record", "audit.read", 60),
    )
    frame: ClassVar[dict[str, str]] = {"topbar": "desk/frame/search.html"}
