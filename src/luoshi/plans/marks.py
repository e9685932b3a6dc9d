"""A provision's promises as marks on its text and rows beside it: each knows the way to the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from luoshi.plans.models import MeasureUnit, MechanismMention, ProjectMention, TargetMention
from luoshi.web.marking import Mark

Mention = MeasureUnit | TargetMention | ProjectMention | MechanismMention


@dataclass(frozen=True, slots=True)
class Row:
    """A promise with the tag that stands beside it in the text."""

    tag: str
    mark: str
    anchor: str
    mention: Any


def rows(kind: str, tag: str, mentions: Iterable[Mention]) -> list[Row]:
    """Numbered rows of one kind: tag 指1, anchor r-target1, mark t-target1."""
    return [
        Row(f"{tag}{number}", f"t-{kind}{number}", f"r-{kind}{number}", mention)
        for number, mention in enumerate(mentions, start=1)
    ]


def all_rows(
    units: Sequence[MeasureUnit],
    targets: Sequence[TargetMention],
    projects: Sequence[ProjectMention],
    mechanisms: Sequence[MechanismMention],
) -> dict[str, list[Row]]:
    """Rows by kind of mark."""
    return {
        "unit": rows("unit", _("位"), units),
        "target": rows("target", _("指"), targets),
        "project": rows("project", _("项"), projects),
        "mech": rows("mech", _("机"), mechanisms),
    }


def marks(found: dict[str, list[Row]]) -> list[Mark]:
    """Marks for `web.marking.paragraphs`."""
    return [
        Mark(row.mention.start, row.mention.end, kind, row.tag, row.mark, f"#{row.anchor}", _name(row.mention))
        for kind, kind_rows in found.items()
        for row in kind_rows
    ]


def _name(mention: Mention) -> str:
    return str(getattr(mention, "printed", "") or getattr(mention, "name", "") or getattr(mention, "indicator", ""))
