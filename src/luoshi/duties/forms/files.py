"""A field for several files."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _


class Files(forms.ClearableFileInput):
    """Where several files are chosen."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Up to `most` files, of the size of an upload at most; an empty list when none was chosen."""

    widget = Files

    def __init__(self, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._most = most

    def clean(self, data: Any, initial: Any = None) -> list["UploadedFile[bytes]"]:
        """Each file as Django checks one."""
        found = data if isinstance(data, list | tuple) else [data] if data else []
        if len(found) > self._most:
            raise forms.ValidationError(_("一次最多 %(n)s 个文件，请分次传。") % {"n": self._most})
        if self.required and not found:
            raise forms.ValidationError(self.error_messages["required"])
        files = [super(FilesField, self).clean(each, initial) for each in found]
        if any((each.size or 0) > settings.LUOSHI_UPLOAD_LIMIT for each in files):
            raise forms.ValidationError(_("有文件超过 50 MB，请缩小后再传。"))
        return files
