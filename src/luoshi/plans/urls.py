"""Addresses of the plans room."""

from django.urls import path

from luoshi.plans.views import exports, lists, plans, units

app_name = "plans"
urlpatterns = [
    path("plans/", plans.index, name="index"),
    path("plans/new/", plans.upload, name="upload"),
    path("plans/of/<int:pk>/", plans.on_day, name="on_day"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/adopt/", plans.adopt, name="adopt"),
    path("plans/<int:pk>/original/", plans.original, name="original"),
    path("plans/<int:pk>/text/", plans.document, name="document"),
    path("plans/<int:pk>/text/<int:ordinal>/", plans.provision, name="provision"),
    path("plans/<int:pk>/export/<slug:kind>/", exports.export, name="export"),
    path("plans/<int:pk>/units/", lists.units, name="units"),
    *(path(f"plans/<int:pk>/{kind}/", lists.listed, {"kind": kind}, name=kind) for kind in lists.KINDS),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("groups/<int:pk>/", units.group, name="group"),
]
