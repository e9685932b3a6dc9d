"""What people type when they sign for a duty, object or pass it on; and what they filter their desk by."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from luoshi.orgs.models import Account, Unit

VERDICTS = (
    ("accepted", _("签收")),
    ("objected", _("有异议，请重新确定")),
    ("passed_on", _("转办")),
)


class ReceiptForm(forms.Form):
    """Accept, object with a reason, or pass on to a unit below or somebody of one's own."""

    verdict = forms.ChoiceField(label=_("怎么办"), choices=VERDICTS, error_messages={"required": _("请选一项。")})
    to = forms.ChoiceField(label=_("转给"), required=False, help_text=_("下级单位，或本单位的人"))
    why = forms.CharField(
        label=_("理由或要求"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("有异议须写理由；转办可以写要求"),
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, units: QuerySet[Unit], members: QuerySet[Account], initial: str = ""
    ) -> None:
        super().__init__(data, initial={"verdict": initial or "accepted"})
        self._units = {f"unit-{unit.pk}": unit for unit in units}
        self._members = {f"member-{member.pk}": member for member in members}
        offered = self.fields["to"]
        if isinstance(offered, forms.ChoiceField):
            below: Sequence[tuple[str, str]] = [(key, unit.name) for key, unit in self._units.items()]
            own: Sequence[tuple[str, str]] = [(key, member.name) for key, member in self._members.items()]
            groups = [(_("本单位的人"), own), (_("下级单位"), below)]
            offered.choices = [("", _("请选择")), *((name, rows) for name, rows in groups if rows)]

    def receiver(self) -> tuple[Unit | None, Account | None]:
        """Who it is passed on to."""
        chosen = self.cleaned_data.get("to", "")
        return self._units.get(chosen), self._members.get(chosen)

    def clean(self) -> dict[str, Any]:
        """An objection says why; passing on says to whom."""
        found = super().clean() or {}
        if found.get("verdict") == "objected" and not found.get("why", "").strip():
            self.add_error("why", _("有异议须写明理由，发展改革部门才好重新确定。"))
        if found.get("verdict") == "passed_on" and not found.get("to"):
            self.add_error("to", _("请选转给谁。"))
        return found


class DeskFilters(forms.Form):
    """What to show of one's desk."""

    kind = forms.ChoiceField(
        label=_("要办的事"),
        required=False,
        choices=[
            ("", _("全部")),
            ("report", _("报告")),
            ("milestone", _("节点")),
            ("receipt", _("签收")),
            ("confirm", _("确认代填")),
        ],
    )
    part = forms.ChoiceField(
        label=_("承担方式"),
        required=False,
        choices=[("", _("全部")), ("owner", _("牵头")), ("responsible", _("责任")), ("supporting", _("配合"))],
    )
    light = forms.ChoiceField(
        label=_("灯"),
        required=False,
        choices=[("", _("全部")), ("red", _("红灯")), ("yellow", _("黄灯")), ("green", _("绿灯"))],
    )
    who = forms.ChoiceField(
        label=_("经办"), required=False, choices=[("", _("全部")), ("me", _("转给我的")), ("none", _("没有转给人的"))]
    )

    def chosen(self) -> dict[str, str]:
        """Filters in use; a value that is not offered filters nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class OnBehalfForm(forms.Form):
    """Who of a unit said what is entered for it, and when."""

    said_by = forms.CharField(
        label=_("谁说的"),
        max_length=60,
        help_text=_("单位里说这件事的人，如：州水务局马晓燕"),
        error_messages={"required": _("代填要写明谁说的。")},
    )
    said_on = forms.DateField(
        label=_("哪天说的"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("代填要写明哪天说的。")},
    )


class SigningForm(forms.Form):
    """How many sign inside a unit before a report leaves it."""

    count = forms.ChoiceField(
        label=_("内部审签"),
        choices=[
            ("0", _("不审签，经办人直接报送")),
            ("1", _("经办人，分管领导")),
            ("2", _("经办人，科室负责人，分管领导")),
        ],
    )
