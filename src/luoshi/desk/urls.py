"""Addresses of the desk room."""

from django.urls import path

from luoshi.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("search/<int:pk>/", views.found, name="found"),
    path("record/", views.record, name="record"),
]
