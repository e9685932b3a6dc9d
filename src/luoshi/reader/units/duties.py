"""Who does what in a stretch of text: a list under a label, or clauses such as 甲局牵头，乙局、丙局配合."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from luoshi.reader.reading import Role
from luoshi.reader.units.labels import Label, labels
from luoshi.reader.units.members import Gap, Member, members
from luoshi.reader.units.names import grade, without_notes
from luoshi.reader.units.verbs import Verb, verbs
from luoshi.reader.units.vocabulary import BODIES

_TOGETHER = re.compile(r"(?:牵头)?，?会同|联合|商|同")
DEADLINE = re.compile(
    r"(?:20[0-9]{2}年|[0-9]{1,2}月|每年|每月|每季度|年底|年内|长期|持续|常态化|即时|立即|按时|全年|适时)[^，；。]{0,20}"
)
_EDGES = re.compile("^[，、\n]+|[，、\n）)〕】\\]]+$")
_STOP = re.compile("。")
_LAST_CLAUSE = re.compile("[，；,;](?P<value>[^，；,;]{2,24})$")
_SOME = re.compile("一批|一些|若干|部分|多[家个]|[0-9]+[家个]")


@dataclass(frozen=True, slots=True)
class Named:
    """A body with its role. `default` when the role is the label's and no verb or mark has said more."""

    member: Member
    role: Role
    default: bool = False


@dataclass(frozen=True, slots=True)
class Duties:
    """What a stretch of text says: bodies, a deadline as printed, what else stands in it, and where it ends."""

    named: tuple[Named, ...] = ()
    deadline: str | None = None
    rest: tuple[str, ...] = ()
    labelled: bool = False
    verbs: int = 0
    stop: int = 0

    def bodies_only(self, least: int = 2) -> bool:
        """Whether this is nothing but names that surely are bodies; with a verb a few may only be of grade `least`."""
        if self.rest or not self.named:
            return False
        if any(_SOME.match(each.member.name) for each in self.named):
            return False
        grades = [grade(each.member.whole) for each in self.named]
        bare = all(without_notes(each.member.name) in BODIES for each in self.named)
        if bare or max(grades) < 2:
            return False
        return min(grades) >= (least if self.verbs and sum(each > 1 for each in grades) * 2 >= len(grades) else 2)


def duties(text: str, start: int, end: int, gap: Gap) -> Duties:
    """Read a whole stretch: labels with their lists, or clauses with verbs, or a bare list."""
    found = labels(text, start, end)
    if not found:
        return clause_duties(text, start, end, gap, "responsible")
    parts = []
    if found[0].start > start:
        parts.append(clause_duties(text, start, found[0].start, gap, "responsible"))
    for label, after in zip(found, [*(each.start for each in found[1:]), end], strict=True):
        parts.append(label_duties(text, label, after, gap))
    return replace(joined(parts), labelled=True)


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


def label_duties(text: str, label: Label, end: int, gap: Gap) -> Duties:
    """What stands behind one label, up to `end`."""
    if label.kind == "deadline":
        value = _EDGES.sub("", re.split("[。；;]", text[label.end : end])[0]).replace("\n", "")
        return Duties(deadline=value or None, labelled=True, stop=end)
    role = _ROLES.get(label.kind)
    if role is None:
        return Duties(labelled=True, stop=end)
    return replace(clause_duties(text, label.end, end, gap, role), labelled=True)


def clause_duties(text: str, start: int, end: int, gap: Gap, role: Role) -> Duties:
    """Bodies up to the first full stop; verbs give roles, `role` is that of a list without one."""
    stop = _STOP.search(text, start, end)
    end = stop.start() if stop else end
    dated = _LAST_CLAUSE.search(text, start, end)
    if dated and DEADLINE.fullmatch(dated["value"]):
        return replace(clause_duties(text, start, dated.start(), gap, role), deadline=dated["value"], stop=end)
    chunks, found = list(_chunks(text, start, end)), []
    rest: list[str] = []
    last = start
    for low, high, verb in chunks:
        for part_low, part_high, part_role, default in _together(text, low, high, verb, role):
            part = members(text, part_low, part_high, gap)
            found += [_named(each, part_role, default) for each in part.found]
            rest += [text[a:b] for a, b in part.rest]
            last = max(part.stop, verb.end if verb else 0)
            if part.stop < part_high:
                return _duties(found, rest, chunks, last)
    return _duties(found, rest, chunks, max(last, end if not rest else last))


def _duties(found: list[Named], rest: list[str], chunks: list[tuple[int, int, Verb | None]], stop: int) -> Duties:
    deadline = next((each for each in rest if DEADLINE.fullmatch(each)), None)
    others = tuple(each for each in rest if not DEADLINE.fullmatch(each) and each not in {"下同", "等"})
    return Duties(tuple(found), deadline, others, verbs=sum(each[2] is not None for each in chunks), stop=stop)


def _chunks(text: str, start: int, end: int) -> Iterator[tuple[int, int, Verb | None]]:
    """Stretches of names with the verb that closes each; the last may have none."""
    place = start
    for verb in verbs(text, start, end):
        yield place, verb.start, verb
        place = verb.end
    if text[place:end].strip("，、；;,\n"):
        yield place, end, None


def _together(text: str, low: int, high: int, verb: Verb | None, role: Role) -> Iterator[tuple[int, int, Role, bool]]:
    """甲局会同乙局: what stands before 会同 leads; plus the role of what stands in a chunk without it."""
    given: Role = _given(verb, role)
    for found in _TOGETHER.finditer(text, low + 1, high):
        left, right = text[low : found.start()].lstrip("，、；由\n"), text[found.end() : high]
        name = re.split("[、，；]", left)[-1]
        sure = found[0].endswith("会同") or (grade(name) == 3 and grade(re.split("[、，；等]", right)[0]) >= 2)
        if sure and grade(name):
            yield low, found.start(), "lead", False
            yield found.end(), high, "responsible" if given == "lead" else given, False
            return
    yield low, high, given, verb is None or verb.role == "responsible"


def _given(verb: Verb | None, role: Role) -> Role:
    """A verb's role; 负责 alone says no more than the label does."""
    return role if verb is None or verb.role == "responsible" else verb.role


_ROLES: dict[str, Role] = {"lead": "lead", "responsible": "responsible", "supporting": "supporting"}
_NOTED: dict[str, Role] = {"lead": "lead", "joint": "lead", "other": "supporting"}


def _named(member: Member, role: Role, default: bool) -> Named:
    noted = _NOTED.get(member.note or "")
    return Named(member, noted) if noted else Named(member, role, default)
