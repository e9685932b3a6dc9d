"""An order from above, in half a minute: who, what, for whom, by when."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.delivery.actions.registering import Order
from luoshi.duties.actions.creating import DutyGiven, MilestoneGiven, PartGiven, TermGiven

DAY = {"required": _("请写日期"), "invalid": _("请写成 2026-06-30 这样的日期")}


def _day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class OrderForm(forms.Form):
    """The words of the order and the task it becomes, done when one milestone is."""

    kind = forms.ChoiceField(label=_("来源"), choices=[("instruction", _("领导批示、交办")), ("tasks", _("上级下达"))])
    who = forms.CharField(
        label=_("谁交办的"),
        max_length=60,
        help_text=_("例如：副州长 王某某；省发展改革委。"),
        error_messages={"required": _("请写明谁交办的")},
    )
    day = forms.DateField(label=_("交办日期"), widget=_day_input(), error_messages=DAY)
    text = forms.CharField(
        label=_("原话"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("照原文录入，任务会连到这些话上。"),
        error_messages={"required": _("请录入原话")},
    )
    title = forms.CharField(
        label=_("任务"),
        max_length=200,
        required=False,
        help_text=_("一句话写明要办成什么；空着就用原话的第一句。"),
    )
    owner = forms.TypedChoiceField(label=_("谁牵头"), coerce=int, error_messages={"required": _("请选牵头单位")})
    helpers = forms.TypedMultipleChoiceField(label=_("谁配合"), coerce=int, required=False)
    due = forms.DateField(label=_("什么时候办完"), widget=_day_input(), error_messages=DAY)

    def __init__(self, *args: Any, owners: Iterable[tuple[Any, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = list(owners)
        for name, choices in (("owner", [("", _("请选择")), *units]), ("helpers", units)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def clean(self) -> dict[str, Any]:
        """It is due after it was given."""
        found = super().clean() or {}
        if found.get("day") and found.get("due") and found["due"] < found["day"]:
            self.add_error("due", _("办完的日期早于交办日期"))
        return found

    def order(self) -> Order:
        """What was asked."""
        given = self.cleaned_data
        return Order(given["kind"], " ".join(given["who"].split()), given["day"], given["text"])

    def given(self, today: date) -> DutyGiven:
        """The task: one milestone on its last day; it begins, and holds, from the day it was asked for."""
        said = self.cleaned_data
        title = said["title"] or said["text"].strip().splitlines()[0].split("。")[0]
        term = TermGiven(said["owner"], said["day"], said["due"], deliverable="", rhythm="month")
        parts = [PartGiven(unit, "supporting") for unit in said["helpers"] if unit != said["owner"]]
        steps = [MilestoneGiven(title[:200], said["due"], Decimal(1))]
        return DutyGiven(title[:300], term, steps, parts, since=min(said["day"], today))
