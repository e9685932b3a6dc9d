"""Tables pasted as text: with tabs or bars between cells, or one cell per line below its head."""

from luoshi.reader.source import Table
from luoshi.reader.tables.loose import loose_tables
from luoshi.reader.tables.separated import separated_tables

__all__ = ["find_tables"]


def find_tables(text: str) -> tuple[Table, ...]:
    """Every table in a plain text, in order, none overlapping; offsets are into `text`. Never raises."""
    found: list[Table] = []
    for table in sorted([*separated_tables(text), *loose_tables(text)], key=lambda table: table.start):
        if not found or found[-1].end <= table.start:
            found.append(table)
    return tuple(found)
