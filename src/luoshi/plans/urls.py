"""Addresses of the plans room."""

from django.urls import path

from luoshi.plans.views import adoption, exports, links, lists, plans, registering, review, revisions, units

app_name = "plans"
urlpatterns = [
    path("plans/", plans.index, name="index"),
    path("plans/new/", registering.upload, name="upload"),
    path("plans/new/instruction/", registering.instruction, name="instruction"),
    path("plans/of/<int:pk>/", plans.on_day, name="on_day"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/adopt/", adoption.adopt, name="adopt"),
    path("plans/<int:pk>/decision/", adoption.decision, name="decision"),
    path("plans/<int:pk>/kind/", registering.set_kind, name="set_kind"),
    path("plans/<int:pk>/parent/", links.set_parent, name="set_parent"),
    path("plans/<int:pk>/links/", links.links, name="links"),
    path("plans/<int:pk>/links/add/", links.add, name="link"),
    path("plans/<int:pk>/links/remove/", links.remove, name="unlink"),
    path("plans/<int:pk>/carried/", links.carried, name="carried"),
    path("plans/<int:pk>/original/", registering.original, name="original"),
    path("plans/<int:pk>/beside/", registering.beside, name="beside"),
    path("plans/<int:pk>/picture/", registering.picture, name="picture"),
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
    path("plans/<int:pk>/export/<slug:kind>/", exports.export, name="export"),
    path("plans/<int:pk>/units/", lists.units, name="units"),
    *(path(f"plans/<int:pk>/{kind}/", lists.listed, {"kind": kind}, name=kind) for kind in lists.KINDS),
    path("plans/<int:pk>/revise/", revisions.revise, name="revise"),
    path("plans/<int:pk>/changes/", revisions.changes, name="changes"),
    path("plans/<int:pk>/changes/<str:kind>/<int:item>/", revisions.match, name="match"),
    path("plans/lines/<int:pk>/", revisions.line, name="line"),
    path("plans/lines/<int:pk>/place/", revisions.line_place, name="line_place"),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("groups/<int:pk>/", units.group, name="group"),
]
