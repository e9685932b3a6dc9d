"""The document's tree of numbered places, judged by sequence.

A number is a heading when it goes on with a row or begins one. Levels may be skipped, 1. 2. 3. may run on
through all chapters, and an annex begins a tree of its own, whose paths begin with 附 and its number.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from luoshi.reader.closing import ANNEX
from luoshi.reader.flow import Flow
from luoshi.reader.lines import LABEL
from luoshi.reader.markers import Marker, markers
from luoshi.reader.page import Section
from luoshi.reader.sequence import NEW, Tree, first_of_row
from luoshi.reader.titles import LOOKED_AT, stands_alone, title_end

_ANNEX_LIST = re.compile(r"附件[：:](?:1|一)[.．、]")
_ANNEX_ITEM = re.compile(r"\n[0-9]{1,2}[.．、][^\n。]{1,58}(?=\n|$)")
_SENTENCE_END = re.compile(r"[。！？!?][”』」》）)】]?$")
_SENTENCE = re.compile("[。；：，]")
_RUN_IN = re.compile("[^。，：；\n]{2,15}。[^\n]")
_BRACKET = re.compile("[（【〔][^（）【】〔〕]*[）】〕][。；]?")
_DUTY = re.compile(
    r"单位|部门|牵头|负责|责任|配合"
    r"|[（(][^（()）。]*(?:[局委办厅部处]|政府|中心|公司|管委会|街道|乡镇)[）)][。；]?$"
)
_CONTENTS = re.compile(r"(?:^|\n)目录\n|[.…·]{3,}[0-9]{1,3}(?:\n|$)")
_LEADER = re.compile(r"[.…·]*[0-9]{1,3}$")
_DOCUMENT = re.compile(
    "(?:方案|规划|计划|意见|办法|要点|措施|细则|清单|分工|通知|纲要|安排|任务|工作|行动|政策|条)(?:（[^（）]{1,20}）)?$"
)
"""The end of a document's title, behind which flattened text goes on with its first heading."""

_ADJACENT = 42
_GOES_ON = "\n。！？：；，、（(【〔《“"
_NEVER_BEFORE = "第（(“《、，,；;-—～~和及或至到"


@dataclass(frozen=True, slots=True)
class Irregular:
    """A number out of order: a numbering_gap or numbering_repeat after the ordinal `before`."""

    kind: str
    start: int
    end: int
    before: int


@dataclass(frozen=True)
class Outline:
    """The sections in order, the numbers that are out of order, and where lost line breaks must have been."""

    sections: tuple[Section, ...]
    irregular: tuple[Irregular, ...] = ()
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """An accepted heading: where it stands in the tree; `marker` of an annex has the form 附."""

    marker: Marker
    path: str
    level: int


def outline_of(flow: Flow, outside: Sequence[tuple[int, int]], closings: Sequence[int] = ()) -> Outline:
    """Sections of the flow, looking only `outside` of tables; a closing block belongs to no section."""
    found = [each for each in markers(flow, outside) if each.leads or _may_follow(flow.text, each)]
    found = _without_contents(flow.text, found)
    walk = _Walk(flow, found)
    walk.run(_annexes(flow, outside))
    sections = tuple(_sections(flow, walk.places, closings))
    inside = {place.marker.start for place in walk.places if not place.marker.leads}
    return Outline(sections, tuple(walk.irregular), tuple(_breaks(flow.text, sections, inside)))


def _breaks(text: str, sections: Sequence[Section], inside: set[int]) -> Iterator[int]:
    """Before a heading inside a paragraph, and behind a title of such a paragraph that has no punctuation."""
    for section, following in pairwise((*sections, None)):
        if section is None:
            return
        if section.start in inside:
            yield section.start
        lost = section.start in inside or (following is not None and following.start in inside)
        if lost and section.title and section.end < section.stop and text[section.end] not in _GOES_ON:
            yield section.end


def _may_follow(text: str, marker: Marker) -> bool:
    """Whether the character before a number inside a paragraph lets it be a heading."""
    before = text[marker.start - 1]
    return before not in _NEVER_BEFORE and (before not in "：:" or marker.ordinal == 1)


def _line_end(text: str, place: int) -> int:
    """End of the paragraph, or of what a title can be made of: flattened text is one endless paragraph."""
    end = text.find("\n", place, place + LOOKED_AT)
    return min(place + LOOKED_AT, len(text)) if end < 0 else end


def _without_contents(text: str, found: list[Marker]) -> list[Marker]:
    """Drop the entries of a table of contents: lines that come again later as they are, page number aside."""
    if _CONTENTS.search(text, 0, 20000) is None:
        return found
    lines = [(_LEADER.sub("", text[each.start : _line_end(text, each.start)]), each) for each in found if each.leads]
    latest = {line: each.start for line, each in lines}
    entries = [each.start for line, each in lines if latest[line] > each.start]
    return [each for each in found if each.start > entries[-1]] if len(entries) >= 3 else found


def _annexes(flow: Flow, outside: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines that begin an annex (附件2), but not those of tables."""
    lows = [low for low, _ in outside]
    spans = []
    for start, end in flow.paragraphs:
        if end - start <= 8 and ANNEX.fullmatch(flow.text, start, end):
            index = bisect_right(lows, start) - 1
            if index >= 0 and start < outside[index][1]:
                spans.append((start, end))
    return spans


def _annex_lists(text: str) -> Iterator[tuple[int, int]]:
    """The list of annexes under a notice (附件：1.… 2.…) is no heading."""
    for found in _ANNEX_LIST.finditer(text):
        end = _line_end(text, found.end())
        while item := _ANNEX_ITEM.match(text, end):
            end = item.end()
        yield found.start(), end


class _Walk:
    """One pass over the numbers of a document."""

    def __init__(self, flow: Flow, found: Sequence[Marker]) -> None:
        self._flow, self._text, self._found = flow, flow.text, found
        self._firsts = first_of_row(found)
        self._listed = list(_annex_lists(flow.text))
        self._tree, self._annex_count = Tree(), 0
        self._planted: set[str] = set()
        self.places: list[_Place] = []
        self.irregular: list[Irregular] = []

    def run(self, annexes: list[tuple[int, int]]) -> None:
        waiting, listed = list(reversed(annexes)), list(reversed(self._listed))
        for marker in self._found:
            while waiting and waiting[-1][0] < marker.start:
                self._annex(*waiting.pop())
            while listed and listed[-1][1] <= marker.start:
                listed.pop()
            if not (listed and listed[-1][0] <= marker.start):
                self._consider(marker)
        for annex in reversed(waiting):
            self._annex(*annex)

    def _annex(self, start: int, end: int) -> None:
        """After the first heading an annex has a tree of its own; before it, the annex is the plan itself."""
        if self.places and self.places[-1].marker.start < start:
            path = self._plant(re.sub("[^0-9一二三四五六七八九十]", "", self._text[start:end]))
            self.places.append(_Place(Marker("附", self._annex_count, start, end, leads=True), path, 1))
            self._tree.depth = 1

    def _plant(self, number: str = "") -> str:
        self._annex_count += 1
        path = f"附{number or self._annex_count}"
        while path in self._planted:
            path += "续"
        self._planted.add(path)
        self._tree = Tree(f"{path}.")
        return path

    def _consider(self, marker: Marker) -> None:
        if not (marker.leads or self._may_stand_inside(marker)):
            return
        end = _line_end(self._text, marker.end)
        titled = title_end(self._text, marker.end, end, self._flow.blank, flattened=False) is not None
        verdict = self._tree.verdict(marker, titled=titled, followed=marker.start in self._firsts)
        if verdict is None:
            return
        if verdict == NEW:
            self._plant()
        elif verdict:
            self.irregular.append(Irregular(verdict, marker.start, marker.end, self._tree.previous(marker.form)))
        self.places.append(_Place(marker, *self._tree.put(marker)))

    def _may_stand_inside(self, marker: Marker) -> bool:
        """A number inside a paragraph: after a sentence, a heading's title, the document's, or a list of units."""
        text, start = self._text, marker.start
        if text[start - 1] in "：:":
            return marker.start in self._firsts
        if _SENTENCE_END.search(text, max(0, start - 2), start):
            return True
        last = self.places[-1].marker.end if self.places else -1
        since = text[max(last, start - 400, 0) : start].rpartition("\n")[2].rpartition("。")[2]
        if last < 0 and marker.start in self._firsts and _DOCUMENT.search(since):
            return True
        return start - last == len(since) <= _ADJACENT or bool(_DUTY.search(since))


def _sections(flow: Flow, places: Sequence[_Place], closings: Sequence[int]) -> Iterator[Section]:
    text = flow.text
    first = places[0].marker.start if places else 0
    limits = [*(place for place in closings if place > first), len(text)]
    extents = _extents(places)
    spans = [
        _Span.of(text, place, limits, *after) for place, *after in zip(places, _next(places), extents, strict=True)
    ]
    ends = _without_sentences(text, places, spans, list(_ends(flow, places, spans)))
    for place, span, end in zip(places, spans, ends, strict=True):
        start, after_number = place.marker.start, place.marker.end
        number = text[start:after_number].rstrip("：:")
        title = None if end is None else text[after_number:end].strip("\n")
        yield Section(place.path, number, title, place.level, start, end or after_number, span.stop, span.extent)


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a heading's own text ends, and where everything under it does."""

    stop: int
    extent: int

    @classmethod
    def of(cls, text: str, place: _Place, limits: Sequence[int], after: int | None, extent: int | None) -> "_Span":
        limit = limits[min(bisect_right(limits, place.marker.start), len(limits) - 1)]
        return cls(*(_before_newline(text, min(limit if each is None else each, limit)) for each in (after, extent)))


def _next(places: Sequence[_Place]) -> list[int | None]:
    return [*(place.marker.start for place in places[1:]), None][: len(places)]


def _ends(flow: Flow, places: Sequence[_Place], spans: Sequence[_Span]) -> Iterator[int | None]:
    """Where the title of each heading ends; None for an item that has none."""
    inside = {place.marker.start for place in places if not place.marker.leads}
    flattened = inside | {place.marker.start for place, other in pairwise(places) if other.marker.start in inside}
    articles = _articles_have_titles(flow.text, places)
    for place, span in zip(places, spans, strict=True):
        marker = place.marker
        line = min(_line_end(flow.text, marker.end), span.stop)
        if marker.form == "#":
            yield line
        elif marker.form == "附":
            yield _annex_title(flow.text, marker.end, span.stop)
        elif marker.form == "条" and not (articles and _RUN_IN.match(flow.text, marker.end)):
            yield None if _SENTENCE.search(flow.text, marker.end, line) else line
        else:
            yield title_end(flow.text, marker.end, line, flow.blank, flattened=marker.start in flattened)


def _articles_have_titles(text: str, places: Sequence[_Place]) -> bool:
    """Articles (第一条) begin with a sentence in rules; in a list of measures most begin with a short title."""
    starts = [place.marker.end for place in places if place.marker.form == "条"]
    titled = sum(bool(_RUN_IN.match(text, start)) for start in starts)
    return titled * 3 > len(starts) * 2


def _annex_title(text: str, start: int, stop: int) -> int | None:
    """The line below 附件1, unless it is a sentence."""
    end = _line_end(text, start + 1)
    return end if 2 <= end - start <= 40 and end <= stop and not _SENTENCE.search(text, start + 1, end) else None


def _without_sentences(
    text: str, places: Sequence[_Place], spans: Sequence[_Span], ends: list[int | None]
) -> list[int | None]:
    """One sentence with nothing below is no heading if it is long, or if its neighbours are none."""
    alone = [
        end is not None and span.extent == span.stop and _only_duties(text[end : span.stop])
        for span, end in zip(spans, ends, strict=True)
    ]
    marks = [text[end : end + 1].strip("\n") if end else "" for end in ends]
    for index, place in enumerate(places):
        end = ends[index]
        if alone[index] and end and not stands_alone(text[place.marker.end : end], marks[index]):
            ends[index] = None
    untitled = {_parent(place) for place, end in zip(places, ends, strict=True) if end is None}
    return [
        None if alone[index] and marks[index] and _parent(place) in untitled else ends[index]
        for index, place in enumerate(places)
    ]


def _only_duties(rest: str) -> bool:
    """Whether nothing but units and deadlines follows."""
    lines = rest.lstrip("。！？：；").split("\n")
    return all(not line or LABEL.match(line) or _BRACKET.fullmatch(line) for line in lines)


def _parent(place: _Place) -> str:
    return place.path.rpartition(".")[0]


def _before_newline(text: str, place: int) -> int:
    return place - 1 if 0 < place < len(text) and text[place - 1] == "\n" else place


def _extents(places: Sequence[_Place]) -> list[int | None]:
    """Where the next heading of the same level or above begins; None when there is none."""
    extents: list[int | None] = [None] * len(places)
    waiting: list[int] = []
    for index, place in enumerate(places):
        while waiting and places[waiting[-1]].level >= place.level:
            extents[waiting.pop()] = place.marker.start
        waiting.append(index)
    return extents
