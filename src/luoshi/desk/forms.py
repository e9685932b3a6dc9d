"""Filters of the desk's pages."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.desk.words import ACTIONS
from luoshi.duties import words

LIGHTS = [(code, said) for code, said in words.LIGHTS.items() if code != "closed"]
LABELS = {
    "plan": _("方案"),
    "chapter": _("章"),
    "unit": _("总牵头"),
    "county": _("县市"),
    "light": _("灯"),
    "fresh": _("新报"),
}


class RecordFilters(forms.Form):
    """Which events to show."""

    by = forms.CharField(label=_("账号"), required=False, max_length=60)
    action = forms.ChoiceField(label=_("动作"), choices=[("", _("全部")), *ACTIONS.items()], required=False)
    since = forms.DateField(
        label=_("从"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("到"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class OfficeFilters(forms.Form):
    """Which tasks to look at, and on which day; stands in the address."""

    on = forms.DateField(
        label=_("看哪一天"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data: Any, choices: Mapping[str, Iterable[tuple[Any, Any]]]) -> None:
        super().__init__(data, auto_id="filter-%s")
        for name, offered in choices.items():
            rows = [("", _("全部")), *((str(key), text) for key, text in offered)]
            self.fields[name] = forms.ChoiceField(label=LABELS[name], required=False, choices=rows)

    def chosen(self) -> dict[str, str]:
        """What is chosen but the day; a choice that is not offered chooses nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value and name != "on"}
