"""Which lines of a plan go on in the rows of a new reading."""

from bisect import bisect_right
from collections.abc import Sequence

from luoshi.plans.actions.entering import Matches
from luoshi.plans.queries.comparing import Compared
from luoshi.plans.rules.kinds import LINES
from luoshi.plans.rules.matching import match
from luoshi.plans.rules.rows import Row, Rows, own_words, squeezed
from luoshi.reader.reading import Heading, Measure, Reading


def join(reading: Reading, before: Compared) -> Matches:
    """The line that each row read goes on with, None for a new one."""
    old_of = match(before.rows, rows_read(reading))
    lines = {kind: [row.line_id for row in before.found[kind]] for kind in LINES}
    return {kind: [None if at is None else lines[kind][at] for at in old_of[kind]] for kind in LINES}


def rows_read(reading: Reading) -> Rows:
    """A reading as rules compare it."""
    homes, text = _Homes(reading.outline), reading.text

    def mention(name: str, start: int, end: int) -> Row:
        return Row(name, squeezed(text[start:end]), homes.of(start))

    return {
        "provision": _provisions(reading),
        "measure": [_measure(reading, homes, row) for row in reading.measures],
        "target": [mention(row.indicator, row.start, row.end) for row in reading.targets],
        "project": [mention(row.name, row.start, row.end) for row in reading.projects],
        "mech": [mention(row.name, row.start, row.end) for row in reading.mechanisms],
    }


class _Homes:
    def __init__(self, outline: Sequence[Heading]) -> None:
        self._starts = [heading.start for heading in outline]

    def of(self, place: int) -> int | None:
        """The index of the provision a place stands in."""
        at = bisect_right(self._starts, place) - 1
        return at if at >= 0 else None


def _provisions(reading: Reading) -> list[Row]:
    rows, open_rows = [], list[int]()
    for at, heading in enumerate(reading.outline):
        while open_rows and reading.outline[open_rows[-1]].level >= heading.level:
            open_rows.pop()
        stop = reading.outline[at + 1].start if at + 1 < len(reading.outline) else len(reading.text)
        home = open_rows[-1] if open_rows else None
        rows.append(Row((heading.title or "")[:300], own_words(reading.text, heading.end, stop), home))
        open_rows.append(at)
    return rows


def _measure(reading: Reading, homes: _Homes, row: Measure) -> Row:
    home = homes.of(row.start)
    heads = home is not None and reading.outline[home].start == row.start
    number = reading.outline[home].number if home is not None and heads else ""
    words = own_words(reading.text, row.start, row.end, number)
    return Row((row.title or words[:60])[:300], words, home)
