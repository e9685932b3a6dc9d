"""What somebody writes down on the spot."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

MOST = 9
"""Photos of one check."""


class Photos(forms.ClearableFileInput):
    """A field for several pictures."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several files; an empty list when none was chosen."""

    widget = Photos

    def clean(self, data: Any, initial: Any = None) -> list["UploadedFile[bytes]"]:
        """Each file as Django checks one."""
        found = data if isinstance(data, list | tuple) else [data] if data else []
        if len(found) > MOST:
            raise forms.ValidationError(_("一次最多 %(n)s 张照片，请分次登记。") % {"n": MOST})
        files = [super(PhotosField, self).clean(each, initial) for each in found]
        if any((each.size or 0) > settings.LUOSHI_UPLOAD_LIMIT for each in files):
            raise forms.ValidationError(_("有照片超过 50 MB，请缩小后再传。"))
        return files


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
    photos = PhotosField(
        label=_("现场照片"), required=False, help_text=_("照片或 PDF，一次最多 9 张。照片里的位置信息会去掉。")
    )
