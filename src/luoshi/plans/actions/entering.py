"""The rows of a reading, in bulk. Called by `importing` inside its transaction."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from luoshi.orgs.queries import Resolved
from luoshi.plans.models import (
    Line,
    Measure,
    MeasureUnit,
    MechanismMention,
    ProjectMention,
    Provision,
    ReadingProblem,
    Revision,
    TargetMention,
)
from luoshi.plans.rules.kinds import LINES, PRINTED_MODALITIES
from luoshi.reader.reading import Heading, Mechanism, Project, Reading, Target, UnitMention
from luoshi.reader.reading import Measure as MeasureRead

Matches = Mapping[str, Sequence[int | None]]
"""Kind of row -> for each row read, in order, the line it goes on with; None for a new one."""

Judged = MeasureRead | UnitMention | Target | Project | Mechanism
Row = TypeVar("Row", Provision, Measure)


class Places(Generic[Row]):
    """Which of some spans, ordered by start, holds a place."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows: list[Row] = sorted(rows, key=lambda row: row.start)
        self._starts: list[int] = [row.start for row in self._rows]

    def last_before(self, place: int) -> Row | None:
        """The last span that starts at or before the place."""
        index = bisect_right(self._starts, place) - 1
        return self._rows[index] if index >= 0 else None

    def holding(self, place: int) -> Row | None:
        """The same, if the place is inside it."""
        row = self.last_before(place)
        return row if row is not None and place < row.end else None


def enter_all(revision: Revision, reading: Reading, meanings: Mapping[str, Resolved], matches: Matches) -> None:
    """Every row that hangs on the revision."""
    lines = {kind: _lines(revision, kind, found, matches.get(kind)) for kind, found in read_rows(reading).items()}
    provisions = _provisions(revision, reading, lines["provision"])
    at = Places(provisions)
    measures = _measures(revision, reading, at, lines["measure"])
    _units(reading, measures, meanings)
    common = _Common(revision, at, Places(measures))
    TargetMention.objects.bulk_create(_targets(reading, common, lines["target"]))
    ProjectMention.objects.bulk_create(_projects(reading, common, lines["project"]))
    MechanismMention.objects.bulk_create(_mechanisms(reading, common, lines["mech"]))
    ReadingProblem.objects.bulk_create(
        ReadingProblem(
            revision=revision, kind=row.kind, zh=row.message, en=row.message_en, start=row.start, end=row.end
        )
        for row in reading.problems
    )


def read_rows(reading: Reading) -> dict[str, Sequence[Heading | MeasureRead | Target | Project | Mechanism]]:
    """What was read, by the kind of its line."""
    rows = (reading.outline, reading.measures, reading.targets, reading.projects, reading.mechanisms)
    return dict(zip(LINES, rows, strict=True))


def _lines(revision: Revision, kind: str, rows: Sequence[object], known: Sequence[int | None] | None) -> list[int]:
    """A line for every row: the one it goes on with, or a new one."""
    going_on = list(known or [None] * len(rows))
    made = iter(Line.objects.bulk_create(Line(plan_id=revision.plan_id, kind=kind) for row in going_on if row is None))
    return [next(made).pk if line is None else line for line in going_on]


def _provisions(revision: Revision, reading: Reading, lines: Sequence[int]) -> list[Provision]:
    rows = []
    for ordinal, heading in enumerate(reading.outline):
        later = reading.outline[ordinal + 1 :]
        rows.append(
            Provision(
                revision=revision,
                line_id=lines[ordinal],
                ordinal=ordinal,
                path=heading.path,
                number=heading.number[:20],
                title=(heading.title or "")[:300],
                level=heading.level,
                start=heading.start,
                end=heading.end,
                stop=max(heading.end, later[0].start if later else len(reading.text)),
                extent=max(heading.end, _extent(heading, later, len(reading.text))),
            )
        )
    made = Provision.objects.bulk_create(rows)
    _link(made)
    return made


def _extent(heading: Heading, later: Sequence[Heading], length: int) -> int:
    return next((other.start for other in later if other.level <= heading.level), length)


def _link(rows: list[Provision]) -> None:
    """Give each provision its parent: the nearest one before it of a lower level."""
    open_rows: list[Provision] = []
    for row in rows:
        while open_rows and open_rows[-1].level >= row.level:
            open_rows.pop()
        row.parent = open_rows[-1] if open_rows else None
        open_rows.append(row)
    Provision.objects.bulk_update(rows, ["parent"])


def _judged(row: Judged) -> dict[str, Any]:
    """Where a row stands and how sure the reader is of it."""
    return {"start": row.start, "end": row.end, "certainty": row.certainty, "why": list(row.why)}


def _measures(revision: Revision, reading: Reading, at: Places[Provision], lines: Sequence[int]) -> list[Measure]:
    return Measure.objects.bulk_create(
        Measure(
            **_judged(row),
            revision=revision,
            line_id=lines[ordinal],
            provision=at.last_before(row.start),
            path=row.path,
            title=(row.title or "".join(reading.text[row.start : row.start + 60].split()))[:300],
            deadline=(row.deadline or "")[:80],
        )
        for ordinal, row in enumerate(reading.measures)
    )


def _units(reading: Reading, measures: list[Measure], meanings: Mapping[str, Resolved]) -> None:
    MeasureUnit.objects.bulk_create(
        _unit(measure, unit, meanings[unit.name])
        for measure, row in zip(measures, reading.measures, strict=True)
        for unit in row.units
    )


def _unit(measure: Measure, unit: UnitMention, meaning: Resolved) -> MeasureUnit:
    return MeasureUnit(
        **_judged(unit),
        measure=measure,
        role=unit.role,
        printed=unit.name[:120],
        is_group=unit.group,
        unit_id=meaning.unit_id,
        group_id=meaning.group_id,
    )


@dataclass(frozen=True, slots=True)
class _Common:
    """What mentions have in common."""

    revision: Revision
    at: Places[Provision]
    within: Places[Measure]

    def of(self, row: Target | Project | Mechanism, ordinal: int, lines: Sequence[int]) -> dict[str, Any]:
        return _judged(row) | {
            "revision": self.revision,
            "line_id": lines[ordinal],
            "provision": self.at.last_before(row.start),
            "measure": self.within.holding(row.start),
        }


def _targets(reading: Reading, common: _Common, lines: Sequence[int]) -> list[TargetMention]:
    return [
        TargetMention(
            **common.of(row, ordinal, lines),
            indicator=row.indicator[:200],
            comparator=row.comparator,
            value=row.value,
            value_high=row.value_high,
            unit=(row.unit or "")[:40],
            deadline=row.deadline,
            deadline_source=row.deadline_source,
            baseline=(row.baseline or "")[:120],
            modality=PRINTED_MODALITIES.get(row.modality or "", ""),
        )
        for ordinal, row in enumerate(reading.targets)
    ]


def _projects(reading: Reading, common: _Common, lines: Sequence[int]) -> list[ProjectMention]:
    return [
        ProjectMention(
            **common.of(row, ordinal, lines),
            name=row.name[:300],
            printed=row.as_printed[:300],
            verb=row.verb[:20],
            strength=row.strength,
            regions=list(row.regions),
        )
        for ordinal, row in enumerate(reading.projects)
    ]


def _mechanisms(reading: Reading, common: _Common, lines: Sequence[int]) -> list[MechanismMention]:
    return [
        MechanismMention(**common.of(row, ordinal, lines), name=row.name[:300], verb=row.verb[:20])
        for ordinal, row in enumerate(reading.mechanisms)
    ]
