"""The document's tree of numbered places, judged by sequence.

A number is a heading when it goes on with an open level, or opens a new one with its first ordinal. Levels may be
skipped, 1. 2. 3. may run on through all chapters, and an annex begins a tree of its own whose paths begin with 附N.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from luoshi.reader.flow import Flow
from luoshi.reader.markers import RANK, Marker, markers
from luoshi.reader.page import Section
from luoshi.reader.titles import title_end

_ANNEX = re.compile(r"附[件录表]([0-9一二三四五六七八九十]{0,2})(?:[-—－][0-9]{1,2})?[：:]?(?=\n|$)")
_ANNEX_LIST = re.compile(r"附件[：:](?:1|一)[.．、]")
_SENTENCE_END = re.compile(r"[。！？!?][”』」》）)】]?$")
_DUTY = re.compile(r"(?:单位|部门|牵头|负责|责任|配合)")
_ADJACENT = 42


@dataclass(frozen=True, slots=True)
class Irregular:
    """A number that does not follow the one before it: `kind` is numbering_gap or numbering_repeat."""

    kind: str
    start: int
    end: int
    before: int


@dataclass(frozen=True)
class Outline:
    """The sections in order, and the numbers that are out of order."""

    sections: tuple[Section, ...]
    irregular: tuple[Irregular, ...] = ()


@dataclass(slots=True)
class _Open:
    """A level that is open: the form and ordinal of its last item, that item's path and its children so far."""

    form: str
    ordinal: int
    path: str
    children: int = 0


@dataclass(frozen=True, slots=True)
class _Accepted:
    marker: Marker
    path: str
    level: int
    title: str | None = None


@dataclass
class _Tree:
    """One numbering from its first heading on."""

    prefix: str
    depth: int = 0
    top: _Open = field(default_factory=lambda: _Open("", 0, ""))
    levels: list[_Open] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)

    def depth_of(self, form: str) -> int | None:
        return next((depth for depth, level in enumerate(self.levels) if level.form == form), None)

    def put(self, form: str, ordinal: int) -> tuple[str, int]:
        """Open or continue a level; returns path and level of the new item."""
        depth = self.depth_of(form)
        if depth is None:
            while self.levels and RANK[self.levels[-1].form] > RANK[form]:
                self.levels.pop()
        else:
            del self.levels[depth:]
        parent = self.levels[-1] if self.levels else self.top
        parent.children += 1
        path = f"{parent.path}.{parent.children}" if self.levels else f"{self.prefix}{parent.children}"
        self.levels.append(_Open(form, ordinal, path))
        self.last[form] = ordinal
        return path, self.depth + len(self.levels)


def outline_of(flow: Flow, outside: Sequence[tuple[int, int]], body_end: int | None = None) -> Outline:
    """Sections of the flow, looking only `outside` of tables; nothing after `body_end` belongs to the last one."""
    found = _without_contents(flow.text, list(markers(flow, outside)))
    return _Walk(flow, found).outline(len(flow.text) if body_end is None else body_end)


def _paragraph_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return len(text) if end < 0 else end


def _without_contents(text: str, found: list[Marker]) -> list[Marker]:
    """Drop the entries of a table of contents: lines that come again later as they are, page number aside."""
    entry = re.compile(r"[.…·。]{3,}[0-9]{1,3}$|[…·.]*[0-9]{1,3}$")
    head = re.search(r"(?:^|\n)目录\n", text[:4000])
    dotted = re.search(r"[.…·]{3,}[0-9]{1,3}(?:\n|$)", text[:20000])
    if head is None and dotted is None:
        return found
    lines = [(text[each.start : _paragraph_end(text, each.start)], each) for each in found if each.leads]
    later: dict[str, int] = {entry.sub("", line): each.start for line, each in lines}
    contents = {each.start for line, each in lines if later[entry.sub("", line)] > each.start}
    if len(contents) < 3:
        return found
    last = max(contents)
    return [each for each in found if each.start > last]


class _Walk:
    """One pass over the markers of a document."""

    def __init__(self, flow: Flow, found: list[Marker]) -> None:
        self.flow, self.text = flow, flow.text
        self.found = found
        self.opens = _with_second(found)
        self.listed = _annex_lists(self.text)
        self.tree = _Tree("")
        self.trees = 0
        self.accepted: list[_Accepted] = []
        self.irregular: list[Irregular] = []

    def outline(self, body_end: int) -> Outline:
        annexes = list(_ANNEX.finditer(self.text))
        annexes = [each for each in annexes if each.start() == 0 or self.text[each.start() - 1] == "\n"]
        for marker in self.found:
            while annexes and annexes[0].start() < marker.start:
                self._annex(annexes.pop(0))
            self._consider(marker)
        for annex in annexes:
            self._annex(annex)
        return Outline(tuple(self._sections(body_end)), tuple(self.irregular))

    def _annex(self, found: "re.Match[str]") -> None:
        """An annex after the first heading is a tree of its own; before it, it is the plan that a notice encloses."""
        if not self.accepted:
            return
        self._plant(found[1])
        marker = Marker("附", self.trees, found.start(), found.end(), leads=True)
        title = self.text[found.end() + 1 : _paragraph_end(self.text, found.end() + 1)]
        name = title if 2 <= len(title) <= 40 and not re.search("[。；：]", title) else None
        self.accepted.append(_Accepted(marker, self.tree.prefix.rstrip("."), 1, name))
        self.tree.depth = 1

    def _plant(self, number: str = "") -> None:
        self.trees += 1
        taken = {each.path for each in self.accepted}
        path = f"附{number or self.trees}"
        while path in taken:
            path += "续"
        self.tree = _Tree(f"{path}.")

    def _consider(self, marker: Marker) -> None:
        if any(low <= marker.start < high for low, high in self.listed):
            return
        if not (marker.leads or self._may_stand_inside(marker)):
            return
        verdict = self._verdict(marker)
        if verdict is None:
            return
        if verdict == "new":
            self._plant()
        elif verdict:
            self.irregular.append(Irregular(verdict, marker.start, marker.end, self._previous(marker.form)))
        path, level = self.tree.put(marker.form, marker.ordinal)
        self.accepted.append(_Accepted(marker, path, level))

    def _previous(self, form: str) -> int:
        depth = self.tree.depth_of(form)
        return self.tree.levels[depth].ordinal if depth is not None else self.tree.last.get(form, 0)

    def _verdict(self, marker: Marker) -> str | None:
        """None: not a heading; "": regular; "new": begins a tree; else the kind of irregularity."""
        depth = self.tree.depth_of(marker.form)
        previous = self._previous(marker.form)
        if marker.ordinal == previous + 1 and (depth is not None or previous):
            return ""
        if marker.ordinal == 1:
            return self._first(marker, depth)
        if not marker.leads or not self._titled(marker):
            return None
        if depth is not None:
            if marker.ordinal == previous:
                return "numbering_repeat"
            return "numbering_gap" if previous < marker.ordinal <= previous + 5 else None
        return "numbering_gap" if RANK[marker.form] <= RANK["（一）"] else None

    def _first(self, marker: Marker, depth: int | None) -> str | None:
        if not marker.leads:
            return "" if depth is None and marker.start in self.opens else None
        if depth == 0 and RANK[marker.form] <= RANK["一、"] and self.tree.levels[0].ordinal > 1:
            return "new"
        return ""

    def _titled(self, marker: Marker) -> bool:
        end = _paragraph_end(self.text, marker.end)
        return title_end(self.text, marker.end, end, self.flow.gap, flattened=False) is not None

    def _may_stand_inside(self, marker: Marker) -> bool:
        """A number inside a paragraph: after a sentence, right after a heading's title, or after a list of units."""
        text, start = self.text, marker.start
        if text[start - 1] in "第（(“《、，,；;：:—-～~和及或至到":
            return text[start - 1] in "：:" and marker.ordinal == 1 and marker.start in self.opens
        if _SENTENCE_END.search(text, max(0, start - 2), start):
            return True
        floor = max(self.accepted[-1].marker.end if self.accepted else 0, text.rfind("\n", 0, start) + 1)
        since = text[max(floor, start - 400) : start]
        if (
            "。" not in since
            and len(since) <= _ADJACENT
            and self.accepted
            and floor == self.accepted[-1].marker.end
        ):
            return True
        return bool(_DUTY.search(since.rpartition("。")[2]))

    def _sections(self, body_end: int) -> Iterator[Section]:
        accepted, text = self.accepted, self.text
        starts = [each.marker.start for each in accepted] + [
            max(body_end, accepted[-1].marker.end) if accepted else 0
        ]
        shared = {
            each.marker.start
            for each, other in zip(accepted, accepted[1:], strict=False)
            if not other.marker.leads
        } | {each.marker.start for each in accepted if not each.marker.leads}
        extents = self._extents(starts)
        for index, each in enumerate(accepted):
            marker, following = each.marker, starts[index + 1]
            stop = (
                following - 1
                if following and following < len(text) and text[following - 1] == "\n"
                else following
            )
            if marker.form == "附":
                end = marker.end if each.title is None else marker.end + 1 + len(each.title)
                number = text[marker.start : marker.end].rstrip("：:")
                yield Section(each.path, number, each.title, 1, marker.start, end, stop, extents[index])
                continue
            close = min(_paragraph_end(text, marker.end), following)
            end = title_end(text, marker.end, close, self.flow.gap, flattened=marker.start in shared)
            title = None if end is None else text[marker.end : end]
            number = text[marker.start : marker.end]
            yield Section(
                each.path, number, title, each.level, marker.start, end or marker.end, stop, extents[index]
            )

    def _extents(self, starts: Sequence[int]) -> list[int]:
        """Where everything under each heading ends: at the next one of its own level or above."""
        extents = [0] * len(self.accepted)
        waiting: list[int] = []
        for index, each in enumerate([*self.accepted, None]):
            while waiting and (each is None or self.accepted[waiting[-1]].level >= each.level):
                start = starts[index]
                newline = start and start < len(self.text) and self.text[start - 1] == "\n"
                extents[waiting.pop()] = start - 1 if newline else start
            waiting.append(index)
        return extents


def _with_second(found: Sequence[Marker]) -> set[int]:
    """Starts of first items (1, 一, ①) whose next marker of the same form is the second."""
    following: dict[str, int] = {}
    starts = set()
    for marker in reversed(found):
        if marker.ordinal == 1 and following.get(marker.form) == 2:
            starts.add(marker.start)
        following[marker.form] = marker.ordinal
    return starts


def _annex_lists(text: str) -> list[tuple[int, int]]:
    """The list of annexes under a notice (附件：1.… 2.…) is no heading."""
    ranges = []
    for found in _ANNEX_LIST.finditer(text):
        end = _paragraph_end(text, found.end())
        while (
            re.compile(r"\n[0-9]{1,2}[.．、]").match(text, end) and _paragraph_end(text, end + 1) - end < 60
        ):
            end = _paragraph_end(text, end + 1)
        ranges.append((found.start(), end))
    return ranges
