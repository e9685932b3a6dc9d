"""What people ask for and how it is decided: the form of each kind starts from what holds today."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.duties import words
from luoshi.duties.rules.changes import Holding, part_of, plain_number

DAY = {"required": _("请写日期"), "invalid": _("请写成 2026-06-30 这样的日期")}
FIGURE = {"required": _("请写数字"), "invalid": _("请写数字，例如 120 或 12.5")}
CHANGED = _("您打开以后这项任务改过。请看现在的内容，再改要变的一项。")


@dataclass(frozen=True, slots=True)
class Offered:
    """What the form offers: names of milestones and of units with shares, all units, accepted reports."""

    holding: Holding
    milestones: Mapping[str, str]
    sharing: Mapping[str, str]
    units: Iterable[tuple[int, str]]
    reports: Iterable[tuple[int, str]]


Fields = dict[str, forms.Field]


def _day(label: Any, value: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, initial=date.fromisoformat(value), widget=widget, error_messages=DAY)


def _figure(label: Any, value: str | None, *, least: str = "0") -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        initial=value,
        max_digits=20,
        decimal_places=4,
        min_value=Decimal(least),
        required=value is not None,
        error_messages=FIGURE,
    )


def _due(offered: Offered) -> Fields:
    found: Fields = {"due": _day(_("截止"), offered.holding["due"])}
    for key, (due, weight) in offered.holding["milestones"].items():
        found[f"day-{key}"] = _day(_("节点“%(what)s”的期限") % {"what": offered.milestones[key]}, due)
        found[f"weight-{key}"] = _figure(_("节点“%(what)s”的权重") % {"what": offered.milestones[key]}, weight)
    return found


def _target(offered: Offered) -> Fields:
    held = offered.holding
    found: Fields = {
        "quantity": _figure(_("数量"), held["quantity"], least="0.0001"),
        "unit": forms.CharField(label=_("计量单位"), initial=held["unit"], max_length=20, required=False),
        "deliverable": forms.CharField(
            label=_("成果形式"), initial=held["deliverable"], max_length=300, required=False
        ),
    }
    for key, share in held["shares"].items():
        found[f"share-{key}"] = _figure(_("%(unit)s的分量") % {"unit": offered.sharing[key]}, share)
    return found


def _owner(offered: Offered) -> Fields:
    choices = [(str(key), name) for key, name in offered.units]
    return {"owner": forms.ChoiceField(label=_("总牵头"), choices=choices, initial=str(offered.holding["owner"]))}


def _close(offered: Offered) -> Fields:
    return {
        "reports": forms.MultipleChoiceField(
            label=_("证明成果的已认定报告"),
            choices=[(str(key), name) for key, name in offered.reports],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
        "proof": forms.CharField(
            label=_("凭什么核实"),
            required=False,
            max_length=500,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("例如：验收单编号、印发的文号、现场核查的日子。"),
        ),
    }


FIELDS: dict[str, Callable[[Offered], Fields]] = {
    "due": _due,
    "target": _target,
    "owner": _owner,
    "close": _close,
}
"""The fields of each kind; the others only say why."""


class AskForm(forms.Form):
    """A request of one kind. `seen` is what held when the form was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, kind: str, offered: Offered) -> None:
        super().__init__(data)
        self._kind, self._offered = kind, offered
        self.fields["seen"].initial = self._mark()
        if kind in FIELDS:
            self.fields.update(FIELDS[kind](offered))
        self.fields["why"] = forms.CharField(
            label=_("理由"),
            required=kind != "close",
            max_length=500,
            widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
            error_messages={"required": words.NOT_ASKED["words"]},
            help_text=_("进展没有全部认定时要写。") if kind == "close" else "",
        )

    def clean(self) -> dict[str, Any]:
        """What was changed meanwhile is not changed back unseen."""
        found = super().clean() or {}
        if found.get("seen") and found["seen"] != self._mark():
            self.data = {**{name: self.data.get(name) for name in self.data}, "seen": self._mark()}
            raise forms.ValidationError(CHANGED)
        return found

    def content(self) -> dict[str, Any]:
        """What is asked for, as requests keep it."""
        said = self.cleaned_data
        found: dict[str, Any] = {name: said[name] for name in ("unit", "deliverable", "proof") if name in said}
        if "due" in said:
            keys = self._offered.holding["milestones"]
            found["due"] = said["due"].isoformat()
            found["milestones"] = {
                key: [said[f"day-{key}"].isoformat(), plain_number(said[f"weight-{key}"])] for key in keys
            }
        if "quantity" in said:
            shares = {key: said[f"share-{key}"] for key in self._offered.holding["shares"]}
            found["quantity"] = plain_number(said["quantity"])
            found["shares"] = {key: plain_number(share) for key, share in shares.items() if share}
        if "owner" in said:
            found["owner"] = int(said["owner"])
        if "reports" in said:
            found["reports"] = [int(key) for key in said["reports"]]
        return found

    def _mark(self) -> str:
        held = json.dumps(part_of(self._offered.holding, self._kind), sort_keys=True)
        return sha256(held.encode()).hexdigest()[:16]


class DecisionForm(forms.Form):
    """What is answered, and from which day it counts."""

    answer = forms.CharField(
        label=_("裁定的理由或说明"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
    )
    counts_from = forms.DateField(
        label=_("从哪天起算"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=DAY,
    )


class RequestFilters(forms.Form):
    """Which requests to show; stands in the address."""

    state = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("待裁定")), ("done", _("已裁定")), ("all", _("全部"))]
    )
    kind = forms.ChoiceField(label=_("种类"), required=False, choices=[("", _("全部")), *words.REQUESTS.items()])
    unit = forms.ChoiceField(label=_("单位"), required=False)

    def __init__(self, data: Any, units: Iterable[tuple[int, str]]) -> None:
        super().__init__(data, auto_id="filter-%s")
        self.fields["unit"] = forms.ChoiceField(
            label=_("单位"), required=False, choices=[("", _("全部")), *((str(key), name) for key, name in units)]
        )

    def chosen(self) -> dict[str, str]:
        """What is chosen; a choice that is not offered chooses nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
