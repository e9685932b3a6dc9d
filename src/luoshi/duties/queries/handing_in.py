"""A workbook beside what is there: which rows become reports, which wait for something, which cannot be taken."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from luoshi.duties.models import Draft, DraftFile, HandInFile, HandInProof
from luoshi.duties.queries.reportable import Reportable
from luoshi.duties.queries.workbook import Shown, among, secret, shown_in
from luoshi.duties.rules import workbook as cells
from luoshi.duties.rules.drafts import Content, content
from luoshi.duties.rules.handing_in import Meant, Problem, Typed, meant_by
from luoshi.duties.rules.row_keys import NotAKey, RowKey, read_key
from luoshi.duties.rules.taking import refusals
from luoshi.orgs.models import Account
from luoshi.orgs.queries import permissions
from luoshi.papers.sheets.typed import plain
from luoshi.values.periods import NotAPeriod, Period
from luoshi.web.clock import day_of

STATES = ("refused", "conflict", "evidence", "sign", "ready", "unchanged", "empty")
"""How a row stands: it cannot be taken; somebody changed it meanwhile; it becomes a draft that waits for evidence, or
for signatures inside the unit; it becomes a report; it says nothing new; it says nothing. Those to look at come first."""
TAKEN = ("ready", "evidence", "sign")
PLACE_OF = {"quantity": cells.TOTAL, "less": cells.TOTAL, "words": cells.TEXT}
"""Under which head a refusal is told."""

RowOf = tuple[str, int, int]
"""Period, unit and duty."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a workbook says of one duty: how it stands, what it means, and what is there now."""

    source: int
    title: str
    unit_name: str
    state: str = "refused"
    of: RowOf | None = None
    place: str = ""
    owed: Reportable | None = None
    own: bool = False
    meant: Meant | None = None
    problems: tuple[Problem, ...] = ()
    now: Shown | None = None
    proofs: tuple[HandInProof, ...] = ()
    note: str = ""
    choice: str = ""

    @property
    def mark(self) -> str:
        """What names the line in a form."""
        return "-".join(map(str, self.of)) if self.of else ""

    @property
    def draft(self) -> Draft | None:
        """The unit's draft, for the unit alone."""
        return self.owed.draft if self.owed and self.own else None

    @property
    def content(self) -> Content:
        """What a draft would hold."""
        meant = self.meant
        if meant is None:
            return content({})
        claims = {str(key): on.isoformat() for key, on in meant.claims.items()}
        said = {"text": meant.text, "difficulties": meant.difficulties, "requests": meant.requests}
        return content(said | {"quantity": plain(meant.quantity), "claims": claims})

    @property
    def claimed(self) -> list[tuple[int, str, date, list[str]]]:
        """Milestones it claims: key, title, day, and the names of files that show it."""
        if self.meant is None or self.owed is None:
            return []
        titles = {step.key: step.title for step in self.owed.steps}
        files: dict[int | None, list[str]] = {}
        shown = [(each.milestone_id, each.name) for each in self.proofs]
        for key, name in [*shown, *((each.milestone_id, each.name) for each in self.kept_files)]:
            files.setdefault(key, []).append(name)
        return [(key, titles[key], on, files.get(key, [])) for key, on in self.meant.claims.items()]

    @property
    def kept_files(self) -> list[DraftFile]:
        """Files of the unit's draft, which go with its report."""
        return [each for each in self.draft.files.all() if not each.signed] if self.draft else []

    @property
    def differences(self) -> list[tuple[str, str, str]]:
        """(head, now, in the workbook) where they differ."""
        if self.meant is None or self.owed is None:
            return []
        now, then = self.now or Shown(content({})), self.content
        before = now.said["quantity"] or plain(self.owed.last)
        pairs = [(cells.TOTAL, before, then["quantity"])]
        pairs += [(cells.TEXT, now.said["text"], then["text"])]
        pairs += [(cells.DIFFICULTIES, now.said["difficulties"], then["difficulties"])]
        pairs += [(cells.REQUESTS, now.said["requests"], then["requests"])]
        word = cells.UNCHANGED_WORD
        pairs += [(word, word if now.unchanged else "", word if self.meant.unchanged else "")]
        return [(head, one, other) for head, one, other in pairs if cells.squeezed(one) != cells.squeezed(other)]


def lines_of(files: Sequence[HandInFile], account: Account, day: date) -> dict[int, list[Line]]:
    """The lines of each file, in the order of its rows; the statements do not grow with files and rows."""
    return _Reader(files, account, day).lines()


@dataclass(slots=True)
class _Raw:
    """The rows of one duty, as found, and what is wrong with their keys."""

    row: cells.Row = field(default_factory=cells.Row)
    key: RowKey | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def first(self) -> cells.Kept:
        """Where it is told."""
        return self.row.kept or next(iter(self.row.steps.values()))


class _Reader:
    def __init__(self, files: Sequence[HandInFile], account: Account, day: date) -> None:
        held = permissions(account, day)
        self._unit = account.unit_id if "duties.report" in held else None
        self._office, self._day, self._files = "duties.report_for" in held, day, files
        self._raw = {file.pk: list(_raw(file)) for file in files}
        self._owed = self._reportables()
        self._proofs: dict[tuple[int, int], list[HandInProof]] = {}
        for each in HandInProof.objects.filter(source__in=files).select_related("milestone", "file"):
            self._proofs.setdefault((each.source_id, each.milestone.duty_id), []).append(each)
        self._seen: dict[RowOf, Meant] = {}

    def lines(self) -> dict[int, list[Line]]:
        return {file.pk: [self._line(file, each) for each in self._raw[file.pk]] for file in self._files}

    def _reportables(self) -> dict[RowOf, Reportable]:
        wanted: dict[str, set[int]] = {}
        for raw in self._raw.values():
            for key in (each.key for each in raw if each.key):
                wanted.setdefault(key.period, set()).add(key.duty)
        found: dict[RowOf, Reportable] = {}
        for code, duties in wanted.items():
            try:
                period = Period.parse(code)
            except NotAPeriod:
                continue
            found |= {(code, *pair): each for pair, each in among(duties, period, self._day).items()}
        return found

    def _line(self, file: HandInFile, raw: _Raw) -> Line:
        of = (raw.key.period, raw.key.unit, raw.key.duty) if raw.key else None
        owed, title = self._owed.get(of) if of else None, _title(raw.first)
        allowed = self._may(raw.key)
        line = {"source": file.pk, "title": title, "unit_name": "", "of": of, "place": raw.first.place(cells.TITLE)}
        if raw.key is None or raw.problems or not allowed or owed is None:
            code = "no_key" if raw.key is None else "other_unit" if not allowed else "gone"
            problems = raw.problems or [Problem(raw.first.place(cells.KEY), code)]
            return Line(**line, problems=tuple(problems))  # type: ignore[arg-type]
        return self._judged(file, raw, raw.key, owed)

    def _may(self, key: RowKey | None) -> bool:
        return key is not None and (self._office or key.unit == self._unit)

    def _judged(self, file: HandInFile, raw: _Raw, key: RowKey, owed: Reportable) -> Line:
        own, of = key.unit == self._unit, (key.period, key.unit, key.duty)
        steps = {step.key: (step.title, step.accepted_on is not None) for step in owed.steps}
        basis = Typed(owed.term.unit, owed.last, steps, day_of(file.handin.at), self._day)
        meant, problems = meant_by(raw.row, basis)
        choice = str(file.choices.get("-".join(map(str, of)), ""))
        proofs = tuple(each for each in self._proofs.get((file.pk, key.duty), []) if each.unit == key.unit)
        line = _Judge(key, owed, own, meant, proofs, choice, self._day)
        mixed = _is_mixed(raw.first, owed)
        if mixed and key.version == owed.version:
            problems = [Problem(raw.first.place(cells.TITLE), "mixed", owed.duty.title)]
        state, found, note = line.judged(raw, problems, self._seen.get(of), mixed=mixed)
        if state not in {"empty", "refused"}:
            self._seen.setdefault(of, meant)
        return Line(
            source=file.pk,
            title=owed.duty.title,
            unit_name=owed.unit.name,
            state=state,
            of=of,
            place=raw.first.place(cells.TITLE),
            owed=owed,
            own=own,
            meant=meant,
            problems=tuple(found),
            now=shown_in(owed, own=own),
            proofs=proofs,
            note=note,
            choice=choice,
        )


@dataclass(frozen=True, slots=True)
class _Judge:
    key: RowKey
    owed: Reportable
    own: bool
    meant: Meant
    proofs: Sequence[HandInProof]
    choice: str
    day: date

    def judged(
        self, raw: _Raw, problems: Sequence[Problem], seen: Meant | None, *, mixed: bool
    ) -> tuple[str, Sequence[Problem], str]:
        """State, what is wrong, and a word why it is so."""
        if raw.row.is_empty:
            return ("unchanged" if self.owed.is_in else "empty"), (), ""
        if problems:
            return "refused", problems, ""
        if seen is not None:
            same = seen == self.meant
            return ("unchanged", (), "again") if same else ("refused", (self._told(raw, "again"),), "")
        if self._is_reported():
            return "unchanged", (), "reported"
        if self.owed.is_in:
            return "refused", (self._told(raw, "already"),), ""
        if (mixed or self._has_changed()) and self.choice != "take":
            return ("unchanged", (), "kept") if self.choice == "keep" else ("conflict", (), self._why(mixed))
        return self._taken(raw)

    def _taken(self, raw: _Raw) -> tuple[str, Sequence[Problem], str]:
        proved = {each.milestone_id for each in self.proofs} | self._shown_in_draft()
        found = list(refusals(self.owed.known(self.day), self.meant, proved))
        lacking = [what for code, what in found if code == "evidence"]
        wrong = [self._told(raw, code, what) for code, what in found if code != "evidence"]
        as_draft = self._is_draft() and not self.proofs
        if wrong:
            return ("unchanged", (), "draft") if as_draft else ("refused", wrong, "")
        signs = self.own and self.owed.asked and not self.meant.unchanged
        if not lacking and not signs:
            return "ready", (), ""
        if as_draft:
            return "unchanged", (), "draft"
        if lacking and not self.own and self.owed.draft:
            return "refused", (self._told(raw, "has_draft"),), ""
        return ("evidence" if lacking else "sign"), (), "、".join(lacking)

    def _told(self, raw: _Raw, code: str, what: str = "") -> Problem:
        return Problem(raw.first.place(PLACE_OF.get(code, cells.TITLE)), code, what)

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


def _title(kept: cells.Kept) -> str:
    return kept.text(cells.TITLE).partition("\n")[0].strip()


def _is_mixed(kept: cells.Kept, owed: Reportable) -> bool:
    """Whether the row names another duty than its key: somebody sorted without the hidden columns."""
    title = cells.squeezed(kept.text(cells.TITLE))
    return bool(title) and not title.startswith(cells.squeezed(owed.duty.title))


def _raw(file: HandInFile) -> Iterator[_Raw]:
    """Rows of the file, those of one duty together; a row without a key stands alone."""
    found: dict[RowOf, _Raw] = {}
    for kept in (cells.Kept(*each) for each in file.rows):
        try:
            key = read_key(kept.cells.get(cells.KEY, ""), secret())
        except NotAKey as wrong:
            bare = not kept.text(cells.KEY)
            problem = Problem(kept.place(cells.KEY), "no_key" if bare else wrong.code)
            yield _Raw(cells.Row(kept), None, [problem])
            continue
        _put(found.setdefault((key.period, key.unit, key.duty), _Raw(key=key)), key, kept)
    yield from found.values()


def _put(raw: _Raw, key: RowKey, kept: cells.Kept) -> None:
    known: Mapping[int, cells.Kept] = raw.row.steps
    if key.milestone and key.milestone not in known:
        raw.row.steps[key.milestone] = kept
    elif not key.milestone and raw.row.kept is None:
        raw.row.kept = kept
        raw.key = key
    else:
        raw.problems.append(Problem(kept.place(cells.TITLE), "again", _title(kept)))
