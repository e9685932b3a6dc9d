"""Choosing a parent plan; choosing which measure carries out which."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.plans.actions.linking import Pair
from luoshi.plans.models import Measure, Plan, Revision

STATES = {
    "open": _("没有对应的"),
    "suggested": _("有建议的"),
    "linked": _("已对应的"),
}
CARRIED = {"open": _("无人承接的"), "carried": _("有人承接的")}


class ParentForm(forms.Form):
    """Which plan this one is a part of."""

    parent = forms.ChoiceField(label=_("上级方案"), required=False)

    def __init__(self, data: Any, offered: Iterable[Revision], chosen: int | None) -> None:
        super().__init__(data, initial={"parent": chosen})
        self.plans: dict[str, Plan] = {str(row.plan_id): row.plan for row in offered}
        choices = [(str(row.plan_id), row.title) for row in offered]
        self.fields["parent"].choices = [("", _("没有")), *choices]  # type: ignore[attr-defined]

    def chosen(self) -> Plan | None:
        """The plan, None for none."""
        return self.plans.get(self.cleaned_data["parent"])


class PairForm(forms.Form):
    """One measure of the part and one of the parent, chosen by hand."""

    lower = forms.ChoiceField(label=_("本方案的举措"), error_messages={"required": _("请选择本方案的举措")})
    upper = forms.ChoiceField(label=_("上级方案的举措"), error_messages={"required": _("请选择上级方案的举措")})

    def __init__(self, lowers: Iterable[Measure], uppers: Iterable[Measure], lower: str = "") -> None:
        super().__init__(initial={"lower": lower})
        for name, rows in (("lower", lowers), ("upper", uppers)):
            offered = [(str(row.line_id), f"{row.path} {row.title}"[:80]) for row in rows]
            self.fields[name].choices = [("", _("请选择")), *offered]  # type: ignore[attr-defined]


class StateForm(forms.Form):
    """Which measures to show."""

    state = forms.ChoiceField(label=_("对应情况"), required=False)
    text = forms.CharField(label=_("名称"), required=False, max_length=60)

    def __init__(self, data: Any, states: dict[str, Any]) -> None:
        super().__init__(data)
        self.fields["state"].choices = [("", _("全部")), *states.items()]  # type: ignore[attr-defined]

    def chosen(self) -> tuple[str, str]:
        """State and text; what is not offered filters nothing."""
        self.is_valid()
        return self.cleaned_data.get("state", ""), self.cleaned_data.get("text", "")


def pairs_of(values: Iterable[str]) -> list[Pair]:
    """`12:34` as sent by the buttons. Raises ValueError for anything else."""
    found = []
    for value in values:
        lower, _colon, upper = value.partition(":")
        found.append((int(lower), int(upper)))
    return found
