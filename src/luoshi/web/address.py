"""Filters, order and page stand in the address, so that a list can be sent to a colleague as a link."""

from typing import Any

from django.http import QueryDict


def changed(params: QueryDict, **changes: Any) -> str:
    """`?…` with some parameters changed and the others kept; None or "" takes one away.

    Any change but of the page itself goes back to page one.
    """
    kept = params.copy()
    if "page" not in changes:
        kept.pop("page", None)
    for name, value in changes.items():
        if value is None or value == "":
            kept.pop(name, None)
        else:
            kept[name] = str(value)
    return f"?{kept.urlencode()}"
