"""The gallery's form."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """One field of each sort."""

    title = forms.CharField(label=_("标题"), max_length=60, help_text=_("写全称，不超过 60 字。"))
    kind = forms.ChoiceField(label=_("种类"), choices=[("", _("请选择")), ("a", _("甲类")), ("b", _("乙类"))])
    day = forms.DateField(label=_("日期"), required=False, widget=forms.DateInput(attrs={"placeholder": "2025-03-01"}))
    note = forms.CharField(label=_("说明"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    sure = forms.BooleanField(label=_("我已核对原文"), required=False)
    file = forms.FileField(label=_("文件"), required=False, help_text=_("支持 .docx、.pdf、.xlsx，不超过 50 MB。"))


class SampleFilter(forms.Form):
    """A list's filters."""

    q = forms.CharField(label=_("名称"), required=False)
    kind = forms.ChoiceField(
        label=_("种类"), choices=[("", _("全部")), ("a", _("甲类")), ("b", _("乙类"))], required=False
    )
