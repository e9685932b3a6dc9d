"""The duties room."""

from collections.abc import Callable
from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from luoshi.duties import words
from luoshi.web.frame import Entry


class DutiesConfig(AppConfig):
    """Django's entry for the room."""

    name = "luoshi.duties"
    label = "duties"
    navigation = (
        Entry(_("我的事项"), "duties:mine", "duties.read", 15, count="duties:mine_count"),
        Entry(
            _("审核"),
            "duties:reviews",
            "duties.review",
            22,
            or_permission="duties.review_all",
            count="duties:reviews_count",
        ),
        Entry(_("裁定"), "duties:requests", "duties.review_all", 23, count="duties:requests_count"),
        Entry(_("报送期"), "duties:periods", "duties.read_all", 24),
    )
    filters: ClassVar[dict[str, Callable[..., str]]] = {"reason": words.reason}
