"""Addresses of the duties room."""

from django.urls import path

from luoshi.duties.views import (
    checks,
    files,
    mine,
    on_behalf,
    periods,
    receipts,
    reporting,
    requests,
    reviews,
    settings,
    sheet,
)

app_name = "duties"
urlpatterns = [
    path("mine/", mine.mine, name="mine"),
    path("mine/count/", mine.count, name="mine_count"),
    path("mine/signing/", mine.signing, name="signing"),
    path("mine/drafts/<int:pk>/", mine.draft, name="draft"),
    path("mine/confirm/<int:pk>/", mine.confirm, name="confirm"),
    path("duties/<int:pk>/receipt/", receipts.receipt, name="receipt"),
    path("duties/<int:pk>/report/<str:period>/", reporting.report, name="report"),
    path("duties/<int:pk>/report/<str:period>/sheet/", sheet.sheet, name="sheet"),
    path("duties/<int:pk>/report/<str:period>/files/<int:key>/", reporting.file, name="draft_file"),
    path("duties/<int:pk>/report/<str:period>/for/<int:unit>/", on_behalf.report_for, name="report_for"),
    path("duties/<int:pk>/ask/<str:kind>/", requests.ask_for, name="ask"),
    path("requests/", requests.queue, name="requests"),
    path("requests/count/", requests.count, name="requests_count"),
    path("requests/<int:pk>/", requests.decide_on, name="request"),
    path("reviews/", reviews.queue, name="reviews"),
    path("reviews/count/", reviews.count, name="reviews_count"),
    path("reviews/unchanged/", reviews.unchanged, name="reviews_unchanged"),
    path("reviews/<int:pk>/", reviews.decide, name="decide"),
    path("reviews/evidence/<int:pk>/", files.evidence, name="evidence"),
    path("reviews/evidence/<int:pk>/picture/", files.evidence_picture, name="evidence_picture"),
    path("duties/<int:pk>/checks/", checks.checks, name="checks"),
    path("duties/photos/<int:pk>/", files.photo, name="photo"),
    path("duties/photos/<int:pk>/picture/", files.photo_picture, name="photo_picture"),
    path("settings/duties/", settings.settings, name="settings"),
    path("periods/", periods.index, name="periods"),
    path("periods/<str:code>/", periods.period, name="period"),
    path("periods/<str:code>/remind/", periods.remind_units, name="remind"),
    path("periods/<str:code>/extend/", periods.extend, name="extend"),
]
