"""Addresses of the web room, under /web/."""

from django.urls import path

from luoshi.web import views

app_name = "web"
urlpatterns = [
    path("gallery/", views.gallery, name="gallery"),
    path("language/", views.choose_language, name="language"),
]
