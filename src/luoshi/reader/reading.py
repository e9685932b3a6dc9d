"""The reading contract: what the reader found in one document, as plain values.

Offsets are 0-based code points into `text`, end exclusive. Names are as printed, white space removed. What the
document does not say is None or empty. `to_json` gives the object that `luoshi read FILE --json` prints.
"""

from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any, Literal

Role = Literal["lead", "responsible", "supporting"]
Comparator = Literal[">=", "<=", ">", "<", "=", "range", "approx", "external"]
DeadlineSource = Literal["explicit", "sentence", "preceding_sentence", "printed_period", "plan_period", "none"]
Certainty = Literal["sure", "likely", "doubtful"]
Strength = Literal["committed", "started", "implement", "strive", "explore"]


@dataclass(frozen=True, slots=True)
class Period:
    """First and last year the plan covers, both included."""

    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the 版头 and the first lines say (GB/T 9704-2012). `date` is ISO 8601."""

    kind: str | None = None
    number: str | None = None
    title: str | None = None
    issuer: str | None = None
    date: str | None = None
    addressees: tuple[str, ...] = ()
    period: Period = field(default_factory=Period)


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered place in the document. `start`/`end` cover number and title as printed; `level` counts from 1."""

    path: str
    number: str
    title: str | None
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit named under a measure; `group` when it stands for several (各县市政府).

    `certainty` and `why` tell how sure the reader is of an item (this one and those below), by codes that
    `luoshi.reader.certainty.reason` puts into words.
    """

    role: Role
    name: str
    start: int
    end: int
    group: bool = False
    certainty: Certainty = "sure"
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """The smallest item that units answer for, from its heading or first word to its last."""

    path: str
    title: str | None
    start: int
    end: int
    units: tuple[UnitMention, ...] = ()
    deadline: str | None = None
    certainty: Certainty = "sure"
    why: tuple[str, ...] = ()

    def named(self, role: Role) -> list[str]:
        """Names in one role, in printed order. 配合 units are responsible too."""
        wanted = {"responsible", "supporting"} if role == "responsible" else {role}
        return [unit.name for unit in self.units if unit.role in wanted]


@dataclass(frozen=True, slots=True)
class Target:
    """A figure to reach. `value` is None when the figure stands in words or in another document."""

    path: str
    start: int
    end: int
    quote: str
    indicator: str
    comparator: Comparator
    value: Decimal | None
    value_high: Decimal | None
    unit: str | None
    deadline: int | None
    deadline_source: DeadlineSource
    baseline: str | None = None
    modality: str | None = None
    certainty: Certainty = "sure"
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """A named work. `name` is completed with the words it shares with its neighbours; `as_printed` is not."""

    path: str
    start: int
    end: int
    name: str
    as_printed: str
    verb: str
    strength: Strength
    regions: tuple[str, ...] = ()
    certainty: Certainty = "sure"
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A mechanism, system or platform that is to be built or run."""

    path: str
    start: int
    end: int
    name: str
    verb: str
    certainty: Certainty = "sure"
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the reader could not read, or doubts. `message` is Chinese, `message_en` English."""

    kind: str
    message: str
    message_en: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document."""

    document: Facts
    text: str
    outline: tuple[Heading, ...] = ()
    measures: tuple[Measure, ...] = ()
    targets: tuple[Target, ...] = ()
    projects: tuple[Project, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    problems: tuple[Problem, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The reading contract (docs/reading.md), ready for `json.dumps`."""
        facts = asdict(self.document)
        facts["period"] = {"from": self.document.period.first, "to": self.document.period.last}
        return {
            "document": facts,
            "text": self.text,
            "outline": [asdict(heading) for heading in self.outline],
            "measures": [_measure_json(measure) for measure in self.measures],
            "targets": [_target_json(target) for target in self.targets],
            "projects": [asdict(project) for project in self.projects],
            "mechanisms": [asdict(mechanism) for mechanism in self.mechanisms],
            "problems": [asdict(problem) for problem in self.problems],
        }


def _measure_json(measure: Measure) -> dict[str, Any]:
    roles: tuple[Role, ...] = ("lead", "responsible", "supporting")
    return asdict(measure) | {role: measure.named(role) for role in roles}


def _target_json(target: Target) -> dict[str, Any]:
    def plain(value: Decimal | None) -> int | float | None:
        if value is None:
            return None
        return int(value) if value == value.to_integral_value() else float(value)

    return asdict(target) | {"value": plain(target.value), "value_high": plain(target.value_high)}
