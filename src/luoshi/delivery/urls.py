"""Addresses of the delivery room."""

from django.urls import path

from luoshi.delivery.views import breakdown, copying, importing, page, progress, registering, tasks, timeline

app_name = "delivery"
urlpatterns = [
    path("plans/<int:pk>/tasks/", breakdown.index, name="breakdown"),
    path("plans/<int:pk>/progress/", progress.progress, name="progress"),
    path("plans/<int:pk>/timeline/", timeline.timeline, name="timeline"),
    path("plans/<int:pk>/tasks/bring/", copying.bring, name="bring"),
    path("plans/<int:pk>/tasks/import/", importing.upload, name="import"),
    path("plans/<int:pk>/tasks/import/confirm/", importing.confirm, name="confirm"),
    path("plans/<int:pk>/tasks/new/<int:measure>/", tasks.add, name="add"),
    path("tasks/new/", registering.register, name="register"),
    path("tasks/<int:pk>/", page.task, name="task"),
    path("tasks/<int:pk>/evidence/<int:file>/", page.evidence, name="evidence"),
    path("tasks/<int:pk>/evidence/<int:file>/picture/", page.picture, name="picture"),
    path("tasks/<int:pk>/edit/", tasks.edit, name="edit"),
]
