"""The migration operation that puts a table under witness, and the guard that makes a table append-only.

The trigger copies the change that is open in `audit_head` into the witness row. Outside an action none is open,
so that a row changed by hand leaves a witness without a change, which `luoshi audit verify` reports for ever.
"""

from collections.abc import Callable
from typing import ClassVar

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_OPERATIONS = {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}
_INSERT = (
    'INSERT INTO audit_witness ("table", "row", operation, change) '
    "SELECT '{table}', CAST({row}.{key} AS varchar(80)), '{operation}', change FROM audit_head"
)


def _witness_sqlite(table: str, key: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_witness_{operation.lower()} AFTER {operation} ON {table} BEGIN "
        f"{_INSERT.format(table=table, row=row, key=key, operation=operation)}; END"
        for operation, row in _OPERATIONS.items()
    ]


def _witness_postgresql(table: str, key: str) -> list[str]:
    statements = []
    for operation, row in _OPERATIONS.items():
        name = f"{table}_witness_{operation.lower()}"
        insert = _INSERT.format(table=table, row=row, key=key, operation=operation)
        statements += [
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {insert}; RETURN NULL; END $$",
            f"CREATE TRIGGER {name} AFTER {operation} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
        ]
    return statements


def _guard_sqlite(table: str, _key: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_guard_{operation.lower()} BEFORE {operation} ON {table} BEGIN "
        f"SELECT RAISE(ABORT, '{table} is append-only'); END"
        for operation in ("UPDATE", "DELETE")
    ]


def _guard_postgresql(table: str, _key: str) -> list[str]:
    refuse = f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    each = f"FOR EACH ROW EXECUTE FUNCTION {table}_guard()"
    return [
        f"CREATE FUNCTION {table}_guard() RETURNS trigger LANGUAGE plpgsql AS {refuse}",
        f"CREATE TRIGGER {table}_guard BEFORE UPDATE OR DELETE ON {table} {each}",
    ]


class _Triggers(Operation):
    """Runs the statements that fit the database's vendor; triggers go with their table."""

    reduces_to_sql = True
    reversible = True
    statements: ClassVar[dict[str, Callable[[str, str], list[str]]]]

    def __init__(self, table: str, key: str = "id") -> None:
        self.table, self.key = table, key

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models do not change."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Make the triggers."""
        for statement in self.statements[schema_editor.connection.vendor](self.table, self.key):
            schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Nothing to undo: dropping the table drops its triggers."""

    def describe(self) -> str:
        """What `migrate` prints."""
        return f"{type(self).__name__} on {self.table}"


class WitnessTable(_Triggers):
    """Every insert, update and delete on the table leaves a witness row."""

    statements: ClassVar = {"sqlite": _witness_sqlite, "postgresql": _witness_postgresql}


class AppendOnly(_Triggers):
    """The table refuses every update and delete."""

    statements: ClassVar = {"sqlite": _guard_sqlite, "postgresql": _guard_postgresql}
