"""What reviewers choose and write."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.duties import words


class QueueFilters(forms.Form):
    """Which reports to show; stands in the address."""

    unit = forms.ChoiceField(label=_("单位"), required=False)
    plan = forms.ChoiceField(label=_("方案"), required=False)
    kind = forms.ChoiceField(label=_("种类"), required=False, choices=[("", _("全部")), *words.REPORT_KINDS.items()])
    late = forms.ChoiceField(label=_("时间"), required=False, choices=[("", _("全部")), ("1", _("迟报"))])

    def __init__(
        self, data: object, units: Iterable[tuple[int, str]], plans: Iterable[tuple[int, str]], **options: object
    ) -> None:
        super().__init__(data, auto_id="filter-%s", **options)  # type: ignore[arg-type]
        for name, offered in (("unit", units), ("plan", plans)):
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label,
                required=False,
                choices=[("", _("全部")), *((str(key), text) for key, text in offered)],
            )

    def chosen(self) -> dict[str, str]:
        """What is chosen; a choice that is not offered chooses nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class VerdictForm(forms.Form):
    """Why a report is returned, or a remark on an accepted one."""

    why = forms.CharField(
        label=_("退回理由，或认定时的说明"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
    )
