"""What people type about units, accounts and the calendar."""

from collections.abc import Iterable, Mapping

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi.orgs.models import Unit
from luoshi.orgs.rules.csv_files import decoded
from luoshi.orgs.rules.roles import ROLES


class SignInForm(forms.Form):
    """User name and password."""

    username = forms.CharField(label=pgettext_lazy("one", "账号"), max_length=60)
    password = forms.CharField(label=_("密码"), widget=forms.PasswordInput)


class RegisterFilters(forms.Form):
    """Which units to show."""

    text = forms.CharField(label=_("名称"), required=False, max_length=60)
    kind = forms.ChoiceField(label=_("类别"), required=False)
    state = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=[("", _("全部")), ("confirmed", _("已确认")), ("proposed", _("待确认"))],
    )

    def __init__(self, data: Mapping[str, str], *, kinds: Iterable[str]) -> None:
        super().__init__(data)
        offered = self.fields["kind"]
        if isinstance(offered, forms.ChoiceField):
            offered.choices = [("", _("全部")), *((kind, kind) for kind in kinds)]

    def chosen(self) -> dict[str, str]:
        """Filters in use; a value that is not offered filters nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class AliasForm(forms.Form):
    """One more name for a unit."""

    printed = forms.CharField(label=_("别名"), max_length=80, help_text=_("文件里对这个单位的另一种写法"))


class CalendarFilters(forms.Form):
    """Which exceptions to Monday to Friday to show."""

    year = forms.ChoiceField(label=_("年份"), required=False)
    works = forms.ChoiceField(
        label=_("安排"), required=False, choices=[("", _("全部")), ("0", _("放假")), ("1", _("上班"))]
    )

    def __init__(self, data: Mapping[str, str], *, years: Iterable[int]) -> None:
        super().__init__(data)
        offered = self.fields["year"]
        if isinstance(offered, forms.ChoiceField):
            offered.choices = [("", _("全部")), *((str(year), str(year)) for year in years)]

    def chosen(self) -> dict[str, str]:
        """Filters in use; a value that is not offered filters nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class CalendarForm(forms.Form):
    """A table of exceptions to Monday to Friday; cleaned, its text."""

    LIMIT = 1024 * 1024

    file = forms.FileField(
        label=_("放假安排表"),
        help_text=_("CSV，列名：日期、安排（0 放假，1 上班）、名称、依据。导出的表可以改了再传。"),
        error_messages={"required": _("请先选择文件"), "empty": _("这个文件是空的，请重新选择")},
    )

    def clean_file(self) -> str:
        """The text of the file."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > self.LIMIT:
            raise forms.ValidationError(_("文件超过 1 MB，不像放假安排表，请核对"))
        text = decoded(file.read())
        if text is None:
            raise forms.ValidationError(_("这个文件不是文本，请在 WPS 或 Excel 里另存为 CSV"))
        return text


class AccountForm(forms.Form):
    """A new account."""

    username = forms.RegexField(
        r"^[\w.@-]+$", label=pgettext_lazy("one", "账号"), max_length=60, help_text=_("字母、数字和 . @ - _，登录时用")
    )
    name = forms.CharField(label=_("姓名"), max_length=60)
    unit = forms.ModelChoiceField(Unit.objects.order_by("name"), label=pgettext_lazy("one", "单位"), required=False)
    role = forms.ChoiceField(label=_("角色"), choices=[(code, _(role.name)) for code, role in ROLES.items()])
    password = forms.CharField(label=_("初始密码"), help_text=_("至少 10 个字符"), widget=forms.PasswordInput)


class PasswordForm(forms.Form):
    """A change of one's own password."""

    current = forms.CharField(label=_("现在的密码"), widget=forms.PasswordInput)
    password = forms.CharField(label=_("新密码"), help_text=_("至少 10 个字符"), widget=forms.PasswordInput)
    again = forms.CharField(label=_("再输一次新密码"), widget=forms.PasswordInput)

    def clean(self) -> dict[str, str]:
        """Both new passwords must be the same."""
        found = super().clean() or {}
        if found.get("password") != found.get("again"):
            self.add_error("again", _("两次输入的新密码不一致"))
        return found
