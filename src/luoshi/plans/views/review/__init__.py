"""The review screen: people check what was read, beside the text it was read from."""

from luoshi.plans.views.review.bulk import complete, confirm, name, seen
from luoshi.plans.views.review.items import act, add, item, restore, undo
from luoshi.plans.views.review.screen import screen

__all__ = ["act", "add", "complete", "confirm", "item", "name", "restore", "screen", "seen", "undo"]
