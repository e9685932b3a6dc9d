"""Two wordings side by side: which characters went and which came."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, takewhile

LONGEST = 1500
"""Sentences that together are longer than this are not compared by character: one went, the other came."""

ISLAND = 2
"""Fewer characters than this between two changes are part of the change: a shared 的 says nothing."""

AROUND = 36
"""So many unchanged characters are shown beside a change; the rest of a long stretch is left out."""

_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]?")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of either wording. `kind`: same, gone, new, or left (a stretch left out)."""

    kind: str
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """All of both wordings, in order; what went stands before what came.

    >>> [(piece.kind, piece.text) for piece in pieces("达到50%以上", "达到55%以上")]
    [('same', '达到'), ('gone', '50'), ('new', '55'), ('same', '%以上')]
    """
    return list(_joined(_by_sentence(_SENTENCE.findall(before), _SENTENCE.findall(after))))


def shortened(found: Sequence[Piece]) -> list[Piece]:
    """The same with long unchanged stretches left out."""
    return [part for at, piece in enumerate(found) for part in _shortened(piece, at > 0, at + 1 < len(found))]


def _shortened(piece: Piece, follows: bool, goes_on: bool) -> list[Piece]:
    text, head, tail = piece.text, AROUND * follows, AROUND * goes_on
    if piece.kind != "same" or len(text) <= head + tail + AROUND:
        return [piece]
    shown = [Piece("same", text[:head]), Piece("left", "……"), Piece("same", text[len(text) - tail :])]
    return [part for part in shown if part.text]


def _by_sentence(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for code, low, high, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, new = "".join(before[low:high]), "".join(after[first:last])
        if code == "equal":
            yield Piece("same", gone)
        elif len(gone) + len(new) > LONGEST:
            yield from (Piece("gone", gone), Piece("new", new))
        else:
            yield from _by_character(gone, new)


def _by_character(before: str, after: str) -> Iterator[Piece]:
    old_units, new_units, gone, new = _units(before), _units(after), "", ""
    for code, low, high, first, last in SequenceMatcher(None, old_units, new_units, autojunk=False).get_opcodes():
        one, other = "".join(old_units[low:high]), "".join(new_units[first:last])
        if code != "equal":
            gone, new = gone + one, new + other
        elif len(one) < ISLAND and (gone or new):
            gone, new = gone + one, new + one
        else:
            yield from (Piece("gone", gone), Piece("new", new), Piece("same", one))
            gone = new = ""
    shared = sum(1 for _ in takewhile(lambda ends: ends[0] == ends[1], zip(gone[::-1], new[::-1], strict=False)))
    rest = gone[len(gone) - shared :]
    yield from (Piece("gone", gone.removesuffix(rest)), Piece("new", new.removesuffix(rest)), Piece("same", rest))


def _units(text: str) -> list[str]:
    """Characters, with figures and Latin words whole."""
    return re.findall(r"[0-9A-Za-z.]+|.", text, re.DOTALL)


def _joined(found: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind are one; within a change, all that went stands before all that came."""
    full = (piece for piece in found if piece.text)
    for same, run in groupby(full, key=lambda piece: piece.kind == "same"):
        parts = list(run)
        if same:
            yield Piece("same", "".join(piece.text for piece in parts))
            continue
        for kind in ("gone", "new"):
            text = "".join(piece.text for piece in parts if piece.kind == kind)
            if text:
                yield Piece(kind, text)
