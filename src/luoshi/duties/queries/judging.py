"""How a row of a workbook that came back stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.duties.models import HandInProof
from luoshi.duties.queries.reportable import Reportable
from luoshi.duties.queries.workbook import shown_in
from luoshi.duties.rules import workbook as cells
from luoshi.duties.rules.drafts import content
from luoshi.duties.rules.handing_in import Meant, Problem
from luoshi.duties.rules.row_keys import RowKey
from luoshi.duties.rules.taking import refusals
from luoshi.duties.rules.workbook import Kept
from luoshi.papers.sheets.typed import plain

PLACE_OF = {"quantity": cells.TOTAL, "less": cells.TOTAL, "words": cells.TEXT}
"""Under which head a refusal is told."""


@dataclass(frozen=True, slots=True)
class Judge:
    """How a row stands: what it means beside what is owed and known."""

    key: RowKey
    owed: Reportable
    own: bool
    meant: Meant
    proofs: Sequence[HandInProof]
    choice: str
    day: date

    def judged(
        self, first: Kept, problems: Sequence[Problem], seen: Meant | None, *, mixed: bool, empty: bool
    ) -> tuple[str, Sequence[Problem], str]:
        """State, what is wrong, and a word why it is so."""
        if empty:
            return ("unchanged" if self.owed.is_in else "empty"), (), ""
        if problems:
            return "refused", problems, ""
        if seen is not None:
            same = seen == self.meant
            return ("unchanged", (), "again") if same else ("refused", (self._told(first, "again"),), "")
        if self._is_reported():
            return "unchanged", (), "reported"
        if self.owed.is_in:
            return "refused", (self._told(first, "already"),), ""
        if (mixed or self._has_changed()) and self.choice != "take":
            return ("unchanged", (), "kept") if self.choice == "keep" else ("conflict", (), self._why(mixed))
        return self._taken(first)

    def _taken(self, first: Kept) -> tuple[str, Sequence[Problem], str]:
        proved = {each.milestone_id for each in self.proofs} | self._shown_in_draft()
        found = list(refusals(self.owed.known(self.day), self.meant, proved))
        lacking = [what for code, what in found if code == "evidence"]
        wrong = [self._told(first, code, what) for code, what in found if code != "evidence"]
        as_draft = self._is_draft() and not self.proofs
        if wrong:
            return ("unchanged", (), "draft") if as_draft else ("refused", wrong, "")
        signs = self.own and self.owed.asked and not self.meant.unchanged
        if not lacking and not signs:
            return "ready", (), ""
        if as_draft:
            return "unchanged", (), "draft"
        if lacking and not self.own and self.owed.draft:
            return "refused", (self._told(first, "has_draft"),), ""
        return ("evidence" if lacking else "sign"), (), "、".join(lacking)

    def _told(self, first: Kept, code: str, what: str = "") -> Problem:
        return Problem(first.place(PLACE_OF.get(code, cells.TITLE)), code, what)

    def _is_reported(self) -> bool:
        report = self.owed.current
        if report is None:
            return False
        meant = self.meant
        if report.unchanged or meant.unchanged:
            return report.unchanged and meant.unchanged
        return report.quantity == meant.quantity and _alike(
            meant, (report.text, report.difficulties, report.requests), set(self.owed.claimed)
        )

    def _is_draft(self) -> bool:
        """Whether the unit's draft says the same already."""
        draft = self.owed.draft if self.own else None
        if draft is None or self.meant.unchanged:
            return False
        said = content(draft.content)
        texts = (said["text"], said["difficulties"], said["requests"])
        same = shown_in(self.owed, own=True).said["quantity"] == plain(self.meant.quantity)
        return same and _alike(self.meant, texts, {int(key) for key in said["claims"]})

    def _has_changed(self) -> bool:
        """Whether the row was filled in on another basis than what holds now."""
        if self.key.version != self.owed.version:
            return True
        draft = self.owed.draft if self.own else None
        return draft is not None and draft.version != self.key.draft and not self._is_draft()

    def _why(self, mixed: bool) -> str:
        if self.owed.is_returned:
            return "returned"
        return "changed" if mixed or self.key.version != self.owed.version else "drafted"

    def _shown_in_draft(self) -> set[int | None]:
        draft = self.owed.draft if self.own else None
        return {each.milestone_id for each in draft.files.all() if not each.signed} if draft else set()


def _alike(meant: Meant, texts: Sequence[str], claims: set[int]) -> bool:
    own = (meant.text, meant.difficulties, meant.requests)
    same = all(cells.squeezed(one) == cells.squeezed(other) for one, other in zip(own, texts, strict=True))
    return same and set(meant.claims) == claims
