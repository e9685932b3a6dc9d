"""A document on its way in: a file with its kind, a scan with its text, a leader's instruction."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from luoshi.plans import words
from luoshi.plans.actions import Given

MOST_TYPED = 200_000
"""Characters of a text that somebody types or pastes."""

TOO_LONG = _("文字超过 20 万字。请存成 .txt 文件上传。")


def given(file: "UploadedFile[bytes] | None") -> Given | None:
    """An uploaded file as actions take it."""
    return Given(file.read(), file.name or "") if file else None


def _checked(file: "UploadedFile[bytes] | None") -> "UploadedFile[bytes] | None":
    """Refuse what is too large before it is read."""
    if file and (file.size or 0) > settings.LUOSHI_UPLOAD_LIMIT:
        raise forms.ValidationError(_("文件超过 50 MB。请去掉图片、降低扫描精度，或分成几个文件后再上传。"))
    return file


EMPTY = {"required": _("请先选择文件"), "empty": _("这个文件是空的，请重新选择")}


class DocumentForm(forms.Form):
    """A document to read; of a scan or photo also its text, as a file or typed."""

    file = forms.FileField(
        label=_("文件"),
        help_text=_(
            "文档（.docx、.pdf、.xlsx、.html、.txt、.md）或扫描件、照片，不超过 50 MB。标有密级的文件不能上传。"
        ),
        error_messages=EMPTY,
    )
    beside = forms.FileField(
        label=_("识别出的文字（文件）"),
        required=False,
        help_text=_("文字识别软件（OCR）导出的 .txt 或 .docx。"),
        error_messages=EMPTY,
    )
    text = forms.CharField(
        label=_("或者把文字打在这里"),
        required=False,
        max_length=MOST_TYPED,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"max_length": TOO_LONG},
    )

    def clean_file(self) -> "UploadedFile[bytes] | None":
        """Not too large."""
        return _checked(self.cleaned_data["file"])

    def clean_beside(self) -> "UploadedFile[bytes] | None":
        """Not too large."""
        return _checked(self.cleaned_data["beside"])

    def clean(self) -> dict[str, Any]:
        """One text beside a scan, not two."""
        if self.cleaned_data.get("beside") and self.cleaned_data.get("text"):
            self.add_error("text", _("文字文件和打出的文字只要一样。请去掉其中一样。"))
        return self.cleaned_data

    def text_beside(self) -> Given | None:
        """The text of a scan; typed text becomes a .txt."""
        if self.cleaned_data["text"]:
            name = str(self.cleaned_data["file"].name).rpartition(".")[0] or "text"
            return Given(self.cleaned_data["text"].encode(), f"{name}.txt")
        return given(self.cleaned_data["beside"])

    def to_blame(self, *, scan: bool) -> str:
        """The field that is wrong when reading fails: the scan itself, or where its text came from."""
        if scan or not self.text_beside():
            return "file"
        return "text" if self.cleaned_data["text"] else "beside"


class UploadForm(DocumentForm):
    """The document of a new plan, and of what kind it is."""

    kind = forms.ChoiceField(
        label=_("种类"),
        choices=[("", _("按标题识别")), *words.PLANS.items()],
        required=False,
        help_text=_("识别结果会写在方案页上，可以更正。"),
    )


class InstructionForm(forms.Form):
    """What a leader wrote: who, when, the words, the photo."""

    who = forms.CharField(
        label=_("批示人和职务"),
        max_length=60,
        help_text=_("例如：副州长 王某某。"),
        error_messages={"required": _("请写明谁作的批示")},
    )
    day = forms.DateField(
        label=_("批示日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("请写明批示日期"), "invalid": _("请写成 2026-06-30 这样的日期")},
    )
    text = forms.CharField(
        label=_("批示内容"),
        max_length=MOST_TYPED,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("照原文录入。写明谁牵头、谁配合、什么时候办完的，会读成举措。"),
        error_messages={"required": _("请录入批示内容"), "max_length": TOO_LONG},
    )
    scan = forms.FileField(
        label=_("照片或扫描件"), required=False, help_text=_(".jpg、.png 或 .pdf。"), error_messages=EMPTY
    )

    def clean_who(self) -> str:
        """One line, single spaces."""
        return " ".join(str(self.cleaned_data["who"]).split())

    def clean_scan(self) -> "UploadedFile[bytes] | None":
        """Not too large."""
        return _checked(self.cleaned_data["scan"])

    def values(self) -> tuple[str, date, str]:
        """Who, when, what."""
        data = self.cleaned_data
        return data["who"], data["day"], data["text"]


class KindForm(forms.Form):
    """Of what kind a draft is."""

    kind = forms.ChoiceField(label=_("种类"), choices=list(words.PLANS.items()))
