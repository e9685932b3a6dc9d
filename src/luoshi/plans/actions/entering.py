"""The rows of a reading, in bulk. Called by `importing` inside its transaction."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Generic, Protocol, TypeVar

from luoshi.orgs.queries import Resolved
from luoshi.plans.models import (
    Measure,
    MeasureUnit,
    MechanismMention,
    Plan,
    ProjectMention,
    Provision,
    ReadingProblem,
    SearchEntry,
    TargetMention,
)
from luoshi.plans.rules.bigrams import indexed
from luoshi.reader.reading import Heading, Reading, UnitMention

Row = TypeVar("Row", Provision, Measure)


class Spanned(Protocol):
    """Something with places in the text."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """Just after its last."""


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


def enter_all(plan: Plan, reading: Reading, meanings: Mapping[str, Resolved]) -> None:
    """Every row that hangs on the plan, and its search entries."""
    provisions = _provisions(plan, reading)
    at = Places(provisions)
    measures = _measures(plan, reading, at)
    _units(reading, measures, meanings)
    within = Places(measures)
    targets = TargetMention.objects.bulk_create(_targets(plan, reading, at, within))
    projects = ProjectMention.objects.bulk_create(_projects(plan, reading, at, within))
    mechanisms = MechanismMention.objects.bulk_create(_mechanisms(plan, reading, at, within))
    ReadingProblem.objects.bulk_create(
        ReadingProblem(plan=plan, kind=row.kind, zh=row.message, en=row.message_en, start=row.start, end=row.end)
        for row in reading.problems
    )
    entries = [
        *(("provision", row.pk, f"{row.number}{row.title}", reading.text[row.end : row.stop]) for row in provisions),
        *(("target", row.pk, row.indicator, reading.text[row.start : row.end]) for row in targets),
        *(("project", row.pk, row.name, row.printed) for row in projects),
        *(("mechanism", row.pk, row.name, reading.text[row.start : row.end]) for row in mechanisms),
    ]
    SearchEntry.objects.bulk_create(_entry(plan, *entry) for entry in entries)


def _entry(plan: Plan, kind: str, target: int, title: str, body: str) -> SearchEntry:
    squeezed = "".join(body.split())
    return SearchEntry(
        plan=plan, kind=kind, target=target, title=title, body=squeezed, bigrams=indexed(f"{title}\n{squeezed}")
    )


def _provisions(plan: Plan, reading: Reading) -> list[Provision]:
    rows = []
    for ordinal, heading in enumerate(reading.outline):
        later = reading.outline[ordinal + 1 :]
        rows.append(
            Provision(
                plan=plan,
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


def _measures(plan: Plan, reading: Reading, at: Places[Provision]) -> list[Measure]:
    return Measure.objects.bulk_create(
        Measure(
            plan=plan,
            provision=at.last_before(row.start),
            ordinal=ordinal,
            path=row.path,
            title=(row.title or "".join(reading.text[row.start : row.start + 60].split()))[:300],
            deadline=(row.deadline or "")[:80],
            start=row.start,
            end=row.end,
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
        measure=measure,
        role=unit.role,
        printed=unit.name[:120],
        is_group=unit.group,
        unit_id=meaning.unit_id,
        group_id=meaning.group_id,
        start=unit.start,
        end=unit.end,
    )


def _common(
    plan: Plan, row: Spanned, ordinal: int, at: Places[Provision], within: Places[Measure]
) -> dict[str, object]:
    return {
        "plan": plan,
        "provision": at.last_before(row.start),
        "measure": within.holding(row.start),
        "ordinal": ordinal,
        "start": row.start,
        "end": row.end,
    }


def _targets(plan: Plan, reading: Reading, at: Places[Provision], within: Places[Measure]) -> list[TargetMention]:
    return [
        TargetMention(
            **_common(plan, row, ordinal, at, within),
            indicator=row.indicator[:200],
            comparator=row.comparator,
            value=row.value,
            value_high=row.value_high,
            unit=(row.unit or "")[:40],
            deadline=row.deadline,
            deadline_source=row.deadline_source,
            baseline=(row.baseline or "")[:120],
            modality=(row.modality or "")[:20],
        )
        for ordinal, row in enumerate(reading.targets)
    ]


def _projects(plan: Plan, reading: Reading, at: Places[Provision], within: Places[Measure]) -> list[ProjectMention]:
    return [
        ProjectMention(
            **_common(plan, row, ordinal, at, within),
            name=row.name[:300],
            printed=row.as_printed[:300],
            verb=row.verb[:20],
            strength=row.strength,
            regions=list(row.regions),
        )
        for ordinal, row in enumerate(reading.projects)
    ]


def _mechanisms(plan: Plan, reading: Reading, at: Places[Provision], within: Places[Measure]) -> list[MechanismMention]:
    return [
        MechanismMention(**_common(plan, row, ordinal, at, within), name=row.name[:300], verb=row.verb[:20])
        for ordinal, row in enumerate(reading.mechanisms)
    ]
