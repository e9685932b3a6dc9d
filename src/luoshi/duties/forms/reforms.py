"""What people type about a reform of units."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.duties.queries.reforming import Reform
from luoshi.orgs.models import Unit
from luoshi.orgs.queries import at_date
from luoshi.orgs.rules.reforms import Heir

KINDS = (
    ("rename", _("更名：换一个名称，其余不变")),
    ("merge", _("合并：几个单位并为一个")),
    ("split", _("拆分：一个单位分为几个")),
    ("abolish", _("撤销：由另一个单位承接")),
)


class ReformForm(forms.Form):
    """Which units become which, from which day, by which paper."""

    kind = forms.ChoiceField(label=_("怎么改"), choices=KINDS)
    formers = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label=_("原单位"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请选原单位。")},
    )
    heir = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("由名录里的单位承接"),
        required=False,
        empty_label=_("不选"),
        help_text=_("承接的是新单位时不选"),
    )
    names = forms.CharField(
        label=_("新单位"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("每行一个单位：简称，空一格，全称。如：州水利局 临夏回族自治州水利局"),
    )
    since = forms.DateField(
        label=_("哪天起"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("请写日期。"), "invalid": _("请写成 2026-06-30 这样的日期")},
    )
    why = forms.CharField(
        label=_("依据"),
        max_length=300,
        help_text=_("文件名称和文号"),
        error_messages={"required": _("请写依据的文件。")},
    )

    def __init__(self, data: Mapping[str, Any] | None, *, day: date, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        there = Unit.objects.filter(at_date(day), until=None).order_by("name")
        for name in ("formers", "heir"):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = there

    def reform(self, duties: Mapping[int, int], accounts: Mapping[int, int]) -> Reform:
        """What is to be done."""
        given = self.cleaned_data
        known = [Heir(given["heir"].name, unit=given["heir"].pk)] if given["heir"] else []
        lines = [line.split(maxsplit=1) for line in given["names"].splitlines() if line.strip()]
        new = [Heir(words[0], words[1] if len(words) > 1 else "") for words in lines]
        formers = tuple(unit.pk for unit in given["formers"])
        return Reform(given["kind"], formers, (*known, *new), given["since"], given["why"], duties, accounts)
