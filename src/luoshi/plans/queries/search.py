"""Finding anything in the plans a person may see."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from luoshi.orgs.models import Unit
from luoshi.plans.models import MechanismMention, ProjectMention, Provision, Revision, SearchEntry, TargetMention
from luoshi.plans.rules.bigrams import asked

SNIPPET = 60
MODELS: dict[str, type[Provision] | type[TargetMention] | type[ProjectMention] | type[MechanismMention]] = {
    "provision": Provision,
    "target": TargetMention,
    "project": ProjectMention,
    "mech": MechanismMention,
}


@dataclass(frozen=True, slots=True)
class Snippet:
    """The words around what was found: before, the word itself, after."""

    before: str
    found: str
    after: str


def search(text: str, revisions: QuerySet[Revision], kind: str = "") -> QuerySet[SearchEntry]:
    """Entries that hold every word of `text`, those with it in the title first."""
    words = asked(text)
    if not any(words):
        return SearchEntry.objects.none()
    found = SearchEntry.objects.filter(revision__in=revisions, pk__in=_matching(words)).select_related("revision")
    if kind in MODELS:
        found = found.filter(kind=kind)
    in_title = Case(When(title__contains=text.strip(), then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.annotate(rank=in_title).order_by("rank", "-revision_id", "id")


def kinds_found(entries: QuerySet[SearchEntry]) -> dict[str, int]:
    """How many of each kind."""
    rows = entries.order_by().values("kind").annotate(n=Count("pk")).values_list("kind", "n")
    return dict(rows)


def units_named(text: str) -> QuerySet[Unit]:
    """Units one of whose names holds the text."""
    words = text.split()
    found = Unit.objects.all()
    for word in words:
        found = found.filter(names__printed__contains=word)
    return found.distinct() if words else found.none()


def snippet(body: str, text: str) -> Snippet:
    """The first place in `body` where the first word of `text` stands, also over the end of a line; its beginning
    when it stands in none."""
    word = (text.split() or [""])[0]
    found = re.search(" ?".join(map(re.escape, word)), body, re.IGNORECASE) if word else None
    if found is None:
        return Snippet(body[: 2 * SNIPPET], "", "")
    start, end = found.span()
    return Snippet(body[max(0, start - SNIPPET) : start], body[start:end], body[end : end + SNIPPET])


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry leads: a provision, or the whole text when it stands in none; there, the words of a mention."""

    revision_id: int
    ordinal: int | None
    kind: str
    target: int


def place_of(pk: int, revisions: QuerySet[Revision]) -> Place | None:
    """Where a search entry leads, if one may see its plan."""
    entry = SearchEntry.objects.filter(pk=pk, revision__in=revisions).first()
    if entry is None:
        return None
    model = MODELS[entry.kind]
    provision = "ordinal" if model is Provision else "provision__ordinal"
    ordinal = model.objects.filter(pk=entry.target).values_list(provision, flat=True).first()
    return Place(entry.revision_id, ordinal, entry.kind, entry.target)


def _matching(words: Iterable[list[str]]) -> RawSQL:
    tokens = [word for word in words if word]
    if connection.vendor == "postgresql":
        query = " & ".join(f"({' <-> '.join(_lexeme(token) for token in word)})" for word in tokens)
        sql = "SELECT id FROM plans_searchentry WHERE to_tsvector('simple', bigrams) @@ to_tsquery('simple', %s)"
        return RawSQL(sql, (query,))
    query = " AND ".join(_phrase(word) for word in tokens)
    return RawSQL("SELECT rowid FROM plans_searchindex WHERE plans_searchindex MATCH %s", (query,))


def _phrase(word: list[str]) -> str:
    star = "*" if word[-1].endswith("*") else ""
    text = " ".join(word).rstrip("*").replace('"', '""')
    return f'"{text}"{star}'


def _lexeme(token: str) -> str:
    quoted = token.rstrip("*").replace("'", "''")
    return f"'{quoted}'" + (":*" if token.endswith("*") else "")
