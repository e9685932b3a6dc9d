"""What can be found of a revision, kept up to date by the actions that change its rows."""

from luoshi.plans.models import Provision, Revision, SearchEntry
from luoshi.plans.queries import items
from luoshi.plans.queries.items import Item
from luoshi.plans.rules.bigrams import indexed

FOUND = ("target", "project", "mech")
"""Rows that can be found by name; measures are found as the provisions they stand in, units in the register."""


def index(revision: Revision) -> None:
    """Enter everything of a new revision."""
    entries = [
        *(_provision(revision, row) for row in revision.provisions.all()),
        *(_entry(revision, kind, row) for kind in FOUND for row in items.rows(kind, revision)),
    ]
    SearchEntry.objects.bulk_create(entries)


def index_item(revision: Revision, kind: str, row: Item) -> None:
    """Let a row be found by what it is called now."""
    unindex_item(revision, kind, row.pk)
    if kind in FOUND:
        SearchEntry.objects.bulk_create([_entry(revision, kind, row)])


def unindex_item(revision: Revision, kind: str, pk: int) -> None:
    """Let a row no longer be found."""
    SearchEntry.objects.filter(revision=revision, kind=kind, target=pk).delete()


def _provision(revision: Revision, row: Provision) -> SearchEntry:
    return _found(revision, "provision", row.pk, str(row), revision.text[row.end : row.stop])


def _entry(revision: Revision, kind: str, row: Item) -> SearchEntry:
    return _found(revision, kind, row.pk, items.name_of(kind, row), revision.text[row.start : row.end])


def _found(revision: Revision, kind: str, target: int, title: str, body: str) -> SearchEntry:
    """Found whatever breaks a word in two; shown with a blank where lines and cells end."""
    words = body.split()
    bigrams = indexed(f"{title}\n{''.join(words)}")
    return SearchEntry(revision=revision, kind=kind, target=target, title=title, body=" ".join(words), bigrams=bigrams)
