"""Addresses of the plans room."""

from django.urls import path

from luoshi.plans.views import lists, plans, review, units

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
    path("plans/<int:pk>/review/", review.screen, name="review"),
    path("plans/<int:pk>/review/confirm/", review.confirm, name="review_confirm"),
    path("plans/<int:pk>/review/complete/", review.complete, name="review_complete"),
    path("plans/<int:pk>/review/name/", review.name, name="review_name"),
    path("plans/<int:pk>/review/add/", review.add, name="review_add"),
    path("plans/<int:pk>/review/undo/", review.undo, name="review_undo"),
    path("plans/<int:pk>/review/problem/<int:problem>/", review.seen, name="review_seen"),
    path("plans/<int:pk>/review/struck/<int:correction>/", review.restore, name="review_restore"),
    path("plans/<int:pk>/review/<slug:kind>/<int:row>/", review.item, name="review_item"),
    path("plans/<int:pk>/review/<slug:kind>/<int:row>/<slug:doing>/", review.act, name="review_act"),
    path("plans/<int:pk>/units/", lists.units, name="units"),
    *(path(f"plans/<int:pk>/{kind}/", lists.listed, {"kind": kind}, name=kind) for kind in lists.KINDS),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("groups/<int:pk>/", units.group, name="group"),
]
