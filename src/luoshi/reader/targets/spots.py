"""Where a figure stands: its clause, the words before and behind it, and which figures only describe others."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from luoshi.reader.sentences import clauses
from luoshi.reader.targets import grammar
from luoshi.reader.targets.quantities import Quantity, quantities

_CONNECTOR = re.compile(r"[、，,；]|以及|[和及与并或]")
_COMMA = re.compile(r"[、，,；]")
_LONG_BRACKET = re.compile(r"（[^（）]{9,}）|\([^()]{9,}\)")
_BRACKET = re.compile(r"（[^（）]*）|\([^()]*\)")
_AFTER_END = re.compile(r"[、，,；]")
_AGES = frozenset({"岁", "周岁"})
_PEOPLE = re.compile("的?[\u4e00-\u9fff]")
Span = tuple[int, int]
_ROW = re.compile(r"(?:、|和|及|与|以及|，|,)?(?:达到|达|增长|为)?")


Told = Literal["back", "forward", ""]


@dataclass(frozen=True, slots=True)
class Scene:
    """The text of the flow, its narrow twin, and whether the place is one where goals, or the past, are told."""

    text: str
    narrow: str
    goal: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure in its clause.

    `sentence` and `low`..`high` are where its sentence begins and where its clause stands, `start`..`end` its own
    part of the clause. `region` is what stands before the figure there (long brackets left out), `rest` what
    stands behind it, `after` the noun phrase at the beginning of that. `row` tells that the figure before it in
    the clause stands in one row with it, and `told` whether the last word of time before it in the sentence
    looks back or forward.
    """

    quantity: Quantity
    sentence: int
    low: int
    high: int
    start: int
    region: str
    after: str
    rest: str
    end: int
    row: bool
    told: Told


def spots_in(scene: Scene, start: int, end: int) -> Iterator[list[Spot]]:
    """Figures of one sentence that may be claims, clause by clause."""
    figures = quantities(scene.narrow, start, end)
    if not figures:
        return
    telling = _telling(scene.narrow, start, end)
    homes = _homes(figures, clauses(scene.narrow, start, end), (start, end))
    for low, high in sorted(homes):
        if scene.narrow[low - 1 : low] not in {"《", "〈"} or low == 0:
            yield list(_spots(scene, telling, start, low, high, homes[low, high]))


def _homes(figures: Sequence[Quantity], spans: Sequence[Span], whole: Span) -> dict[Span, list[Quantity]]:
    """Figures by the smallest clause around them."""
    homes: dict[Span, list[Quantity]] = {}
    ordered = sorted(spans, key=lambda span: (span[0], -span[1]))
    around: list[Span] = []
    index = 0
    for figure in figures:
        while index < len(ordered) and ordered[index][0] <= figure.start:
            around.append(ordered[index])
            index += 1
        while around and around[-1][1] < figure.end:
            around.pop()
        homes.setdefault(around[-1] if around else whole, []).append(figure)
    return homes


def _telling(narrow: str, start: int, end: int) -> list[tuple[int, Told]]:
    """Where words of the past and of the future end in a sentence, in order."""
    back: list[tuple[int, Told]] = [(found.end(), "back") for found in grammar.PAST.finditer(narrow, start, end)]
    forward: list[tuple[int, Told]] = [(each.end(), "forward") for each in grammar.FORWARD.finditer(narrow, start, end)]
    return sorted([*back, *forward])


def _spots(
    scene: Scene, telling: Sequence[tuple[int, Told]], sentence: int, low: int, high: int, figures: Sequence[Quantity]
) -> Iterator[Spot]:
    narrow = scene.narrow
    kept = _claiming(narrow, high, [each for each in figures if not _is_time(narrow, low, each)])
    start = low
    for index, figure in enumerate(kept):
        limit = high if index + 1 == len(kept) else kept[index + 1].start
        cut, following = _cut(narrow, figure.stop, limit)
        row = index > 0 and bool(_ROW.fullmatch(narrow, kept[index - 1].stop, figure.start))
        region = _LONG_BRACKET.sub("", narrow[start : figure.start])
        own_end = cut if limit < high else high
        rest = _BRACKET.sub("", narrow[figure.stop : own_end])
        after = _AFTER_END.split(rest, maxsplit=1)[0]
        before = bisect_right(telling, figure.start, key=lambda each: each[0])
        told = telling[before - 1][1] if before else ""
        yield Spot(figure, sentence, low, high, start, region, after, rest, own_end, row, told)
        start = following


def is_enumerated(scene: Scene, spot: Spot) -> bool:
    """Whether a quoted number of things (“三条线路”) counts the list that stands right before it."""
    quantity, quoted = spot.quantity, spot.low > 0 and scene.narrow[spot.low - 1] == "“"
    if not quoted or quantity.start != spot.low or quantity.kind != "count" or quantity.value < 3:
        return False
    clause = re.split("[，。；：]", scene.narrow[max(spot.sentence, spot.low - 400) : spot.low - 1])[-1]
    return clause.count("、") + 1 == quantity.value


def _cut(narrow: str, start: int, limit: int) -> tuple[int, int]:
    """Where what follows one figure ends, and where what precedes the next begins."""
    found = _COMMA.search(narrow, start, limit) or _CONNECTOR.search(narrow, start, limit)
    return found.span() if found else (start, start)


def _is_time(narrow: str, low: int, figure: Quantity) -> bool:
    """A span of time that is no figure to reach: 用3年时间, 5年内."""
    if figure.kind != "span":
        return False
    before = narrow[max(low, figure.start - 24) : figure.start]
    return not (grammar.LEVEL.search(before) or grammar.GROWTH.search(before) or grammar.MEASURE_END.search(before))


def _claiming(narrow: str, high: int, figures: Sequence[Quantity]) -> list[Quantity]:
    """Figures without those that only describe what others count (产值10亿元以上企业20家, 5个200张床位的医院)."""
    kept: list[Quantity] = []
    for index, figure in enumerate(figures):
        if kept and _describes_what_precedes(narrow, kept[-1], figure, figures[index + 1 : index + 2], high):
            continue
        if kept and _describes_what_follows(narrow, kept[-1], figure):
            kept.pop()
        kept.append(figure)
    return kept


def _describes_what_follows(narrow: str, one: Quantity, other: Quantity) -> bool:
    between = grammar.OWN_YEAR.sub("", narrow[one.stop : other.start])
    if one.unit in _AGES and _PEOPLE.match(between):
        return True
    if _CONNECTOR.search(between) or one.kind in {"points", "times"}:
        return False
    reached = grammar.LEVEL.search(between) or grammar.GROWTH.search(between)
    noun = between[: reached.start()] if reached else between
    if between.startswith("的"):
        return True
    return len(noun) >= 2 - bool(one.suffix) and not (one.kind == "count" and not one.suffix and reached is None)


def _describes_what_precedes(
    narrow: str, one: Quantity, other: Quantity, following: Sequence[Quantity], high: int
) -> bool:
    between = narrow[one.stop : other.start]
    if _CONNECTOR.search(between) or between.startswith("的") or grammar.ACTION.search(between):
        return False
    after = narrow[other.stop : following[0].start if following else high]
    return one.kind == "count" and bool(re.match(r"的?[\u4e00-\u9fffA-Za-z]{2}", after))
