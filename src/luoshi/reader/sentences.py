"""Sentences and clauses of the flow, so that every detector cuts the text at the same places.

All places are in `Flow.text`, which holds no white space but one newline between paragraphs. Brackets and quotation
marks are kept whole: what stands in them never ends the clause that stands around them.
"""

import re
from collections.abc import Iterator

_SENTENCE_END = re.compile(r"[。！？!?][”’」』）)】]*|\n")
_MARKS = re.compile(r"[，；：。！？;（(【）)】“”《》〈〉]|(?<![0-9]),|,(?![0-9])|(?<![0-9]):|:(?![0-9])|——")
_OPEN, _CLOSE = frozenset("（(【“《〈"), frozenset("）)】”》〉")
_LONGEST_BRACKET = 400
_LONGEST = 1000
"""Longer sentences are residue (tables, lists without end marks): they are cut, so that reading stays linear."""


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences in `text[start:end]`, end mark included, nothing empty, none longer than 1,000."""
    place = start
    for found in _SENTENCE_END.finditer(text, start, end):
        if found.end() > place + (found[0] == "\n"):
            yield from _cut(text, place, found.end())
        place = found.end()
    if place < end:
        yield from _cut(text, place, end)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        pause = max(text.rfind(mark, start, start + _LONGEST) for mark in "，；、,;")
        stop = pause + 1 if pause > start else start + _LONGEST
        yield start, stop
        start = stop
    yield start, end


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans between ， ； ： 。 and — in `text[start:end]`, marks excluded, and those inside each pair of brackets.

    A clause inside brackets lies within the clause around them; clauses come in the order of their ends.
    """
    spans: list[tuple[int, int]] = []
    open_places: list[tuple[str, int]] = [("", start)]
    for found in _MARKS.finditer(text, start, end):
        mark, place = found[0], found.start()
        if mark in _OPEN:
            open_places.append((mark, found.end()))
        elif mark in _CLOSE:
            if len(open_places) > 1:
                spans.append((open_places.pop()[1], place))
        elif open_places[-1][0] not in {"《", "〈"}:
            if open_places[-1][0] and place - open_places[-1][1] > _LONGEST_BRACKET:
                open_places = open_places[:1]
            spans.append((open_places[-1][1], place))
            open_places[-1] = (open_places[-1][0], found.end())
    spans += [(place, end) for _, place in reversed(open_places)]
    return [(low, high) for low, high in spans if low < high]
