"""What people changed against the reading, in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from luoshi.orgs.models import Unit, UnitGroup
from luoshi.plans import words
from luoshi.plans.exports import wording
from luoshi.plans.models import Correction, Revision
from luoshi.plans.queries.items import KINDS

FIELDS = {
    "title": "名称",
    "printed": "单位",
    "indicator": "指标",
    "name": "名称",
    "role": "承担方式",
    "accountable": "总牵头",
    "unit_id": "认定为",
    "group_id": "认定为单位组",
    "comparator": "要求",
    "value": "目标值",
    "value_high": "目标值上限",
    "unit": "计量单位",
    "deadline": "时限",
    "due": "完成日期",
    "deadline_source": "期限依据",
    "baseline": "基期",
    "modality": "属性",
    "owner_id": "归口单位",
    "verb": "原文要求",
    "strength": "类别",
    "regions": "地点",
}
"""Field of a row -> what it is called on a paper."""

CODES: Mapping[str, Mapping[str, Any]] = {
    "role": words.ROLES,
    "comparator": wording.DEMANDS,
    "deadline_source": words.SOURCES,
    "modality": words.MODALITIES,
    "strength": words.STRENGTHS,
}
NOTHING = "（空）"


@dataclass(frozen=True, slots=True)
class Told:
    """One correction in words: what it was done to, what was done, how it read before and after."""

    kind: str
    operation: str
    name: str
    before: str
    after: str


class Telling:
    """Puts the corrections of a revision into words; three statements for the names that they mention."""

    def __init__(self, revision: Revision) -> None:
        self._measures = dict(revision.measures.values_list("pk", "title"))
        self._names = {
            "unit_id": dict(Unit.objects.values_list("pk", "name")),
            "group_id": dict(UnitGroup.objects.values_list("pk", "name")),
        }
        self._names["owner_id"] = self._names["unit_id"]

    def told(self, correction: Correction) -> Told:
        """One correction; of a row that stands before and after only what differs is said."""
        before, after = correction.before, correction.after
        operation = str(words.OPERATIONS[correction.operation])
        kind = str(words.LINES[correction.kind])
        if before and after:
            changed = [name for name in FIELDS if name in {*before, *after} and before.get(name) != after.get(name)]
            texts = [self._texts(content, changed) for content in (before, after)]
        else:
            texts = [self._name(correction.kind, content) for content in (before, after)]
        return Told(kind, operation, self._name(correction.kind, after or before), *texts)

    def _name(self, kind: str, content: Mapping[str, Any]) -> str:
        """What a row is called; a unit with the measure that names it."""
        field = KINDS[kind].name if kind in KINDS else "title"
        name, measure = str(content.get(field, "")), self._measures.get(content.get("measure_id") or 0, "")
        return f"{name}（{measure}）" if kind == "unit" and name and measure else name

    def _texts(self, content: Mapping[str, Any], fields: Sequence[str]) -> str:
        return "；".join(f"{FIELDS[field]}：{self._value(field, content.get(field))}" for field in fields)

    def _value(self, field: str, value: Any) -> str:
        if value is None or value in ("", []):
            return NOTHING
        if isinstance(value, bool):
            return "是" if value else "否"
        if field in self._names:
            return self._names[field].get(value, str(value))
        return str(CODES.get(field, {}).get(value, "、".join(value) if isinstance(value, list) else value))


def counted(corrections: Sequence[Correction]) -> str:
    """更正5处，新增1处."""
    numbers = Counter(correction.operation for correction in corrections)
    return "，".join(f"{word}{numbers[code]}处" for code, word in words.OPERATIONS.items() if numbers[code])
