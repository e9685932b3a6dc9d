"""A workbook beside what is there: which rows become reports, which wait for something, which cannot be taken."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from luoshi.duties.models import Draft, DraftFile, HandInFile, HandInProof
from luoshi.duties.queries.judging import Judge
from luoshi.duties.queries.reportable import Reportable
from luoshi.duties.queries.workbook import Shown, among, secret, shown_in
from luoshi.duties.rules import workbook as cells
from luoshi.duties.rules.drafts import Content, content
from luoshi.duties.rules.handing_in import Meant, Problem, Typed, meant_by
from luoshi.duties.rules.row_keys import NotAKey, RowKey, read_key
from luoshi.orgs.models import Account
from luoshi.orgs.queries import permissions
from luoshi.papers.sheets.typed import plain
from luoshi.values.periods import NotAPeriod, Period
from luoshi.web.clock import day_of

STATES = ("refused", "conflict", "evidence", "sign", "ready", "unchanged", "empty")
"""How a row stands: it cannot be taken; somebody changed it meanwhile; it becomes a draft that waits for evidence,
or for signatures inside the unit; it becomes a report; it says nothing new; it says nothing."""
TAKEN = ("ready", "evidence", "sign")

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
        if raw.key is None or raw.problems or not allowed or owed is None:
            code = "no_key" if raw.key is None else "other_unit" if not allowed else "gone"
            problems = raw.problems or [Problem(raw.first.place(cells.KEY), code)]
            place = raw.first.place(cells.TITLE)
            return Line(source=file.pk, title=title, unit_name="", of=of, place=place, problems=tuple(problems))
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
        line = Judge(key, owed, own, meant, proofs, choice, self._day)
        mixed = _is_mixed(raw.first, owed)
        if mixed and key.version == owed.version:
            problems = [Problem(raw.first.place(cells.TITLE), "mixed", owed.duty.title)]
        state, found, note = line.judged(raw.first, problems, self._seen.get(of), mixed=mixed, empty=raw.row.is_empty)
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
