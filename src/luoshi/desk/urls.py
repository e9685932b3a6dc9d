"""Addresses of the desk room."""

from django.urls import path

from luoshi.desk.views import home, office

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", home.search, name="search"),
    path("search/<int:pk>/", home.found, name="found"),
    path("record/", home.record, name="record"),
    path("office/", office.office, name="office"),
    path("office/tasks/", office.tasks, name="office_tasks"),
]
