"""The orgs room."""

from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from luoshi.web.frame import Entry


class OrgsConfig(AppConfig):
    """Django's entry for the room."""

    name = "luoshi.orgs"
    label = "orgs"
    navigation = (
        Entry(_("单位名录"), "orgs:register", "orgs.manage", 40),
        Entry(_("账号"), "orgs:accounts", "orgs.manage", 50),
    )
    frame: ClassVar[dict[str, str]] = {"topbar": "orgs/frame/account.html", "footer": "orgs/frame/roles.html"}
