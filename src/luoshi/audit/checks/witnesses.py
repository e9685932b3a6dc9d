"""Whether witness rows, events and accountable rows agree."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from django.db import connection
from django.db.models import Exists, OuterRef

from luoshi.audit.checks.guards import operations
from luoshi.audit.models import Event, Witness
from luoshi.audit.rules import chain
from luoshi.audit.rules.breaks import Break
from luoshi.audit.witness import AppendOnly, WitnessTable

_Rows = list[tuple[str, str, str]]
_AT_ONCE = 100
_CODE_POINTS = {"sqlite": "BINARY", "postgresql": '"C"'}


def of_changes(changes: Sequence[str]) -> dict[str, _Rows]:
    """The witness rows of these changes (table, row, operation), in the order they were written.

    A hundred changes at a time: of more a database that knows of changes with thousands of rows reads the whole table.
    """
    found: dict[str, _Rows] = {change: [] for change in changes}
    for start in range(0, len(changes), _AT_ONCE):
        some = Witness.objects.filter(change__in=changes[start : start + _AT_ONCE]).order_by("change", "id")
        for change, *row in some.values_list("change", "table", "row", "operation").iterator(chunk_size=2000):
            found[change].append((row[0], row[1], row[2]))
    return found


def fit(event: Event, said: object, rows: _Rows) -> Break | None:
    """Whether an event's witness rows are those it was signed with; `said` is what its content says of them."""
    found = chain.witnessed(event.algorithm, rows)
    if said == found:
        return None
    counted = said.get("rows") if isinstance(said, dict) else None
    return Break(
        f"#{event.sequence}",
        f"见证与记录不符：签署时 {counted} 行，现在 {found['rows']} 行，见证或数据被动过",
        f"its witness rows are not those it was signed with ({counted} then, {found['rows']} now)",
    )


def unexplained() -> Iterator[Break]:
    """Rows that changed without an event."""
    explained = Event.objects.filter(change=OuterRef("change"))
    for witness in Witness.objects.exclude(Exists(explained)).order_by("id").iterator():
        place = f"{witness.table}:{witness.row}"
        yield Break(place, f"有一次 {witness.operation} 没有对应的记录", f"{witness.operation} without an event")


def unaccounted() -> Iterator[Break]:
    """Rows that came or went while nobody was watching: what stands in a table differs from what was witnessed."""
    keys = {each.table: each.key for each in operations() if isinstance(each, (WitnessTable, AppendOnly))}
    witnessed = groupby(_witnessed(), key=lambda found: found[0])
    expected = next(witnessed, None)
    for table in sorted(keys):
        rows: Iterator[str] = iter(())
        if expected and expected[0] == table:
            rows = (row for _, row in expected[1])
        yield from _differences(table, rows, _standing(table, keys[table]))
        if expected and expected[0] == table:
            expected = next(witnessed, None)


def _witnessed() -> Iterator[tuple[str, str]]:
    """Table and key of every row that was inserted and not deleted, in the order of their code points."""
    collate = _CODE_POINTS[connection.vendor]
    balance = "SUM(CASE operation WHEN 'INSERT' THEN 1 WHEN 'DELETE' THEN -1 ELSE 0 END)"
    statement = (
        f'SELECT "table" COLLATE {collate}, "row" COLLATE {collate} FROM audit_witness '  # noqa: S608
        f"GROUP BY 1, 2 HAVING {balance} > 0 ORDER BY 1, 2"
    )
    return ((table, row) for table, row in _streamed(statement))


def _standing(table: str, key: str) -> Iterator[str]:
    """Keys of the table's rows as its triggers write them, in the order of their code points."""
    spelt = f"CAST({key} AS varchar(80)) COLLATE {_CODE_POINTS[connection.vendor]}"
    for (row,) in _streamed(f"SELECT {spelt} FROM {table} ORDER BY 1"):  # noqa: S608
        yield row


def _streamed(statement: str) -> Iterator[tuple[str, ...]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement)
        while rows := cursor.fetchmany(2000):
            yield from rows


def _differences(table: str, witnessed: Iterator[str], standing: Iterator[str]) -> Iterator[Break]:
    """Walk two sorted lists side by side."""
    due, there = next(witnessed, None), next(standing, None)
    while due is not None or there is not None:
        if there is None or (due is not None and due < there):
            yield Break(f"{table}:{due}", "这一行不见了，没有删除它的见证", "the row is gone, and nothing saw it go")
            due = next(witnessed, None)
        elif due is None or there < due:
            yield Break(f"{table}:{there}", "这一行没有录入的见证", "the row is there, and nothing saw it come")
            there = next(standing, None)
        else:
            due, there = next(witnessed, None), next(standing, None)
