"""Who answers in a stretch of text with labels: 牵头单位：甲局；责任单位：乙局、丙局；完成时限：2025年6月."""

import re
from dataclasses import replace

from luoshi.reader.reading import Role
from luoshi.reader.units.clauses import Duties, clause_duties, joined
from luoshi.reader.units.labels import Label, labels
from luoshi.reader.units.vocabulary import Gap

_EDGES = re.compile("^[，、\n]+|[，、\n）)〕】\\]]+$")
_VALUE_END, _PERSON_END = re.compile("[。；;]"), re.compile("[。；;\n]")
_ROLES: dict[str, Role] = {"lead": "lead", "responsible": "responsible", "supporting": "supporting"}


def duties(text: str, start: int, end: int, gap: Gap) -> Duties:
    """Read a whole stretch: labels with their lists, or clauses with verbs, or a bare list."""
    found = labels(text, start, end, gap)
    if not found:
        return clause_duties(text, start, end, gap, "responsible", objects=True)
    parts = []
    if found[0].start > start:
        parts.append(clause_duties(text, start, found[0].start, gap, "responsible"))
    for label, after in zip(found, [*(each.start for each in found[1:]), end], strict=True):
        parts.append(label_duties(text, label, after, gap))
    return replace(joined(parts), labelled=True)


def label_duties(text: str, label: Label, end: int, gap: Gap) -> Duties:
    """What stands behind one label, up to `end`."""
    if label.kind == "deadline":
        printed = _VALUE_END.split(text[label.end : end])[0]
        value = _EDGES.sub("", printed).replace("\n", "")
        return Duties(deadline=value or None, labelled=True, stop=label.end + len(printed))
    role = _ROLES.get(label.kind)
    if role is None:
        named = _PERSON_END.search(text, label.end, end)
        return Duties(labelled=True, stop=named.start() if named else end)
    return replace(clause_duties(text, label.end, end, gap, role, objects=True), labelled=True)
