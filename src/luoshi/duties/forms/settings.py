"""A setting as somebody sets it: which, what value, from which day, why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.duties import words
from luoshi.duties.forms.requests import DAY


class SettingForm(forms.Form):
    """A value from a day on."""

    name = forms.ChoiceField(label=_("设置"), choices=[(name, said[0]) for name, said in words.SETTINGS.items()])
    value = forms.CharField(label=_("改为"), max_length=12, error_messages={"required": _("请写数字")})
    since = forms.DateField(
        label=_("从哪天起"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=DAY,
        help_text=_("今天或以后；以前的日子仍按原来的算。"),
    )
    why = forms.CharField(
        label=_("理由"),
        max_length=300,
        error_messages={"required": words.NOT_SET["words"]},
        help_text=_("例如：依据州政府督查办法第 12 条。"),
    )

    def say(self, code: str, text: Any) -> None:
        """Say beside the field why it is not taken."""
        self.add_error({"past": "since", "words": "why"}.get(code, "value"), str(text))
