"""Filters of a breakdown."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class BreakdownFilters(forms.Form):
    """Which rows to show; the year is always one of those offered."""

    year = forms.TypedChoiceField(label=_("年度"), coerce=int, required=False)
    chapter = forms.ChoiceField(label=_("章"), required=False)
    unit = forms.ChoiceField(label=_("单位"), required=False)
    text = forms.CharField(label=_("任务"), required=False, max_length=60)
    bare = forms.ChoiceField(label=_("范围"), required=False, choices=[("", _("全部举措")), ("1", _("还没有任务的"))])

    def __init__(
        self,
        data: Mapping[str, str],
        *,
        years: Iterable[int],
        chapters: Iterable[tuple[str, str]],
        units: Iterable[tuple[int, str]],
        now: int,
    ) -> None:
        super().__init__({"year": str(now)} | dict(data))
        offered: dict[str, list[tuple[Any, Any]]] = {
            "year": [(str(year), str(year)) for year in years],
            "chapter": [("", _("全部")), *chapters],
            "unit": [("", _("全部")), *((str(key), name) for key, name in units)],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def chosen(self) -> dict[str, str]:
        """Filters in use but the year; a value that is not offered filters nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value and name != "year"}

    def year_or(self, now: int) -> int:
        """The year asked for if it is offered."""
        self.is_valid()
        return int(self.cleaned_data.get("year") or now)
