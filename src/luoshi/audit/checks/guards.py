"""Whether the database has the triggers that the migrations made, each as they made it."""

from collections.abc import Mapping

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from luoshi.audit.rules.breaks import Break
from luoshi.audit.witness import Trigger, Triggers

_CATALOGUE = {
    "sqlite": "SELECT name, tbl_name, 0, 'O', sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": """
        SELECT trigger.tgname, class.relname, trigger.tgtype, trigger.tgenabled, function.prosrc
        FROM pg_trigger AS trigger
        JOIN pg_class AS class ON class.oid = trigger.tgrelid
        JOIN pg_proc AS function ON function.oid = trigger.tgfoid
        WHERE NOT trigger.tgisinternal AND trigger.tgqual IS NULL
            AND class.relnamespace = current_schema()::regnamespace
    """,
}
"""Trigger, table, when it fires, whether it is enabled, what it does."""

_Stands = tuple[str, int, str, str]


def operations() -> list[Triggers]:
    """What every migration says of triggers, in no order that matters: a name stands for one trigger."""
    migrations = MigrationLoader(None).disk_migrations.values()
    found = (operation for migration in migrations for operation in migration.operations)
    return [operation for operation in found if isinstance(operation, Triggers)]


def unguarded() -> Break | None:
    """The first trigger that is missing, switched off or another one."""
    due = {trigger.name: trigger for operation in operations() for trigger in operation.triggers()}
    standing = _standing()
    wrong = sorted(name for name, trigger in due.items() if standing.get(name) != _due(trigger))
    return _broken(due[wrong[0]], standing) if wrong else None


def _due(trigger: Trigger) -> _Stands:
    if connection.vendor == "sqlite":
        return trigger.table, 0, "O", trigger.sqlite
    return trigger.table, trigger.bits, "O", trigger.function


def _standing() -> dict[str, _Stands]:
    with connection.cursor() as cursor:
        cursor.execute(_CATALOGUE[connection.vendor])
        return {name: (table, bits, _text(enabled), body) for name, table, bits, enabled, body in cursor.fetchall()}


def _text(value: str | bytes) -> str:
    """PostgreSQL's "char" comes as bytes from some drivers."""
    return value.decode() if isinstance(value, bytes) else value


def _broken(trigger: Trigger, standing: Mapping[str, _Stands]) -> Break:
    if trigger.name in standing:
        return Break(
            trigger.table,
            f"触发器 {trigger.name} 被换过或停用，直接改库不会留下痕迹",
            f"trigger {trigger.name} was replaced or switched off: changes by hand leave no trace",
        )
    return Break(
        trigger.table,
        f"缺少触发器 {trigger.name}，直接改库不会留下痕迹（刚升级的请先运行 luoshi migrate）",
        f"trigger {trigger.name} is missing: changes by hand leave no trace (after an upgrade, luoshi migrate first)",
    )
