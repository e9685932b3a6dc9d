"""The duties room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from luoshi.web.frame import Entry


class DutiesConfig(AppConfig):
    """Django's entry for the room."""

    name = "luoshi.duties"
    label = "duties"
    navigation = (Entry(_("我的事项"), "duties:mine", "duties.read", 15, "duties:mine_count"),)
