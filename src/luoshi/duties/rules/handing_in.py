"""What a row of a workbook means, and in which cell something is wrong."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from luoshi.duties.rules import workbook as cells
from luoshi.papers.sheets import typed
from luoshi.papers.sheets.typed import Unreadable

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong: where (台账 F5), a code of `words.HAND_IN` or of `words.NOT_TAKEN`, and what it is about."""

    place: str
    code: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a row is read against: the duty's unit of measure, the last accepted quantity, its milestones (title,
    whether accepted), the day the workbook came and today."""

    unit: str
    last: Decimal | None
    steps: Mapping[int, tuple[str, bool]]
    came: date
    today: date


@dataclass(frozen=True, slots=True)
class Meant:
    """What a workbook says of one duty, as a report says it."""

    quantity: Decimal | None = None
    text: str = ""
    difficulties: str = ""
    requests: str = ""
    unchanged: bool = False
    claims: Mapping[int, date] = field(default_factory=dict)


def meant_by(row: cells.Row, basis: Typed) -> tuple[Meant, list[Problem]]:
    """What the rows of one duty mean, and everything that is wrong with their cells."""
    return _Reading(row, basis).meant()


class _Reading:
    def __init__(self, row: cells.Row, basis: Typed) -> None:
        self._row, self._basis = row, basis
        self._problems: list[Problem] = []

    def meant(self) -> tuple[Meant, list[Problem]]:
        kept = self._row.kept
        claims = list(self._claims())
        if kept is None:
            return self._whole(None, "", "", "", claims), self._problems
        for head in (cells.TEXT, cells.DIFFICULTIES, cells.REQUESTS):
            if len(kept.text(head)) > cells.LONGEST:
                self._wrong(kept, head, "long", str(cells.LONGEST))
        unit = self._basis.unit
        quantity = self._read(kept, cells.TOTAL, lambda said: cells.amount(said, unit), None)
        own, difficulties, requests = (kept.text(head) for head in (cells.TEXT, cells.DIFFICULTIES, cells.REQUESTS))
        if self._read(kept, cells.UNCHANGED, cells.is_unchanged, False):
            if own or difficulties or requests or claims or quantity not in {None, self._basis.last}:
                self._wrong(kept, cells.UNCHANGED, "both")
            return Meant(unchanged=True), self._problems
        return self._whole(quantity, own, difficulties, requests, claims), self._problems

    def _whole(
        self,
        quantity: Decimal | None,
        own: str,
        difficulties: str,
        requests: str,
        claims: list[tuple[int, date, str]],
    ) -> Meant:
        said = ((self._basis.steps[key][0], on, words) for key, on, words in claims)
        text = cells.told_text(own, said)
        return Meant(quantity, text, difficulties, requests, False, {key: on for key, on, _ in claims})

    def _claims(self) -> Iterator[tuple[int, date, str]]:
        """Milestones that are said to be done and are not accepted yet: key, day, what shows it."""
        for key, step in self._row.steps.items():
            if not cells.is_claimed(step):
                continue
            title, accepted = self._basis.steps.get(key, ("", False))
            if not title:
                self._wrong(step, cells.STEP, "no_step", step.text(cells.STEP))
            elif not accepted:
                on = self._read(step, cells.REACHED, typed.day, None) or min(self._basis.came, self._basis.today)
                if on > self._basis.today:
                    self._wrong(step, cells.REACHED, "future", on.isoformat())
                yield key, on, step.text(cells.SHOWN)

    def _read(self, kept: cells.Kept, head: str, reader: Callable[[str], Read], default: Read) -> Read:
        try:
            return reader(kept.text(head))
        except Unreadable as wrong:
            self._wrong(kept, head, wrong.code, wrong.what)
            return default

    def _wrong(self, kept: cells.Kept, head: str, code: str, what: str = "") -> None:
        self._problems.append(Problem(kept.place(head), code, what[:80]))
