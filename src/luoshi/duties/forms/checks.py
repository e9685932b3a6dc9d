"""What somebody writes down on the spot."""

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.duties.forms.files import FilesField

MOST = 9
"""Photos of one check."""


class CheckForm(forms.Form):
    """When and where somebody looked, what was found, and whether it agrees."""

    on = forms.DateField(
        label=_("核查日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("请写核查日期"), "invalid": _("请写成 2026-06-30 这样的日期")},
    )
    place = forms.CharField(label=_("地点"), required=False, max_length=120)
    found = forms.CharField(
        label=_("看到了什么"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": _("请写看到了什么。")},
    )
    agrees = forms.ChoiceField(
        label=_("与所报是否相符"),
        choices=[("yes", _("相符")), ("no", _("不相符"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选相符或不相符")},
    )
    photos = FilesField(
        MOST, label=_("现场照片"), required=False, help_text=_("照片或 PDF，一次最多 9 张。照片里的位置信息会去掉。")
    )
