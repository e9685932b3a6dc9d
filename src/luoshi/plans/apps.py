"""The plans room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from luoshi.web.frame import Entry


class PlansConfig(AppConfig):
    """Django's entry for the room."""

    name = "luoshi.plans"
    label = "plans"
    navigation = (
        Entry(_("方案"), "plans:index", "plans.read", 20),
        Entry(_("上传"), "plans:upload", "plans.import", 25),
    )
