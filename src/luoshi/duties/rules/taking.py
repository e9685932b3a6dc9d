"""What stands in the way of a report, known what is known of it: the gravest first."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from luoshi.values.periods import Period


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a report that somebody wants to send.

    `owes` says whether the unit's reports make up the duty's progress, `is_open` whether its window takes it (what
    was returned late is mended all the same), `is_in` whether one is in and not returned; `last` is the last
    accepted quantity, `milestones` titles by key, `settled` those accepted.
    """

    owes: bool
    is_open: bool
    is_in: bool
    measured: str
    last: Decimal | None
    milestones: Mapping[int, str]
    settled: Set[int]


class Says(Protocol):
    """What a report says."""

    @property
    def quantity(self) -> Decimal | None:
        """Cumulative."""

    @property
    def text(self) -> str:
        """How it goes."""

    @property
    def difficulties(self) -> str:
        """What is in the way."""

    @property
    def unchanged(self) -> bool:
        """Whether it says that nothing is new."""

    @property
    def claims(self) -> Mapping[int, date]:
        """Milestones with the day each was reached."""


def refusals(known: Known, says: Says, proved: Set[int | None]) -> Iterator[tuple[str, str]]:
    """Codes (actions.reporting.NotTaken), each with what it is about; `proved` are milestones with evidence."""
    yield from _untimely(known)
    if not says.unchanged:
        if (says.quantity is None) == (known.measured == "quantity"):
            yield "quantity", ""
        if not says.text.strip():
            yield "words", ""
    fewer = says.quantity is not None and known.last is not None and says.quantity < known.last
    if fewer and not says.difficulties.strip():
        yield "less", ""
    for milestone in says.claims:
        if milestone not in known.milestones or milestone in known.settled:
            yield "unknown", ""
        elif milestone not in proved:
            yield "evidence", known.milestones[milestone]


def _untimely(known: Known) -> Iterator[tuple[str, str]]:
    """Why no report is taken from the unit now, whatever it says."""
    if not known.owes:
        yield "part", ""
    if not known.is_open:
        yield "closed", ""
    if known.is_in:
        yield "already", ""


class Runs(Protocol):
    """A term: when it begins and is due, how often it reports."""

    @property
    def begins(self) -> date:
        """Its first day."""

    @property
    def due(self) -> date:
        """Its last day."""

    @property
    def rhythm(self) -> str:
        """month, quarter or none."""


def owing(term: Runs, period: Period, closed_on: date | None) -> bool:
    """Whether a duty owes a report on a period: it has its rhythm, runs in it and was not closed by its end."""
    if term.rhythm != period.kind or term.begins > period.last_day or term.due < period.first_day:
        return False
    return closed_on is None or closed_on > period.last_day


def stages_under(unit: int, owner: int, *, office_reviews: bool) -> tuple[str, ...]:
    """Who looks at a report of a unit under a term, in order. Somebody always does: nobody accepts their own.

    >>> stages_under(7, 7, office_reviews=False), stages_under(8, 7, office_reviews=False)
    (('office',), ('lead',))
    """
    lead = ("lead",) if owner != unit else ()
    return (*lead, "office") if office_reviews or not lead else lead
