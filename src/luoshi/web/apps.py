from django.apps import AppConfig


class WebConfig(AppConfig):
    """The web room."""

    name = "luoshi.web"
    label = "web"
