"""A new text of a plan, filters of what changed, which row goes on in which."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.plans import words
from luoshi.plans.actions import Matched
from luoshi.plans.forms.registering import EMPTY, DocumentForm
from luoshi.plans.rules.differences import CHANGES
from luoshi.plans.rules.kinds import LINES


class RevisionForm(DocumentForm):
    """The next text of a plan."""

    file = forms.FileField(
        label=_("新版文件"),
        help_text=_("修订后的全文，不是修改意见；文档或扫描件，不超过 50 MB。标有密级的文件不能上传。"),
        error_messages=EMPTY,
    )


class ChangeFilters(forms.Form):
    """Which differences to show."""

    kind = forms.ChoiceField(
        label=_("内容"),
        required=False,
        choices=[("", _("全部")), *((kind, words.LINES[kind]) for kind in (*LINES, "unit"))],
    )
    change = forms.ChoiceField(
        label=_("变化"),
        required=False,
        choices=[("", _("有变化的")), *((change, words.CHANGES[change]) for change in CHANGES)],
    )
    text = forms.CharField(label=_("文字"), required=False, max_length=60)

    def chosen(self) -> Mapping[str, str]:
        """Filters in use; a value that is not offered filters nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class MatchForm(forms.Form):
    """With which row of the revision before a row is one; "" when with none. Holds the row as it was seen, and offers
    first what it is taken for now."""

    line = forms.ChoiceField(label=_("对应关系"), required=False, widget=forms.RadioSelect)
    seen_line = forms.IntegerField(widget=forms.HiddenInput)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label=_("理由"), required=False, max_length=300)

    def __init__(self, data: Any, row: Any, offered: Sequence[tuple[str, str]]) -> None:
        now = str(row.line_id) if any(line == str(row.line_id) for line, _name in offered) else ""
        seen = {"seen_line": row.line_id, "seen_version": getattr(row, "version", 0), "line": now}
        super().__init__(data, initial=seen)
        self.fields["line"].choices = [("", _("这是新的，与现行版哪一条都不是同一条")), *offered]  # type: ignore[attr-defined]

    def seen(self, kind: str, pk: int) -> Matched:
        """The row as it was seen."""
        return Matched(kind, pk, self.cleaned_data["seen_line"], self.cleaned_data["seen_version"])
