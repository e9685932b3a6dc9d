"""What people type when work is handed over."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.orgs.models import Account


class HandoverForm(forms.Form):
    """To whom, from when, why."""

    taker = forms.ModelChoiceField(
        Account.objects.none(),
        label=_("接手人"),
        empty_label=_("请选择"),
        error_messages={"required": _("请选接手的同事。")},
    )
    since = forms.DateField(
        label=_("交接日"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("从这天起，角色归接手人，交接人不再有"),
        error_messages={"required": _("请写日期。"), "invalid": _("请写成 2026-06-30 这样的日期")},
    )
    why = forms.CharField(label=_("原因"), required=False, max_length=300, help_text=_("如：调离、退休、休假"))

    def __init__(self, data: Mapping[str, Any] | None, *, leaver: Account, day: date) -> None:
        super().__init__(data, initial={"since": day})
        field = self.fields["taker"]
        if isinstance(field, forms.ModelChoiceField):
            colleagues = Account.objects.filter(unit=leaver.unit_id, is_active=True).exclude(pk=leaver.pk)
            field.queryset = colleagues.exclude(unit=None).order_by("name")
