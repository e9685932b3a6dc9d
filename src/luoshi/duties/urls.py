"""Addresses of the duties room."""

from django.urls import path

from luoshi.duties.views import checks, files, periods, reviews

app_name = "duties"
urlpatterns = [
    path("reviews/", reviews.queue, name="reviews"),
    path("reviews/unchanged/", reviews.unchanged, name="reviews_unchanged"),
    path("reviews/<int:pk>/", reviews.decide, name="decide"),
    path("reviews/evidence/<int:pk>/", files.evidence, name="evidence"),
    path("reviews/evidence/<int:pk>/picture/", files.evidence_picture, name="evidence_picture"),
    path("duties/<int:pk>/checks/", checks.checks, name="checks"),
    path("duties/photos/<int:pk>/", files.photo, name="photo"),
    path("duties/photos/<int:pk>/picture/", files.photo_picture, name="photo_picture"),
    path("periods/", periods.index, name="periods"),
    path("periods/<str:code>/", periods.period, name="period"),
    path("periods/<str:code>/remind/", periods.remind_units, name="remind"),
    path("periods/<str:code>/extend/", periods.extend, name="extend"),
]
