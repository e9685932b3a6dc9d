"""Whether heads that were noted outside the database are still in the chain."""

from collections.abc import Sequence

from luoshi.audit.models import Event
from luoshi.audit.rules import chain
from luoshi.audit.rules.breaks import Break
from luoshi.audit.rules.heads import Noted

_CHUNK = 2000


def missing(noted: Sequence[Noted]) -> Break | None:
    """The first noted head that is not in the chain any more: history was rewritten, or an old database put back."""
    for start in range(0, len(noted), _CHUNK):
        part = noted[start : start + _CHUNK]
        numbers = [head.sequence for head in part]
        hashes = dict(Event.objects.filter(sequence__in=numbers).values_list("sequence", "hash"))
        lost = next((head for head in part if (hashes | {0: chain.GENESIS}).get(head.sequence) != head.hash), None)
        if lost:
            return Break(
                f"#{lost.sequence}",
                f"与 {lost.day.isoformat()} 记下的链尾不符，历史被改写过，或换成了旧库",
                f"it is not the head noted on {lost.day.isoformat()}: history was rewritten, or an old copy put back",
            )
    return None
