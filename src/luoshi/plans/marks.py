"""A provision's promises as marks on its text and rows beside it: each knows the way to the other."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext

from luoshi.plans.models import MeasureUnit, MechanismMention, ProjectMention, Provision, TargetMention
from luoshi.web.marking import Mark, Piece, paragraphs

Mention = MeasureUnit | TargetMention | ProjectMention | MechanismMention


@dataclass(frozen=True, slots=True)
class Row:
    """A promise with the tag that stands beside it in the text."""

    tag: str
    mark: str
    anchor: str
    mention: Any


def anchor(kind: str, pk: int) -> str:
    """Where the words of a mention stand on any page that shows them."""
    return f"t-{kind}-{pk}"


def rows(kind: str, tag: str, mentions: Iterable[Mention]) -> list[Row]:
    """Numbered rows of one kind. The tag (指1) counts on this page; the anchors hold on every page and for good."""
    return [
        Row(f"{tag}{number}", anchor(kind, mention.pk), f"r-{kind}-{mention.pk}", mention)
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
        "unit": rows("unit", pgettext("tag", "位"), units),
        "target": rows("target", pgettext("tag", "指"), targets),
        "project": rows("project", pgettext("tag", "项"), projects),
        "mech": rows("mech", pgettext("tag", "机"), mechanisms),
    }


def marks(found: dict[str, list[Row]], page_of: Callable[[int], str] = lambda _offset: "") -> list[Mark]:
    """Marks for `web.marking.paragraphs`. `page_of` says on which page the row of a place stands; "" is this one."""
    return [
        Mark(
            start=row.mention.start,
            end=row.mention.end,
            kind=kind,
            tag=row.tag,
            anchor=row.mark,
            href=f"{page_of(row.mention.start)}#{row.anchor}",
            label=_name(row.mention),
        )
        for kind, kind_rows in found.items()
        for row in kind_rows
    ]


@dataclass(frozen=True, slots=True)
class Section:
    """A provision as it is printed: heading and paragraphs, marks in both. The preface has no provision."""

    provision: Provision | None
    heading: list[tuple[Piece, ...]]
    paragraphs: list[tuple[Piece, ...]]


def section(provision: Provision, text: str, found: Iterable[Mark]) -> Section:
    """The provision's own part of the document's text. An item without a title is all text."""
    low, high = provision.start, provision.stop
    within = [mark for mark in found if mark.start < high and mark.end > low]
    head = _heading_end(text, provision.end, high) if provision.title else low
    heading = paragraphs(text[low:head], within, offset=low)
    return Section(provision, heading, paragraphs(text[head:high], within, offset=head))


def sections(provisions: Sequence[Provision], text: str, found: Sequence[Mark]) -> list[Section]:
    """The whole document: what stands before the first provision, then each of them."""
    first = provisions[0].start if provisions else len(text)
    return [Section(None, [], paragraphs(text[:first], found))] + [section(row, text, found) for row in provisions]


def _heading_end(text: str, end: int, limit: int) -> int:
    """A run-in heading keeps the stop that ends it."""
    while end < limit and text[end] in "。：:":
        end += 1
    return end


def _name(mention: Mention) -> str:
    return str(getattr(mention, "printed", "") or getattr(mention, "name", "") or getattr(mention, "indicator", ""))
