"""The migration operation that puts a table under witness, and the guard that makes a table append-only.

The trigger copies the change that is open in `audit_head` into the witness row. Outside an action none is open,
so that a row changed by hand leaves a witness without a change, which `luoshi audit verify` reports for ever.
`luoshi audit verify` compares the database's triggers with those that the migrations name here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_BITS = {"BEFORE": 2, "INSERT": 4, "DELETE": 8, "UPDATE": 16}
"""How PostgreSQL's pg_trigger says when a trigger fires; 1 is FOR EACH ROW."""

_INSERT = (
    'INSERT INTO audit_witness ("table", "row", operation, change) '
    "VALUES ('{table}', CAST({row}.{key} AS varchar(80)), '{operation}', "
    "COALESCE((SELECT MAX(change) FROM audit_head), ''));"
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger of one operation on a table, and what it does, in words that both databases know."""

    name: str
    table: str
    moment: str
    operation: str
    body: str

    @property
    def sqlite(self) -> str:
        """The statement that makes it, as sqlite_master keeps it."""
        fires = f"{self.name} {self.moment} {self.operation} ON {self.table}"
        return f"CREATE TRIGGER {fires} BEGIN {self._body('sqlite')} END"

    @property
    def function(self) -> str:
        """The body of its PL/pgSQL function, as pg_proc keeps it."""
        return f" BEGIN {self._body('postgresql')} RETURN NULL; END "

    @property
    def bits(self) -> int:
        """pg_trigger.tgtype."""
        return 1 + _BITS.get(self.moment, 0) + _BITS[self.operation]

    def statements(self, vendor: str) -> list[str]:
        """What makes it, again if need be: SQLite loses triggers when a migration makes their table anew."""
        if vendor == "sqlite":
            return [f"DROP TRIGGER IF EXISTS {self.name}", self.sqlite]
        on = f"{self.moment} {self.operation} ON {self.table} FOR EACH ROW EXECUTE FUNCTION {self.name}()"
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $${self.function}$$",
            f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}",
            f"CREATE TRIGGER {self.name} {on}",
        ]

    def _body(self, vendor: str) -> str:
        refusal = f"'{self.table} is append-only'"
        refuse = {
            "sqlite": f"SELECT RAISE(ABORT, {refusal});",
            "postgresql": f"RAISE EXCEPTION {refusal};",
        }
        return self.body or refuse[vendor]


class Triggers(Operation):
    """Makes triggers; they go with their table."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, table: str, key: str = "id") -> None:
        self.table, self.key = table, key

    def triggers(self) -> Iterator[Trigger]:
        """The triggers that stand on the table once this has run."""
        raise NotImplementedError

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models do not change."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Make the triggers."""
        for trigger in self.triggers():
            for statement in trigger.statements(schema_editor.connection.vendor):
                schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Nothing to undo: dropping the table drops its triggers."""

    def describe(self) -> str:
        """What `migrate` prints."""
        return f"{type(self).__name__} on {self.table}"

    def _seen(self, operation: str) -> Trigger:
        row = "OLD" if operation == "DELETE" else "NEW"
        insert = _INSERT.format(table=self.table, row=row, key=self.key, operation=operation)
        return Trigger(f"{self.table}_witness_{operation.lower()}", self.table, "AFTER", operation, insert)

    def _refused(self, operation: str) -> Trigger:
        return Trigger(f"{self.table}_guard_{operation.lower()}", self.table, "BEFORE", operation, "")


class WitnessTable(Triggers):
    """Every insert, update and delete on the table leaves a witness row."""

    def triggers(self) -> Iterator[Trigger]:
        """One for each operation."""
        return map(self._seen, ("INSERT", "UPDATE", "DELETE"))


class AppendOnly(Triggers):
    """The table refuses every update and delete, and every insert leaves a witness row."""

    def triggers(self) -> Iterator[Trigger]:
        """Two that refuse, one that sees."""
        yield from map(self._refused, ("UPDATE", "DELETE"))
        yield self._seen("INSERT")


class Record(Triggers):
    """A table of the record itself: it refuses every update and delete, and its hashes are its witness."""

    def triggers(self) -> Iterator[Trigger]:
        """Two that refuse."""
        return map(self._refused, ("UPDATE", "DELETE"))
