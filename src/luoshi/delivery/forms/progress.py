"""What to look at of a plan's progress: the day, the year, filters; all of it stands in the address."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.duties.words import LIGHTS

LABELS = {
    "year": _("年度"),
    "chapter": _("章"),
    "measure": _("举措"),
    "unit": _("总牵头"),
    "county": _("县市"),
    "light": _("灯"),
    "fresh": _("新报"),
    "deep": _("展开"),
}
FIXED: dict[str, list[tuple[str, Any]]] = {
    "light": [("", _("全部")), *LIGHTS.items()],
    "fresh": [("", _("全部")), ("no", _("无新报"))],
    "deep": [("", _("不列任务")), ("1", _("列到任务"))],
}


class DayForm(forms.Form):
    """The day alone: today where none, or no day, is given."""

    on = forms.DateField(
        label=_("看哪一天"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class ProgressFilters(DayForm):
    """All filters. `offered` holds choices by name, in the order in which they are shown; FIXED ones need none."""

    def __init__(self, data: Mapping[str, str], offered: Mapping[str, Iterable[tuple[Any, Any]]]) -> None:
        super().__init__(data, auto_id="filter-%s")
        for name, choices in offered.items():
            rows = FIXED.get(name) or [*([] if name == "year" else [("", _("全部"))]), *choices]
            self.fields[name] = forms.ChoiceField(label=LABELS[name], required=False, choices=rows)

    def chosen(self) -> dict[str, str]:
        """Filters in use; a choice that is not offered chooses nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value and name not in {"on", "year"}}
