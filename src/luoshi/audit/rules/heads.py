"""Heads written down outside the database, one line a day: the day, how many events there were, the last one's hash."""

import re
from dataclasses import dataclass
from datetime import date

_LINE = re.compile(r"(\d{4}-\d\d-\d\d) (\d{1,18}) ([0-9a-f]{64})")


class BadHeads(ValueError):
    """A line that is no head; `line` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True, slots=True)
class Noted:
    """The end of the chain as it was on a day: the last event's number (0: none yet) and its hash."""

    day: date
    sequence: int
    hash: str

    def __str__(self) -> str:
        return f"{self.day.isoformat()} {self.sequence} {self.hash}"


def parsed(text: str) -> list[Noted]:
    """Every head of a file, in its order; empty lines are passed over. Raises BadHeads.

    >>> parsed("2026-06-30 15 " + "ab" * 32)[0].sequence
    15
    >>> parsed("2026-06-30 15 ab")
    Traceback (most recent call last):
    luoshi.audit.rules.heads.BadHeads: 1
    """
    lines = enumerate(text.splitlines(), 1)
    return [_parsed(number, line.strip()) for number, line in lines if line.strip()]


def _parsed(number: int, line: str) -> Noted:
    found = _LINE.fullmatch(line)
    if found is None:
        raise BadHeads(number)
    try:
        return Noted(date.fromisoformat(found[1]), int(found[2]), found[3])
    except ValueError as wrong:
        raise BadHeads(number) from wrong
