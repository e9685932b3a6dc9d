"""Which duties can no longer be corrected: somebody has signed for them, reported on them or asked for a change."""

from collections.abc import Iterable

from luoshi.duties.models import Receipt, Report, Request

SIGNED = ("accepted", "passed_on")
"""An objection leaves a duty open, so that the office can mend what it objects to."""


def settled(duties: Iterable[int]) -> set[int]:
    """Those of these duties that only a request changes; three statements."""
    keys = list(duties)
    found = set(Receipt.objects.filter(duty__in=keys, verdict__in=SIGNED).values_list("duty", flat=True))
    found.update(Report.objects.filter(duty__in=keys).order_by().values_list("duty", flat=True))
    found.update(Request.objects.filter(duty__in=keys).order_by().values_list("duty", flat=True))
    return found
