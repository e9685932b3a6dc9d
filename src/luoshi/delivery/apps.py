"""The delivery room."""

from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from luoshi.web.frame import Entry


class DeliveryConfig(AppConfig):
    """Django's entry for the room."""

    name = "luoshi.delivery"
    label = "delivery"
    navigation = (Entry(_("登记交办"), "delivery:register", "delivery.break_down", 27),)
    frame: ClassVar[dict[str, str]] = {"plan": "delivery/frame/plan.html", "unit": "delivery/frame/unit.html"}
    duty_pages: ClassVar[dict[str, str]] = {"task": "delivery:task"}
