"""The delivery room."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """Django's entry for the room."""

    name = "luoshi.delivery"
    label = "delivery"
