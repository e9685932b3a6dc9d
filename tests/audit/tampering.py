"""Somebody with the database's own tools, and what they had to change."""

from django.db import connection

from luoshi.audit.actions import change
from luoshi.audit.models import Event, Head
from luoshi.audit.rules import chain
from luoshi.orgs.models import Unit
from tests.cast import AT


def make(name: str) -> None:
    """A unit, entered by a recorded change."""
    with change(action="test.made", subject="unit", by="test", at=AT) as made:
        made.subject_id = str(Unit.objects.create(name=name, full_name=name).pk)
        made.after = {"name": name}


def execute(*statements: str) -> None:
    """Raw SQL, with all triggers where they are."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def by_hand(*statements: str) -> None:
    """Raw SQL as somebody writes it who leaves no trace: triggers off, change, triggers on again."""
    if connection.vendor == "postgresql":
        execute(
            "SET LOCAL session_replication_role = replica", *statements, "SET LOCAL session_replication_role = origin"
        )
        return
    triggers = standing_triggers()
    execute(*(f"DROP TRIGGER {name}" for name in triggers), *statements, *triggers.values())


def standing_triggers() -> dict[str, str]:
    """SQLite's triggers and what makes them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return dict(cursor.fetchall())


def rewrite_history() -> None:
    """Make every hash fit again after what was done to the events, as somebody who knows our code can."""
    previous = chain.GENESIS
    for event in Event.objects.order_by("sequence"):
        digest = chain.digest(event.algorithm, previous, chain.sealed(event))
        by_hand(f"UPDATE audit_event SET previous = '{previous}', hash = '{digest}' WHERE sequence = {event.sequence}")
        previous = digest
    Head.objects.update(hash=previous, sequence=Event.objects.count())
