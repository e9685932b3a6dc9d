"""Clauses that say who does what: 甲局牵头，乙局、丙局配合；各县政府负责落实. A list has no verb."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from luoshi.reader.reading import Role
from luoshi.reader.units.members import Member, members
from luoshi.reader.units.names import grade, without_notes
from luoshi.reader.units.verbs import Verb, verbs
from luoshi.reader.units.vocabulary import BODIES, CLOSING, OPENING, Gap

DEADLINE = re.compile(
    r"(?:20[0-9]{2}年|[0-9]{1,2}月|每年|每月|每季度|年底|年内|长期|持续|常态化|即时|立即|按时|全年|适时)[^，；。]{0,20}"
)
"""When, without a label: 2025年底前, 年内出台, 长期坚持."""

_TOGETHER = re.compile(r"(?:牵头)?，?会同|联合|商|同")
_LAST_CLAUSE = re.compile("[，；,;](?P<value>[^，；,;]{2,24})$")
_SOME = re.compile("一批|一些|若干|部分|多[家个]|[0-9]+[家个]")
_REMARK = re.compile("以?下同|等|(?:[列排]|首位|第一)[^，；]{0,12}牵头(?:单位|部门)?")
"""What a list says beside its names: that the first one leads, that it holds for what follows."""
_COMMA = re.compile("[，,]")
_INNER = re.compile(rf"[{OPENING}][^{OPENING}{CLOSING}]{{2,200}}[{CLOSING}]")


@dataclass(frozen=True, slots=True)
class Named:
    """A body with its role.

    `default` when the role is the label's and no verb or mark has said more, `ruled` when a rule of the document
    (the first leads) has given it.
    """

    member: Member
    role: Role
    default: bool = False
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Duties:
    """What a stretch of text says: bodies, a deadline as printed, what else stands in it, and where it ends."""

    named: tuple[Named, ...] = ()
    deadline: str | None = None
    rest: tuple[str, ...] = ()
    labelled: bool = False
    verbs: int = 0
    stop: int = 0

    def sure(self) -> bool:
        """Whether one of the names is beyond doubt."""
        return any(grade(each.member.whole) == 3 for each in self.named)

    def bodies_only(self, least: int = 2) -> bool:
        """Whether this is nothing but names that surely are bodies; with a verb a few may only be of grade `least`."""
        if self.rest or not self.named or any(_SOME.match(each.member.name) for each in self.named):
            return False
        grades = [grade(each.member.whole) for each in self.named]
        bare = all(without_notes(each.member.name) in BODIES for each in self.named)
        if bare or max(grades) < 2:
            return False
        return min(grades) >= (least if self.verbs and sum(each > 1 for each in grades) * 2 >= len(grades) else 2)


def joined(parts: list[Duties]) -> Duties:
    """Several stretches as one."""
    return Duties(
        tuple(each for part in parts for each in part.named),
        next((part.deadline for part in parts if part.deadline), None),
        tuple(each for part in parts for each in part.rest),
        any(part.labelled for part in parts),
        sum(part.verbs for part in parts),
        max((part.stop for part in parts), default=0),
    )


def clause_duties(text: str, start: int, end: int, gap: Gap, role: Role, *, objects: bool = False) -> Duties:
    """Bodies up to the first full stop; verbs give roles, `role` is that of a list without one.

    With `objects` a verb may have one (甲局负责审批): right where nothing but duties can stand.
    """
    stop = text.find("。", start, end)
    end = stop if stop >= 0 else end
    low, deadline = _without_deadlines(text, start, end)
    reader = _Reader(text, gap, role, objects=objects)
    place = start
    for found in _INNER.finditer(text, start, low):
        inner = _Reader(text, gap, role, objects=False).read(found.start() + 1, found.end() - 1)
        if inner.verbs and inner.bodies_only():
            reader.read(place, found.start())
            reader.add(inner)
            place = found.end()
    found_all = reader.read(place, low)
    return replace(found_all, deadline=deadline, stop=end) if deadline else found_all


def _without_deadlines(text: str, start: int, end: int) -> tuple[int, str | None]:
    """Where the clauses end before those that only say when, and the first of these."""
    deadline = None
    while (found := _LAST_CLAUSE.search(text, max(start, end - 30), end)) and DEADLINE.fullmatch(found["value"]):
        end, deadline = found.start(), found["value"]
    return end, deadline


class _Reader:
    """Collects the bodies of one stretch."""

    def __init__(self, text: str, gap: Gap, role: Role, *, objects: bool) -> None:
        self._text, self._gap, self._role, self._objects = text, gap, role, objects
        self._found: list[Named] = []
        self._rest: list[str] = []
        self._verbs = 0

    def add(self, inner: Duties) -> None:
        """Take over what a bracket inside says."""
        self._found += inner.named
        self._verbs += inner.verbs

    def read(self, start: int, end: int) -> Duties:
        """Read up to `end`, or to where prose begins; what was read before counts as well."""
        last = start
        for low, high, verb in self._chunks(start, end):
            for part_low, part_high, role, default in self._together(low, high, verb):
                part = members(self._text, part_low, part_high, self._gap)
                self._found += [_named(each, role, default) for each in part.found]
                if part.found or not self._verbs:
                    self._rest += [self._text[a:b] for a, b in part.rest]
                last = max(part.stop, verb.end if verb else 0)
                if part.stop < part_high:
                    return self._duties(last)
            self._verbs += verb is not None
        return self._duties(last if self._rest else max(last, end))

    def _duties(self, stop: int) -> Duties:
        deadline = next((each for each in self._rest if DEADLINE.fullmatch(each)), None)
        rest = tuple(each for each in self._rest if not (DEADLINE.fullmatch(each) or _REMARK.fullmatch(each)))
        return Duties(tuple(self._found), deadline, rest, verbs=self._verbs, stop=stop)

    def _chunks(self, start: int, end: int) -> Iterator[tuple[int, int, Verb | None]]:
        """Stretches of names with the verb that closes each; the last may have none.

        In 甲局，乙局配合 the verb is that of the second clause only: nobody has led or answered before.
        """
        place = start
        for verb in verbs(self._text, start, end, objects=self._objects):
            comma = _COMMA.search(self._text, place, verb.start)
            if comma and place == start and verb.role == "supporting":
                yield place, comma.start(), None
                place = comma.end()
            yield place, verb.start, verb
            place = verb.end
        if self._text[place:end].strip("，、；;,\n"):
            yield place, end, None

    def _together(self, low: int, high: int, verb: Verb | None) -> Iterator[tuple[int, int, Role, bool]]:
        """甲局会同乙局: what stands before 会同 leads; plus the role of what stands in a chunk without it."""
        given: Role = self._role if verb is None or verb.role == "responsible" else verb.role
        for found in _TOGETHER.finditer(self._text, low + 1, high):
            left = re.split("[、，,；;]", self._text[low : found.start()].lstrip("，、；由\n"))[-1]
            right = re.split("[、，,；;等]", self._text[found.end() : high])[0]
            if grade(left) and (found[0].endswith("会同") or (grade(left) == 3 and grade(right) >= 2)):
                yield low, found.start(), "lead", False
                yield found.end(), high, "responsible" if given == "lead" else given, False
                return
        yield low, high, given, verb is None or verb.role == "responsible"


_NOTED: dict[str, Role] = {"lead": "lead", "joint": "lead", "other": "supporting"}


def _named(member: Member, role: Role, default: bool) -> Named:
    noted = _NOTED.get(member.note or "")
    return Named(member, noted) if noted else Named(member, role, default)
