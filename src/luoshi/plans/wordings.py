"""What a row says, as labelled texts: for showing two of them side by side and for exports."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.plans import words
from luoshi.plans.models import Measure, MechanismMention, ProjectMention, Provision, TargetMention
from luoshi.plans.queries.changes import Change
from luoshi.plans.queries.lines import MODELS
from luoshi.plans.rules.pieces import Piece, pieces, shortened
from luoshi.plans.rules.quotes import quote
from luoshi.plans.rules.rows import own_words
from luoshi.web.formatting import number

LABELS = {
    "figure": gettext_lazy("目标值"),
    "deadline": gettext_lazy("期限"),
    "baseline": gettext_lazy("基期"),
    "modality": gettext_lazy("属性"),
    "strength": gettext_lazy("力度"),
    "verb": gettext_lazy("文中说"),
}
"""Code of a text besides a row's name -> what it is called."""


def figure(row: TargetMention) -> str:
    """The figure as a person writes it: ≥ 46 %, 8—10 个."""
    if row.value is None:
        return str(words.COMPARATORS[row.comparator]) if row.comparator == "external" else ""
    if row.comparator == "range":
        return f"{number(row.value)}—{number(row.value_high)} {row.unit}".strip()
    return f"{words.COMPARATORS[row.comparator]} {number(row.value)} {row.unit}".strip()


def _measure(row: Measure) -> dict[str, str]:
    return {"deadline": row.deadline}


def _target(row: TargetMention) -> dict[str, str]:
    deadline = _("%(year)s年") % {"year": row.deadline} if row.deadline else ""
    modality = str(words.MODALITIES.get(row.modality, ""))
    return {"figure": figure(row), "deadline": deadline, "baseline": row.baseline, "modality": modality}


def _project(row: ProjectMention) -> dict[str, str]:
    return {"strength": str(words.STRENGTHS[row.strength]), "verb": row.verb}


def _mechanism(row: MechanismMention) -> dict[str, str]:
    return {"verb": row.verb}


FACTS: Mapping[str, Callable[[Any], dict[str, str]]] = {
    "provision": lambda _provision: {},
    "measure": _measure,
    "target": _target,
    "project": _project,
    "mech": _mechanism,
}


def name_of(row: Any) -> str:
    """What a row is called; a provision without a title by its number."""
    return str(getattr(row, "title", "") or row)


@dataclass(frozen=True, slots=True)
class Fact:
    """A text of a row besides its name, before and after."""

    label: str
    old: str
    new: str

    @property
    def differs(self) -> bool:
        """Whether it changed."""
        return self.old != self.new


@dataclass(frozen=True, slots=True)
class Wording:
    """A change as a page shows it. `text` holds a provision's own words; a measure's words are its provision's."""

    row: Change
    name: list[Piece]
    text: list[Piece]
    facts: list[Fact]

    @property
    def only_text(self) -> bool:
        """A measure of which nothing changed but the words it stands in."""
        same = not any(fact.differs for fact in self.facts) and not self.row.units
        return self.row.change == "changed" and same and all(piece.kind == "same" for piece in self.name + self.text)


def wording(row: Change) -> Wording:
    """Compare the words of both sides."""
    names = tuple("" if side is None else name_of(side) for side in (row.old, row.new))
    text = shortened(pieces(*row.words)) if row.kind == "provision" else []
    old, new = (FACTS[row.kind](side) if side else {} for side in (row.old, row.new))
    facts = [Fact(str(LABELS[code]), old.get(code, ""), new.get(code, "")) for code in LABELS if code in old | new]
    return Wording(row, pieces(*names), text, [fact for fact in facts if fact.old or fact.new])


def cells(row: Change) -> list[object]:
    """One line of an export: kind, change, places, names, what is said besides, units, words."""
    facts = [FACTS[row.kind](side) if side else {} for side in (row.old, row.new)]
    said = ["；".join(f"{LABELS[code]}：{text}" for code, text in found.items() if text) for found in facts]
    names = ["" if side is None else name_of(side) for side in (row.old, row.new)]
    units = "；".join(unit_change(unit.change, unit.old, unit.new) for unit in row.units if row.old and row.new)
    change = [words.LINES[row.kind], words.CHANGES[row.change]]
    return [
        *change,
        row.places[0],
        names[0],
        said[0],
        row.words[0],
        row.places[1],
        names[1],
        said[1],
        row.words[1],
        units,
    ]


def unit_change(change: str, old: Any, new: Any) -> str:
    """A unit that came, went or has another role, in words."""
    unit = new or old
    if change == "changed":
        roles = {"old": words.ROLES[old.role], "new": words.ROLES[new.role]}
        return _("%(unit)s由%(old)s改为%(new)s") % {"unit": unit.printed, **roles}
    said = {"unit": unit.printed, "role": words.ROLES[unit.role]}
    return (_("增加%(role)s：%(unit)s") if change == "added" else _("减少%(role)s：%(unit)s")) % said


@dataclass(frozen=True, slots=True)
class Reading:
    """How a line reads in one revision, with what came and went since the one before it."""

    row: Any
    name: list[Piece]
    text: list[Piece]
    facts: list[Fact]
    units: str
    changed: bool


def readings(rows: Sequence[Any]) -> list[Reading]:
    """A line's rows in order, each compared with the one before; the first with itself."""
    return [_reading(rows[max(at - 1, 0)], row) for at, row in enumerate(rows)]


def _reading(before: Any, row: Any) -> Reading:
    name, text = pieces(name_of(before), name_of(row)), pieces(_sentence(before), _sentence(row))
    kind = next(kind for kind, model in MODELS.items() if isinstance(row, model))
    old, new = FACTS[kind](before), FACTS[kind](row)
    facts = [Fact(str(LABELS[code]), old[code], new[code]) for code in new if old[code] or new[code]]
    units = [_units(side) for side in (before, row)] if isinstance(row, Measure) else ["", ""]
    same = all(piece.kind == "same" for piece in name + text) and units[0] == units[1]
    return Reading(row, name, text, facts, units[1], not same or any(fact.differs for fact in facts))


def _sentence(row: Any) -> str:
    """A provision's own words, of other rows the sentence they stand in; a measure is told by its units."""
    text = row.revision.text
    if isinstance(row, Provision):
        return own_words(text, row.end, row.stop)
    if isinstance(row, Measure):
        return ""
    around = quote(text, row.start, row.end)
    return f"{around.before}{around.hit}{around.after}"


def _units(row: Measure) -> str:
    named = {role: [unit.printed for unit in row.units.all() if unit.role == role] for role in words.ROLES}
    return "；".join(f"{words.ROLES[role]}：{'、'.join(found)}" for role, found in named.items() if found)
