"""Filters of the desk's pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.desk.words import ACTIONS


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
