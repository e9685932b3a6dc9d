"""What a reviewer types: one row's content by kind, why it is changed, what is filled for many rows at once."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.orgs.models import Unit, UnitGroup
from luoshi.orgs.queries import resolve_names
from luoshi.plans import words
from luoshi.plans.models import MeasureUnit
from luoshi.plans.queries.items import Item
from luoshi.plans.queries.review import owners

NAMES = "known-names"
"""The list of known units that a page offers to every field that asks for one."""


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _figure() -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})


class MeaningField(forms.CharField):
    """A unit or a group of the register, by any of its names. Empty is None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs.update({"list": NAMES, "autocomplete": "off"})

    def clean(self, value: Any) -> Unit | UnitGroup | None:
        """The recognised unit or group that the name means."""
        printed = super().clean(value)
        if not printed:
            return None
        found = resolve_names([printed])[printed]
        meant: Unit | UnitGroup | None = Unit.objects.filter(pk=found.unit_id or 0).first()
        meant = meant or UnitGroup.objects.filter(pk=found.group_id or 0).first()
        if meant is None or not meant.confirmed:
            near = _("名录里没有“%(name)s”。相近的有：%(near)s。") if found.suggestions else _("名录里没有“%(name)s”。")
            said = {"name": printed, "near": "、".join(found.suggestions)}
            raise forms.ValidationError(near, params=said)
        return meant


class RowForm(forms.Form):
    """A row's content; `why` may stay empty. `values()` are fields of the row as the actions take them."""

    why = forms.CharField(label=_("为何更正"), max_length=300, required=False)
    field_order: tuple[str, ...] = ()

    def __init__(self, row: Item, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=self.content(row), auto_id=f"f-{row.pk}-%s")
        self.row = row
        self.order_fields([*(name for name in self.fields if name != "why"), "why"])

    def content(self, row: Item) -> dict[str, Any]:
        """What the row says now, by field."""
        return {name: getattr(row, name) for name in type(self).base_fields if hasattr(row, name) and name != "why"}

    def clashes(self) -> list[tuple[Any, Any, Any]]:
        """Label, what was typed, what stands now, of every field where the two differ."""
        different = [self[name] for name in self.changed_data if name != "why"]
        shown = [(bound.label, _shown(bound, bound.value()), _shown(bound, bound.initial)) for bound in different]
        return [one for one in shown if str(one[1]) != str(one[2])]

    def values(self) -> dict[str, Any]:
        """What it shall say."""
        return {name: value for name, value in self.cleaned_data.items() if name != "why"}


def _shown(bound: forms.BoundField, value: Any) -> Any:
    """A value as the field's widget shows it."""
    options = {str(code): label for code, label in getattr(bound.field, "choices", ())}
    return options.get(str(value), value)


class MeasureForm(RowForm):
    """A measure."""

    title = forms.CharField(label=_("举措"), max_length=300, required=False)
    deadline = forms.CharField(label=_("文中写的时限"), max_length=80, required=False)
    due = forms.DateField(label=_("完成日期"), required=False, widget=_day(), help_text=_("文中未写的，由您补充"))

    def clean_due(self) -> Any:
        """None when empty."""
        return self.cleaned_data["due"] or None


class UnitForm(RowForm):
    """A unit of a measure, and what it means in the register."""

    printed = forms.CharField(label=_("文中名称"), max_length=120)
    role = forms.ChoiceField(label=_("承担方式"), choices=list(words.ROLES.items()))
    accountable = forms.BooleanField(label=_("总牵头"), required=False)
    means = MeaningField(label=_("对应单位"), required=False, max_length=120, help_text=_("名录中的单位或单位组"))

    def content(self, row: Item) -> dict[str, Any]:
        """With the name of the unit or group."""
        meant = _meant(row)
        return super().content(row) | {"means": meant.name if meant and meant.confirmed else ""}

    def clean(self) -> dict[str, Any]:
        """Only a lead unit answers for the whole."""
        given = super().clean() or {}
        if given.get("accountable") and given.get("role") != "lead":
            self.add_error("accountable", _("总牵头只能是牵头单位"))
        return given

    def values(self) -> dict[str, Any]:
        """Unit and group by key; both as they were when nothing was typed."""
        given = super().values()
        meant = given.pop("means") or _meant(self.row)
        unit, group = (meant, None) if isinstance(meant, Unit) else (None, meant)
        return given | {
            "unit_id": unit.pk if unit else None,
            "group_id": group.pk if group else None,
            "is_group": group is not None,
        }


def _meant(row: Item) -> Unit | UnitGroup | None:
    return (row.unit or row.group) if isinstance(row, MeasureUnit) else None


class TargetForm(RowForm):
    """A target."""

    indicator = forms.CharField(label=_("指标"), max_length=200)
    comparator = forms.ChoiceField(label=_("要求"), choices=list(words.COMPARATORS.items()))
    value = forms.DecimalField(
        label=_("数值"), max_digits=24, decimal_places=6, required=False, localize=False, widget=_figure()
    )
    value_high = forms.DecimalField(
        label=_("上限，区间用"), max_digits=24, decimal_places=6, required=False, localize=False, widget=_figure()
    )
    unit = forms.CharField(label=_("计量单位"), max_length=40, required=False)
    deadline = forms.IntegerField(label=_("期限，年"), min_value=1949, max_value=2100, required=False, widget=_figure())
    deadline_source = forms.ChoiceField(label=_("期限来源"), choices=list(words.SOURCES.items()))
    baseline = forms.CharField(label=_("基期"), max_length=120, required=False)
    modality = forms.ChoiceField(
        label=_("性质"), choices=[("", _("文中未写")), *words.MODALITIES.items()], required=False
    )
    owner = forms.ModelChoiceField(Unit.objects.none(), label=_("归口单位"), required=False)

    def __init__(self, row: Item, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(row, data)
        owner: forms.ModelChoiceField[Unit] = self.fields["owner"]  # type: ignore[assignment]
        owner.queryset, owner.empty_label = (
            owners(),
            str(_("随所在举措") if getattr(row, "measure_id", None) else _("请选择")),
        )

    def content(self, row: Item) -> dict[str, Any]:
        """Figures without trailing zeros."""
        found = super().content(row)
        for name in ("value", "value_high"):
            found[name] = f"{found[name].normalize():f}" if found[name] is not None else None
        return found

    def clean(self) -> dict[str, Any]:
        """A range has two ends; what says no year has no source for it."""
        given = super().clean() or {}
        low, high = given.get("value"), given.get("value_high")
        if given.get("comparator") == "range" and "value_high" in given and (low is None or high is None or high < low):
            self.add_error("value_high", _("区间要有两个数，上限不小于下限"))
        if given.get("comparator") != "range":
            given["value_high"] = None
        if given.get("deadline") is None:
            given["deadline_source"] = "none"
        return given

    def values(self) -> dict[str, Any]:
        """The owner by key."""
        given = super().values()
        owner = given.pop("owner")
        return given | {"owner_id": owner.pk if owner else None}


class ProjectForm(RowForm):
    """A project."""

    name = forms.CharField(label=_("项目"), max_length=300)
    verb = forms.CharField(label=_("文中说"), max_length=20, required=False)
    strength = forms.ChoiceField(label=_("力度"), choices=list(words.STRENGTHS.items()))


class MechForm(RowForm):
    """A mechanism."""

    name = forms.CharField(label=_("机制"), max_length=300)
    verb = forms.CharField(label=_("文中说"), max_length=20, required=False)


ROWS: Mapping[str, type[RowForm]] = {
    "measure": MeasureForm,
    "unit": UnitForm,
    "target": TargetForm,
    "project": ProjectForm,
    "mech": MechForm,
}


class WhyForm(forms.Form):
    """The reason of a change."""

    why = forms.CharField(label=_("为何"), max_length=300, required=False)


class NameForm(forms.Form):
    """What a printed name means: a unit or group that one types, or, left empty, a new one."""

    printed = forms.CharField(widget=forms.HiddenInput, max_length=120)
    means = MeaningField(label=_("名录中的单位"), required=False, max_length=120)


class CompleteForm(forms.Form):
    """按常规补齐: decisions for all rows that are open."""

    accountable = forms.BooleanField(required=False)
    names = forms.BooleanField(required=False)
    owner = forms.ModelChoiceField(Unit.objects.none(), label=_("归口单位"), required=False)
    modality = forms.ChoiceField(
        label=_("性质"), choices=[("", _("先不填")), *words.MODALITIES.items()], required=False
    )
    due = forms.DateField(label=_("完成日期"), required=False, widget=_day())

    def __init__(self, data: Mapping[str, Any] | None = None, *, owner: Unit | None = None) -> None:
        initial = {"accountable": True, "names": True, "owner": owner}
        super().__init__(data, initial=initial, auto_id="fill-%s")
        field: forms.ModelChoiceField[Unit] = self.fields["owner"]  # type: ignore[assignment]
        field.queryset, field.empty_label = owners(), str(_("先不填"))
