"""Workbooks that are handed in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.duties.forms.files import FilesField
from luoshi.duties.rules.sent_files import MOST_FILES


class HandInForm(forms.Form):
    """The workbooks; the office also says who gave them in, and when."""

    books = FilesField(
        MOST_FILES,
        label=_("填好的台账"),
        help_text=_(".xlsx，可以一次选几十个，也可以是装着它们的 .zip。每个不超过 2 MB。"),
        error_messages={"required": _("请先选择文件")},
    )
    said_by = forms.CharField(
        label=_("谁交来的"),
        max_length=60,
        help_text=_("替单位交回时写明，如：各单位联络员"),
        error_messages={"required": _("代交要写明谁交来的。")},
    )
    said_on = forms.DateField(
        label=_("哪天交来的"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("代交要写明哪天交来的。")},
    )

    def __init__(self, *args: Any, for_others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not for_others:
            del self.fields["said_by"], self.fields["said_on"]
