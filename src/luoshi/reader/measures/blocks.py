"""A block: one place that names who answers for the text before it (or, under a heading, for all below)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from luoshi.reader.certainty import certainty_of
from luoshi.reader.flow import Flow
from luoshi.reader.reading import UnitMention
from luoshi.reader.units.clauses import Named
from luoshi.reader.units.signs import Found, unit_signs

Form = Literal["bracket", "bare", "label", "sentence", "tail"]
"""bare: a list in brackets without label or verb, which only a document that does so often means as duty."""

_BETWEEN = "。；;，,、\n（(）)〔〕【】[] "


@dataclass(frozen=True, slots=True)
class Block:
    """Places in the flow, the bodies named there and a deadline as printed.

    `labelled` and `spoken` tell whether a label or a verb says that these bodies answer.
    """

    start: int
    end: int
    named: tuple[Named, ...]
    deadline: str | None
    form: Form
    labelled: bool = False
    spoken: bool = False

    @property
    def place(self) -> Found:
        """Where its bodies stand, as a sign of how sure they are."""
        if self.form in {"sentence", "tail"}:
            return "sentence"
        if self.labelled or self.form == "label":
            return "label"
        return "verb" if self.spoken else "bracket"


def merged(text: str, blocks: Iterable[Block], starts: frozenset[int]) -> Iterator[Block]:
    """Blocks with nothing but punctuation between them are one, unless a heading begins there."""
    last: Block | None = None
    for block in sorted(blocks, key=lambda block: block.start):
        if last is not None and _follows(text, last, block, starts):
            last = together(last, block)
            continue
        if last is not None and last.named:
            yield last
        last = block
    if last is not None and last.named:
        yield last


def together(first: Block, second: Block) -> Block:
    """Two blocks as one."""
    return Block(
        first.start,
        max(first.end, second.end),
        first.named + second.named,
        first.deadline or second.deadline,
        first.form if first.named else second.form,
        first.labelled or second.labelled,
        first.spoken or second.spoken,
    )


def _follows(text: str, last: Block, block: Block, starts: frozenset[int]) -> bool:
    between = text[last.end : block.start]
    if block.start in starts or len(between) > 6:
        return block.start < last.end
    return not between.strip(_BETWEEN)


def mentions(flow: Flow, named: Iterable[Named], place: Found) -> tuple[UnitMention, ...]:
    """Unit mentions, found at such a place, with source offsets.

    A body named twice in one role counts once, and a lead is only that.
    """
    found: dict[tuple[str, bool], UnitMention] = {}
    for each in named:
        member = each.member
        start, end = flow.span(member.start, member.end)
        why = unit_signs(each, place, flow.printed[start:end])
        mention = UnitMention(each.role, member.name, start, end, member.group, certainty_of(why), why)
        found.setdefault((member.name, each.role == "lead"), mention)
    return tuple(sorted(found.values(), key=lambda mention: mention.start))


def measure_signs(found: Literal["heading", "row", "part"], units: Sequence[UnitMention]) -> tuple[str, ...]:
    """Signs of a measure: how its text is bounded, and whether one of its units is in doubt."""
    doubt = any(unit.certainty != "sure" for unit in units)
    return (f"measure_{found}", *(("measure_units",) if doubt else ()))


def first_leads(named: tuple[Named, ...]) -> tuple[Named, ...]:
    """The first body of a list leads, where the document says so and nobody else leads."""
    if any(each.role == "lead" for each in named) or not named or not named[0].default:
        return named
    return (replace(named[0], role="lead", default=False, ruled=True), *named[1:])


def starred_leads(named: tuple[Named, ...]) -> tuple[Named, ...]:
    """Bodies with a star lead, where the document says so."""
    if any(each.role == "lead" for each in named):
        return named
    return tuple(replace(each, role="lead", ruled=True) if each.member.starred else each for each in named)
