"""Where each room's pages hang. Addresses inside a room are in that room's `urls`."""

from django.urls import include, path

urlpatterns = [
    path("", include("luoshi.desk.urls")),
    path("", include("luoshi.plans.urls")),
    path("", include("luoshi.orgs.urls")),
    path("web/", include("luoshi.web.urls")),
]
