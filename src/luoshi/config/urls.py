"""Where each room's pages hang. Addresses inside a room are in that room's `urls`."""

from django.urls import include, path

from luoshi.web import errors

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.failure

urlpatterns = [
    path("", include("luoshi.desk.urls")),
    path("", include("luoshi.plans.urls")),
    path("", include("luoshi.duties.urls")),
    path("", include("luoshi.orgs.urls")),
    path("web/", include("luoshi.web.urls")),
]
