"""By when a claim is to be reached, and which words of the document say so."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from luoshi.reader.reading import DeadlineSource
from luoshi.reader.targets.claims import Claim
from luoshi.reader.targets.times import Frame, Mark, marks


@dataclass(frozen=True, slots=True)
class Due:
    """Year and source of a deadline; `over` when that time lies behind the document, `named` where a text before it
    says so."""

    year: int | None
    source: DeadlineSource
    over: bool = False
    named: int | None = None


@dataclass
class Calendar:
    """Reads deadlines sentence by sentence. What a sentence names carries on to those behind it, until `turn`."""

    narrow: str
    frame: Frame
    carried: Mark | None = None
    fixed: int | None = None
    named: list[Mark] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    settled: dict[int, Due] = field(default_factory=dict)

    def turn(self, carried: Mark | None = None, fixed: int | None = None) -> None:
        """Begin a new paragraph.

        `carried` is a time named above it that still holds, `fixed` the year that a label or a table's column
        of deadlines sets for all of it.
        """
        self.carried, self.fixed = carried, fixed

    def enter(self, start: int, end: int) -> None:
        """Begin a sentence."""
        self.named = [mark for mark in marks(self.narrow, start, end, self.frame) if mark.kind != "base"]
        self.used, self.settled = set(), {}

    def leave(self) -> None:
        """End a sentence: the last time it named holds for the next one."""
        if self.named:
            self.carried = self.named[-1]

    def due(self, claim: Claim) -> Due:
        """When a claim of the sentence entered last is due."""
        if claim.year is not None:
            return Due(claim.year, "explicit", self.frame.is_over(claim.year))
        if claim.construct not in self.settled or claim.start <= self._nearest(claim, self.named):
            self.settled[claim.construct] = self._due(claim)
        return self.settled[claim.construct]

    def _nearest(self, claim: Claim, named: Sequence[Mark]) -> int:
        at = claim.quantity.start if claim.quantity else claim.end
        return max((mark.start for mark in named if mark.start < at), default=-1)

    def _due(self, claim: Claim) -> Due:
        at = claim.quantity.start if claim.quantity else claim.end
        before = [mark for mark in self.named if mark.start < at]
        mark = before[-1] if before else next(iter(self.named), None)
        if mark is None:
            return self._inherited()
        direct = mark.start >= claim.start or mark.start not in self.used
        self.used.add(mark.start)
        source: DeadlineSource = "printed_period" if mark.kind == "period" else "explicit" if direct else "sentence"
        return Due(mark.year, source, mark.over)

    def _inherited(self) -> Due:
        if self.fixed is not None:
            return Due(self.fixed, "explicit", self.frame.is_over(self.fixed))
        if self.carried is not None:
            return Due(self.carried.year, "preceding_sentence", self.carried.over, self.carried.start)
        return Due(self.frame.last, "plan_period" if self.frame.last else "none")
