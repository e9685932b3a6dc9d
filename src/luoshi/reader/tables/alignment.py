"""Which column each loose cell belongs to, when some cells are missing and some take several lines.

The cells come in order, so a row is a walk from left to right over the columns; the walk that fits best what the cells
look like (a list of bodies, a deadline, a number, prose) is found with dynamic programming.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from luoshi.reader.units.clauses import DEADLINE
from luoshi.reader.units.columns import Columns
from luoshi.reader.units.labels import labels
from luoshi.reader.units.members import PREFIX, members
from luoshi.reader.units.names import grade

_NUMBER = re.compile(r"[0-9]{1,4}[.．、]?")
_PERSON = re.compile("[\u4e00-\u9fff]{2,4}(?:[、，][\u4e00-\u9fff]{2,4})*")
_UNFINISHED = re.compile("[、，,]$")
_IMPOSSIBLE = -1e9

_SAME, _SKIPPED, _NEW_ROW = -0.7, -0.9, -0.4
"""What it costs to go on in the same cell, to leave a column empty, and to begin a row."""

FITS: dict[str, dict[str, float]] = {
    "number": {"number": 6, "dated": -4, "bodies": -9, "part": -9, "name": -9, "prose": -9},
    "lead": {"number": -5, "dated": -4, "bodies": 3, "part": 2, "name": 0.4, "prose": -4},
    "responsible": {"number": -5, "dated": -4, "bodies": 3, "part": 2, "name": 0.4, "prose": -4},
    "supporting": {"number": -5, "dated": -4, "bodies": 3, "part": 2, "name": 0.4, "prose": -4},
    "person": {"number": -5, "dated": -4, "bodies": -2, "part": -2, "name": 2, "prose": -3},
    "deadline": {"number": -2, "dated": 4, "bodies": -4, "part": -4, "name": -1, "prose": -1.5},
    "task": {"number": -3, "dated": -1, "bodies": -1.5, "part": 1, "name": 1.2, "prose": 2},
    "other": {"number": -1.5, "dated": -0.5, "bodies": -1.5, "part": 1, "name": 1, "prose": 0.8},
}
"""Column kind -> what a cell looks like -> how well they fit."""


@dataclass(frozen=True, slots=True)
class Token:
    """A loose cell or a part of one: source offsets and its text without white space."""

    start: int
    end: int
    text: str


def look(text: str) -> str:
    """What a loose cell looks like: number, dated, bodies, name or prose.

    >>> [look(each) for each in ("12", "2024年6月底前", "县水务局、各乡镇", "某某", "新建泵站3座。")]
    ['number', 'dated', 'bodies', 'name', 'prose']
    """
    if _NUMBER.fullmatch(text):
        return "number"
    if DEADLINE.fullmatch(text):
        return "dated"
    if len(text) > 400:
        return "prose"
    if any(label.kind in {"lead", "responsible", "supporting"} for label in labels(text, 0, len(text))):
        return "bodies"
    found = members(text, 0, len(text), lambda _: False)
    grades = [grade(each.whole) for each in found.found]
    if grades and not found.rest and sum(each > 1 for each in grades) * 2 > len(grades):
        return "bodies"
    return "name" if _PERSON.fullmatch(text) else "prose"


def _is_part(text: str, after: str) -> bool:
    """Whether a line may be the first part of a name that goes on below: 区自然资源 / 分局."""
    last, first = re.split("[、，]", text)[-1], re.split("[、，]", after)[0]
    return bool(PREFIX.match(last)) and not PREFIX.match(first) and grade(last) == 1 and grade(last + first) == 3


def aligned(tokens: Sequence[Token], columns: Columns) -> list[tuple[int, bool]]:
    """For each token its column, and whether it begins a row."""
    looks = [look(token.text) for token in tokens]
    for index, (token, after) in enumerate(pairwise(tokens)):
        if looks[index] in {"name", "prose"} and looks[index + 1] == "bodies" and _is_part(token.text, after.text):
            looks[index] = "part"
    if not tokens:
        return []
    size = len(columns)
    scores = [FITS[columns[at].kind][looks[0]] + at * _SKIPPED for at in range(size)]
    back: list[list[tuple[int, bool]]] = [[(0, True)] * size]
    for index in range(1, len(tokens)):
        unfinished = looks[index - 1] == "part" or bool(_UNFINISHED.search(tokens[index - 1].text))
        last = max(range(size), key=lambda at: _closed(scores, at))
        choices = [_best(scores, at, columns[at].kind, looks[index], last, unfinished) for at in range(size)]
        scores = [choice[0] for choice in choices]
        back.append([choice[1:] for choice in choices])
    return _walk(scores, back)


def _closed(scores: Sequence[float], at: int) -> float:
    """The score of a row that ends in this column."""
    return scores[at] + (len(scores) - 1 - at) * _SKIPPED / 2


def _best(
    scores: Sequence[float], at: int, kind: str, looks_like: str, last: int, unfinished: bool
) -> tuple[float, int, bool]:
    """The best way to reach a column: from the same, from one on its left, or with a new row."""
    fit = FITS[kind][looks_like]
    same = scores[at] + _SAME + (3 + max(fit, 0.5) if unfinished else fit)
    best = (_IMPOSSIBLE if kind == "number" else same, at, False)
    for left in range(at):
        score = scores[left] + fit + (at - left - 1) * _SKIPPED
        if score > best[0]:
            best = (score, left, False)
    score = _closed(scores, last) + at * _SKIPPED + _NEW_ROW + fit
    return (score, last, True) if score > best[0] else best


def _walk(scores: Sequence[float], back: Sequence[Sequence[tuple[int, bool]]]) -> list[tuple[int, bool]]:
    at = max(range(len(scores)), key=lambda column: scores[column])
    path: list[tuple[int, bool]] = []
    for step in reversed(back):
        before, begins = step[at]
        path.append((at, begins))
        at = before
    return path[::-1]
