"""A workbook that is sent back, and what can be wrong with it."""

import base64
import binascii

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

LIMIT = 2 * 1024 * 1024
STATES = {
    "new": _("新增"),
    "changed": _("更正"),
    "unchanged": _("没有变化"),
    "conflict": _("有冲突"),
    "settled": _("已签收"),
    "wrong": _("有错"),
}
PROBLEMS = {
    "figure": _("“%(what)s”不是数字，请写成 120 或 12.5。"),
    "day": _("“%(what)s”不是日期，请写成 2026-06-30。"),
    "yes": _("“%(what)s”请改成“是”或“否”。"),
    "rhythm": _("“%(what)s”请改成“每季”“每月”或“不定期”。"),
    "share": _("“%(what)s”看不懂，请写成“永靖县政府（80）”。"),
    "step": _("节点“%(what)s”看不懂，请写成“导流洞通水 2026-03-31 20”，一行一个，名称不超过 200 字。"),
    "measure": _("方案里没有第“%(what)s”条举措，或有几条同号。请照导出的表写条号和举措。"),
    "title": _("没有写任务。"),
    "long": _("文字太长，请改到 %(what)s 字以内。"),
    "quantity": _("“%(what)s”应大于 0，小数不超过四位。"),
    "weight": _("权重应大于 0，小数不超过两位。"),
    "unit_of": _("写了数量，没有写单位。"),
    "no_day": _("没有写日期。"),
    "no_owner": _("没有写总牵头单位。"),
    "group_owns": _("“%(what)s”是一组单位，总牵头只能是一个单位。"),
    "unknown": _("单位名录里没有“%(what)s”，请改正，或先在名录登记。"),
    "group_share": _("“%(what)s”是一组单位，不能写一个分量。请写各单位各自的分量。"),
    "no_task": _("这个方案这一年没有编号“%(what)s”的任务。新任务请把编号和版本两格清空。"),
    "other_measure": _("这项任务不属于第“%(what)s”条，条号不能改。"),
    "again": _("任务“%(what)s”在表里出现了两次，请留一行。"),
}
NOT_A_SHEET = {
    "unreadable": _("这个文件打不开。请在 WPS 或 Excel 里另存为 .xlsx 再传。"),
    "heads": _("没有找到表头：%(what)s。请用导出的任务分解表改，不要改表头。"),
    "long": _("表太大，最多 5000 行。请分成几次。"),
    "empty": _("表里没有任务。"),
}


class SheetForm(forms.Form):
    """The workbook; cleaned, its bytes."""

    file = forms.FileField(
        label=_("任务分解表"),
        help_text=_(".xlsx，不超过 2 MB。用导出的表改，传上来先看差异，确认以后才写入。"),
        error_messages={"required": _("请先选择文件"), "empty": _("这个文件是空的，请重新选择")},
    )

    def clean_file(self) -> bytes:
        """Refuse what is too large before it is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LIMIT:
            raise forms.ValidationError(_("文件超过 2 MB，不像任务分解表，请核对。"))
        data: bytes = file.read()
        return data


class ConfirmForm(forms.Form):
    """The same workbook again, as the page that showed the differences kept it, and what was seen."""

    sheet = forms.CharField(widget=forms.HiddenInput)
    digest = forms.CharField(widget=forms.HiddenInput)

    def clean_sheet(self) -> bytes:
        """The bytes."""
        try:
            return base64.b64decode(self.cleaned_data["sheet"], validate=True)
        except (binascii.Error, ValueError) as wrong:
            raise forms.ValidationError(_("文件没有传完整，请重新上传。")) from wrong


def kept(data: bytes) -> str:
    """The bytes as a hidden field holds them."""
    return base64.b64encode(data).decode()
