"""Addresses of the duties room."""

from django.urls import path

from luoshi.duties.views import mine, on_behalf, receipts, reporting, sheet

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
]
