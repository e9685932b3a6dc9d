"""What the office writes on deadline day: days of grace, reminders, which day to look at."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

BAD_DAY = _("请写成 2026-06-30 这样的日期")


class ReminderForm(forms.Form):
    """Whom to remind, in which words. A choice is `unit-duty`."""

    owed = forms.MultipleChoiceField(
        label=_("催办哪些"), widget=forms.CheckboxSelectMultiple, error_messages={"required": _("请至少选一件")}
    )
    text = forms.CharField(
        label=_("催办内容"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
        error_messages={"required": _("请写催办内容")},
    )

    def __init__(self, data: object, offered: Iterable[tuple[str, str]], text: str) -> None:
        super().__init__(data, initial={"text": text})  # type: ignore[arg-type]
        field = self.fields["owed"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(offered)


class ExtensionForm(forms.Form):
    """Until when, why and for whom; nobody chosen is everybody."""

    until = forms.DateField(
        label=_("延到"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("请写延到哪一天"), "invalid": BAD_DAY},
    )
    why = forms.CharField(
        label=_("理由"),
        max_length=300,
        help_text=_("例如：系统故障，6月底无法填报。"),
        error_messages={"required": _("请写延期的理由。")},
    )
    units = forms.MultipleChoiceField(label=_("哪些单位"), required=False, widget=forms.CheckboxSelectMultiple)
    duties = forms.MultipleChoiceField(label=_("哪些事项"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: object, units: Iterable[tuple[int, str]], duties: Iterable[tuple[int, str]]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        for name, offered in (("units", units), ("duties", duties)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = [(str(key), text) for key, text in offered]


class DayForm(forms.Form):
    """Which day to look at; stands in the address."""

    on = forms.DateField(
        label=_("看哪一天"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
