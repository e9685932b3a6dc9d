"""The rows of a workbook as tasks: what each means, and in which cell something is wrong."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from luoshi.delivery.queries.contents import Content
from luoshi.delivery.queries.units import Choices, choices_at
from luoshi.delivery.rules import sheet_words as cells
from luoshi.duties.actions.creating import DutyGiven, MilestoneGiven, PartGiven, TermGiven, Unsound, check_term
from luoshi.orgs.queries import Resolved, resolve_names
from luoshi.papers.sheets import typed
from luoshi.papers.sheets.reading import SheetRow
from luoshi.plans.models import Measure, Revision

Read = TypeVar("Read")
LONGEST = {"任务": 300, "成果形式": 300, "单位": 20}
RESPONSIBLE, SUPPORTING, STEPS = "责任单位（分量）", "配合单位", "节点（名称 日期 权重）"
CELL_OF = {"days": "截止", "no_measure": "数量", "sum": RESPONSIBLE, "twice": RESPONSIBLE}
"""Under which head an unsound task is told; what is not here is wrong with its milestones."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell: a code of forms.importing or of duties' UNSOUND, and the words it is about."""

    place: str
    code: str
    what: str = ""


@dataclass(slots=True)
class Reading:
    """A row as a task: its measure and content, both None when something is wrong with it."""

    row: SheetRow
    measure: Measure | None = None
    content: Content | None = None
    problems: list[Problem] = field(default_factory=list)

    def read(self, head: str, reader: Callable[[object], Read], default: Read) -> Read:
        """A cell as `reader` reads it; what it cannot read becomes a problem."""
        try:
            return reader(self.row.cells.get(head))
        except typed.Unreadable as wrong:
            self.wrong(head, wrong.code, wrong.what)
            return default

    def wrong(self, head: str, code: str, what: str = "") -> None:
        """Note what is wrong under a head."""
        self.problems.append(Problem(self.row.places.get(head, f"A{self.row.number}"), code, what))


@dataclass(frozen=True, slots=True)
class Known:
    """What names in the cells mean: measures by path, units and groups on a day."""

    measures: Mapping[str, list[Measure]]
    names: Mapping[str, Resolved]
    choices: Choices


def readings(revision: Revision, rows: Iterable[SheetRow], day: date) -> list[Reading]:
    """Each row as a task of the revision; seven statements."""
    made = [Reading(row) for row in rows]
    by_path: dict[str, list[Measure]] = {}
    for measure in revision.measures.select_related("revision", "provision"):
        by_path.setdefault(measure.path, []).append(measure)
    known = Known(by_path, resolve_names(name for each in made for name in _names(each)), choices_at(day))
    for each in made:
        _fill(each, known)
    return made


def _names(reading: Reading) -> list[str]:
    """Every unit a row names; cells that cannot be read name none here and are told later."""
    found = [reading.row.text("总牵头")]
    for head in (RESPONSIBLE, SUPPORTING):
        try:
            found += [name for name, _share in cells.shares(reading.row.cells.get(head))]
        except typed.Unreadable:
            continue
    return [name for name in found if name]


def _fill(reading: Reading, known: Known) -> None:
    measure = _measure(reading, known)
    term, milestones = _term(reading, known), _milestones(reading)
    parts = _parts(reading, known, term.owner if term else 0)
    weight = reading.read("权重", typed.figure, None)
    weight = Decimal(1) if weight is None else weight
    if not 0 < weight < 10**6 or round(weight, 2) != weight:
        reading.wrong("权重", "weight")
    if term is None or measure is None or reading.problems:
        return
    given = DutyGiven(reading.row.text("任务"), term, milestones, parts)
    try:
        check_term(term, milestones, parts)
    except Unsound as unsound:
        reading.wrong(CELL_OF.get(unsound.code, STEPS), unsound.code)
        return
    reading.measure, reading.content = measure, Content(given, weight)


def _measure(reading: Reading, known: Known) -> Measure | None:
    path, title = reading.row.text("条"), reading.row.text("举措")
    found = known.measures.get(path, [])
    if len(found) > 1:
        found = [measure for measure in found if measure.title == title]
    if len(found) != 1:
        reading.wrong("条", "measure", path)
        return None
    return found[0]


def _term(reading: Reading, known: Known) -> TermGiven | None:
    row = reading.row
    for head, longest in LONGEST.items():
        if len(row.text(head)) > longest:
            reading.wrong(head, "long", str(longest))
    if not row.text("任务"):
        reading.wrong("任务", "title")
    quantity = reading.read("数量", typed.figure, None)
    if quantity is not None and (not 0 < quantity < 10**16 or round(quantity, 4) != quantity):
        reading.wrong("数量", "quantity", str(quantity))
    if quantity is not None and not row.text("单位"):
        reading.wrong("单位", "unit_of")
    begins, due = _day(reading, "开始"), _day(reading, "截止")
    owner = _owner(reading, known)
    rhythm = reading.read("报告频次", cells.rhythm, "quarter")
    reviews = reading.read("计划管理员审核", cells.yes, True)
    if not begins or not due or not owner:
        return None
    return TermGiven(owner, begins, due, quantity, row.text("单位"), row.text("成果形式"), rhythm, reviews)


def _day(reading: Reading, head: str) -> date | None:
    before = len(reading.problems)
    found = reading.read(head, typed.day, None)
    if found is None and len(reading.problems) == before:
        reading.wrong(head, "no_day")
    return found


def _owner(reading: Reading, known: Known) -> int:
    name = reading.row.text("总牵头")
    if not name:
        reading.wrong("总牵头", "no_owner")
        return 0
    meaning = known.names[name]
    if meaning.unit_id is None:
        reading.wrong("总牵头", "group_owns" if meaning.group_id else "unknown", _suggested(meaning))
    return meaning.unit_id or 0


def _milestones(reading: Reading) -> list[MilestoneGiven]:
    nothing: list[cells.Step] = []
    steps = reading.read(STEPS, cells.steps, nothing)
    if any(len(step.name) > 200 or not 0 <= step.weight < 10**6 for step in steps):
        reading.wrong(STEPS, "step", "")
    return [MilestoneGiven(step.name, step.day, step.weight) for step in steps]


def _parts(reading: Reading, known: Known, owner: int) -> list[PartGiven]:
    """Named units and members of groups; a unit that a group also holds has the part it is named with."""
    named: list[PartGiven] = []
    grouped: list[PartGiven] = []
    nothing: list[tuple[str, Decimal | None]] = []
    for head, role in ((RESPONSIBLE, "responsible"), (SUPPORTING, "supporting")):
        for name, share in reading.read(head, cells.shares, nothing):
            meaning = known.names.get(name, Resolved(name))
            if meaning.group_id and share is None:
                members = known.choices.members.get(meaning.group_id, ())
                grouped += [PartGiven(unit, role) for unit in members if unit != owner]
            elif meaning.group_id:
                reading.wrong(head, "group_share", name)
            elif meaning.unit_id is None:
                reading.wrong(head, "unknown", _suggested(meaning))
            elif meaning.unit_id != owner or share is not None:
                named.append(PartGiven(meaning.unit_id, role, share))
    taken = {part.unit for part in named}
    return [*named, *{part.unit: part for part in grouped if part.unit not in taken}.values()]


def _suggested(meaning: Resolved) -> str:
    return meaning.printed + (f"（{'、'.join(meaning.suggestions)}？）" if meaning.suggestions else "")
