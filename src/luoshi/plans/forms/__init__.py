"""What people send about plans: a signature, filters. Documents come by `forms.registering`."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.plans import words


class AdoptForm(forms.Form):
    """The signature under a reading."""

    why = forms.CharField(
        label=_("采用依据"),
        max_length=300,
        help_text=_("写明会议或批准文件，例如：州政府第 12 次常务会议。"),
        error_messages={"required": _("请写明采用依据")},
    )
    since = forms.DateField(
        label=_("生效日"),
        help_text=_("从这一天起以这一版为准。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("请写明生效日"), "invalid": _("请写成 2026-06-30 这样的日期")},
    )
    sure = forms.BooleanField(
        label=_("我已核对读出的内容，对采用负责"), error_messages={"required": _("请先核对，再勾选")}
    )


class Filters(forms.Form):
    """Filters of a list. Each list offers the values that its rows really have."""

    text = forms.CharField(label=_("名称"), required=False, max_length=60)

    def __init__(self, data: Mapping[str, Any], choices: Mapping[str, Iterable[tuple[str, Any]]]) -> None:
        super().__init__(data)
        for name, offered in choices.items():
            self.fields[name] = forms.ChoiceField(
                label=LABELS[name], choices=[("", _("全部")), *offered], required=False
            )

    def chosen(self) -> dict[str, str]:
        """Filters in use; a value that is not offered filters nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


LABELS = {
    "kind": _("种类"),
    "state": _("状态"),
    "chapter": _("章"),
    "unit": _("单位"),
    "role": _("承担方式"),
    "deadline": _("期限"),
    "source": _("期限来源"),
    "comparator": _("要求"),
    "modality": _("属性"),
    "strength": _("力度"),
    "region": _("地点"),
    "verb": _("文中说"),
}
OFFERED: dict[str, list[tuple[str, Any]]] = {
    "kind": list(words.PLANS.items()),
    "state": [("adopted", words.ADOPTED), ("draft", words.DRAFT)],
    "role": [("lead", words.ROLES["lead"]), ("other", _("责任和配合"))],
    "source": list(words.SOURCES.items()),
    "comparator": list(words.COMPARATORS.items()),
    "modality": list(words.MODALITIES.items()),
    "strength": list(words.STRENGTHS.items()),
}
