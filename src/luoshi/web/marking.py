"""Text with marks in it, cut so that a template can print it: every character once, marks properly nested."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Mark:
    """What stands at text[start:end]: `kind` names its style, `tag` is printed after it, `href` where it leads."""

    start: int
    end: int
    kind: str
    tag: str
    anchor: str
    href: str
    label: str = ""
    state: str = ""


@dataclass(frozen=True)
class Piece:
    """Plain text, or a marked stretch with what is inside it. `opens` and `closes` tell whether the mark
    begins and ends here: one that crosses another or a paragraph's end is shown in several pieces."""

    text: str
    mark: Mark | None = None
    inside: tuple["Piece", ...] = ()
    opens: bool = True
    closes: bool = True


@dataclass(frozen=True)
class Block:
    """A paragraph and where in the document it stands."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class _Span:
    start: int
    end: int
    mark: Mark


def paragraphs(text: str, marks: Iterable[Mark], *, offset: int = 0) -> list[tuple[Piece, ...]]:
    """The paragraphs of `text`, whose first character has the offset `offset`, as pieces.

    Marks carry offsets of the whole document; what lies outside is left out. White space around a paragraph
    is dropped, since the page sets its own indent.
    """
    return [block.pieces for block in blocks(text, marks, offset=offset)]


def blocks(text: str, marks: Iterable[Mark], *, offset: int = 0) -> list[Block]:
    """The same paragraphs, each with its place in the document. Of marks on the same words the first is innermost,
    so that their tags stand in the order given."""
    last_first = list(marks)[::-1]
    last_first.sort(key=lambda mark: (mark.start, -mark.end))
    found = []
    position = offset
    for line in text.split("\n"):
        start = position + len(line) - len(line.lstrip())
        end = start + len(line.strip())
        if start < end:
            spans = _clipped([_Span(mark.start, mark.end, mark) for mark in last_first], start, end)
            found.append(Block(start, end, _pieces(text, offset, start, end, spans)))
        position += len(line) + 1
    return found


def _clipped(spans: Sequence[_Span], start: int, end: int) -> list[_Span]:
    """The parts of the spans that lie within start..end."""
    return [
        replace(span, start=max(span.start, start), end=min(span.end, end))
        for span in spans
        if span.start < end and span.end > start and span.start < span.end
    ]


def _pieces(text: str, offset: int, start: int, end: int, spans: Sequence[_Span]) -> tuple[Piece, ...]:
    """Cut start..end at the outermost spans; what crosses the end of one goes on after it."""
    made: list[Piece] = []
    waiting = sorted(spans, key=lambda span: (span.start, -span.end))
    while waiting:
        outer, rest = waiting[0], waiting[1:]
        if start < outer.start:
            made.append(Piece(text[start - offset : outer.start - offset]))
        inside = _pieces(text, offset, outer.start, outer.end, _clipped(rest, outer.start, outer.end))
        made.append(
            Piece(
                text[outer.start - offset : outer.end - offset],
                outer.mark,
                inside,
                opens=outer.start == outer.mark.start,
                closes=outer.end == outer.mark.end,
            )
        )
        start = outer.end
        waiting = sorted(_clipped(rest, start, end), key=lambda span: (span.start, -span.end))
    if start < end:
        made.append(Piece(text[start - offset : end - offset]))
    return tuple(made)
