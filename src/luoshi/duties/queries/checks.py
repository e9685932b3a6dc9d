"""Field checks and their photos."""

from django.db.models import Prefetch, QuerySet

from luoshi.duties.models import Duty, FieldCheck, FieldPhoto


def checks_of(duty: Duty) -> QuerySet[FieldCheck]:
    """Field checks of a duty, newest first, with photos; two statements."""
    photos = Prefetch("photos", FieldPhoto.objects.select_related("file").order_by("id"))
    return FieldCheck.objects.filter(duty=duty).select_related("by").prefetch_related(photos)
