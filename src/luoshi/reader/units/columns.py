"""What the columns of a table of tasks hold, told by its head of one or two rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from luoshi.reader.reading import Role
from luoshi.reader.units.labels import HEADER, kind_of

ColumnKind = Role | Literal["number", "person", "deadline", "task", "other"]

_TASK = re.compile("任务|事项|举措|措施|内容|工作|项目|行动|工程|指标|名称|要求|问题")
_ROLES: dict[ColumnKind, Role] = {"lead": "lead", "responsible": "responsible", "supporting": "supporting"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column by the words of its head; `mixed` when persons stand beside the bodies."""

    kind: ColumnKind
    words: str

    @property
    def role(self) -> Role | None:
        """The role that bodies in this column have."""
        return _ROLES.get(self.kind)

    @property
    def mixed(self) -> bool:
        """Whether the head names persons as well."""
        return self.role is not None and bool(re.search("责任人|负责人|领导|联系人", self.words))


Columns = tuple[Column, ...]


def heads(rows: Sequence[Sequence[str]]) -> dict[int, Columns]:
    """Index of every row that belongs to a head, with the columns that hold below it."""
    found: dict[int, Columns] = {}
    for index, row in enumerate(rows):
        columns = _columns(row)
        above = found.get(index - 1)
        if columns is None:
            if index + 1 < len(rows) and _is_upper(row, rows[index + 1]):
                found[index] = tuple(column or Column("other", "") for column in map(_column, row))
            continue
        if above is not None and len(above) == len(columns):
            columns = tuple(
                old if not word or word == old.words else new
                for word, old, new in zip(row, above, columns, strict=True)
            )
        found[index] = columns
    return found


def _columns(row: Sequence[str]) -> Columns | None:
    """Columns if this is a row of heads, one of them for bodies."""
    words = {word for word in row if word}
    columns = [_column(word) for word in row]
    if len(words) < 2 or any(column is None for word, column in zip(row, columns, strict=True) if word):
        return None
    if not any(column and column.role for column in columns):
        return None
    return _beside_leads(tuple(column or Column("other", "") for column in columns))


def _beside_leads(columns: Columns) -> Columns:
    """主责单位 leads where it stands alone, and answers where a column of 牵头单位 stands beside it."""
    if not any(column.kind == "lead" and "牵头" in column.words for column in columns):
        return columns
    return tuple(
        Column("responsible", column.words) if column.kind == "lead" and "牵头" not in column.words else column
        for column in columns
    )


def _is_upper(row: Sequence[str], below: Sequence[str]) -> bool:
    """Whether this is the upper row of a head: head words only, some of which the row below repeats or leaves empty."""
    if _columns(below) is None or len(row) != len(below) or len({word for word in row if word}) < 2:
        return False
    if any(word and _column(word) is None for word in row):
        return False
    return any(low in {"", high} for high, low in zip(row, below, strict=True))


def _column(words: str) -> Column | None:
    found = HEADER.fullmatch(words)
    if found is None:
        return None
    if found["number"]:
        return Column("number", words)
    kind = kind_of(found)
    if kind == "other" and _TASK.search(words):
        return Column("task", words)
    return Column(kind, words)
