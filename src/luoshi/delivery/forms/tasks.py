"""A task as somebody types it: what, how much, who, by when, in which steps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from luoshi.delivery.queries.contents import Content
from luoshi.delivery.queries.units import Choices
from luoshi.delivery.rules.shares import even_shares
from luoshi.duties import words
from luoshi.duties.actions.creating import DutyGiven, MilestoneGiven, PartGiven, TermGiven

DAY = {"required": _("请写日期"), "invalid": _("请写成 2026-06-30 这样的日期")}
FIGURE = {"invalid": _("请写数字，例如 120 或 12.5"), "required": _("请写数字")}
MOST_ROWS = 200
TERM = [field.name for field in fields(TermGiven)]


def _day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class TaskForm(forms.Form):
    """Everything of a task but its rows of units and milestones."""

    title = forms.CharField(
        label=_("任务"),
        max_length=300,
        help_text=_("一句话：做什么，做到什么程度。"),
        error_messages={"required": _("请写明任务")},
    )
    deliverable = forms.CharField(
        label=_("成果形式"),
        max_length=300,
        required=False,
        help_text=_("年底拿得出来的东西，例如：印发方案、水库下闸蓄水。"),
    )
    quantity = forms.DecimalField(
        label=_("数量"),
        max_digits=20,
        decimal_places=4,
        min_value=Decimal("0.0001"),
        required=False,
        help_text=_("能用数量衡量的写数量，不能的写节点。"),
        error_messages=FIGURE,
    )
    unit = forms.CharField(label=_("计量单位"), max_length=20, required=False)
    owner = forms.TypedChoiceField(
        label=_("总牵头"),
        coerce=int,
        help_text=_("对这项任务负总责的一个单位。"),
        error_messages={"required": _("请选总牵头单位")},
    )
    begins = forms.DateField(label=_("开始"), widget=_day_input(), error_messages=DAY)
    due = forms.DateField(label=_("截止"), widget=_day_input(), error_messages=DAY)
    rhythm = forms.ChoiceField(label=_("报告频次"), choices=list(words.RHYTHMS.items()))
    weight = forms.DecimalField(
        label=_("权重"),
        max_digits=8,
        decimal_places=2,
        min_value=Decimal("0.01"),
        initial=Decimal(1),
        help_text=_("在同一举措的各项任务里占多大分量，一般都是 1。"),
        error_messages=FIGURE,
    )
    office_reviews = forms.BooleanField(label=_("报告经总牵头审核后，还要送计划管理员审核"), required=False)

    def __init__(self, *args: Any, owners: Iterable[tuple[Any, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        if isinstance(owner, forms.TypedChoiceField):
            owner.choices = [("", _("请选择")), *owners]

    def clean(self) -> dict[str, Any]:
        """A figure has a unit."""
        found = super().clean() or {}
        if found.get("quantity") is not None and not found.get("unit"):
            self.add_error("unit", _("请写数量的计量单位，例如：公里"))
        return found

    def term(self) -> TermGiven:
        """What is to hold."""
        given = dict(self.cleaned_data)
        return TermGiven(**{name: given[name] for name in TERM})


class PartForm(forms.Form):
    """A unit's part, or a whole group's."""

    who = forms.ChoiceField(label=_("单位或单位组"), required=False)
    role = forms.ChoiceField(
        label=_("承担方式"),
        initial="responsible",
        choices=[(code, words.ROLES[code]) for code in ("responsible", "supporting")],
    )
    share = forms.DecimalField(
        label=_("分量"), max_digits=20, decimal_places=4, min_value=Decimal(0), required=False, error_messages=FIGURE
    )

    def clean(self) -> dict[str, Any]:
        """A share belongs to a unit."""
        found = super().clean() or {}
        if found.get("share") is not None and not found.get("who"):
            self.add_error("who", _("写了分量，没有选单位"))
        if found.get("share") is not None and str(found.get("who", "")).startswith("g"):
            self.add_error("who", _("单位组要先展开成各单位，再分量"))
        return found


class MilestoneForm(forms.Form):
    """A step on the way."""

    name = forms.CharField(label=_("节点"), max_length=200, required=False)
    due = forms.DateField(label=_("完成日期"), widget=_day_input(), required=False, error_messages=DAY)
    weight = forms.DecimalField(
        label=_("权重"), max_digits=8, decimal_places=2, min_value=Decimal(0), required=False, error_messages=FIGURE
    )

    def clean(self) -> dict[str, Any]:
        """A milestone has a name and a day; without a weight it weighs 1."""
        found = super().clean() or {}
        if any(value not in (None, "") for value in found.values()):
            for name, wanted in (("name", _("请写节点名称")), ("due", _("请写完成日期"))):
                if name in found and not found[name]:
                    self.add_error(name, wanted)
        return found


class Rows(forms.BaseFormSet):  # type: ignore[type-arg]  # generic only for the type checker
    """Rows of which empty ones count for nothing, wherever they stand; they work without script."""

    offered: Sequence[tuple[Any, Any]] = ()

    def initial_form_count(self) -> int:
        """Whatever was there when the form was shown, every row may be emptied."""
        return 0 if self.is_bound else super().initial_form_count()

    def add_fields(self, form: Any, index: int | None) -> None:
        """Offer the units and groups there are."""
        super().add_fields(form, index)
        if "who" in form.fields:
            form.fields["who"].choices = [("", "—"), *self.offered]

    def filled(self) -> list[dict[str, Any]]:
        """What the rows hold that are not empty."""
        return [form.cleaned_data for form in self.forms if form.has_changed() and form.cleaned_data]


PARTS = forms.formset_factory(PartForm, formset=Rows, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
MILESTONES = forms.formset_factory(MilestoneForm, formset=Rows, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


@dataclass
class TaskForms:
    """The form with its two sets of rows."""

    main: TaskForm
    parts: Rows
    milestones: Rows
    choices: Choices

    def is_valid(self) -> bool:
        """All three."""
        return all([self.main.is_valid(), self.parts.is_valid(), self.milestones.is_valid()])

    def given(self) -> DutyGiven:
        """The task; groups are expanded to their members, and the owner has no second part without a share."""
        term = self.main.term()
        return DutyGiven(self.main.cleaned_data["title"], term, self._milestones(), self._parts(term.owner))

    def _milestones(self) -> list[MilestoneGiven]:
        rows = [row for row in self.milestones.filled() if row.get("name")]
        return [MilestoneGiven(row["name"], row["due"], row["weight"] or Decimal(1)) for row in rows]

    def _parts(self, owner: int) -> list[PartGiven]:
        rows = [row for row in self.parts.filled() if row.get("who")]
        made = [
            PartGiven(unit, row["role"], row["share"])
            for row in rows
            for unit in self.choices.expanded(row["who"])
            if unit != owner or row["share"] is not None
        ]
        return _once(made)


def _once(parts: list[PartGiven]) -> list[PartGiven]:
    """A unit that is named and also belongs to a group has one part; two shares of one unit stay, to be refused."""
    shares = [part for part in parts if part.quantity is not None]
    taken = {part.unit for part in shares}
    others = {part.unit: part for part in reversed(parts) if part.unit not in taken}
    return [part for part in parts if part in shares or others.get(part.unit) is part]


def shown(content: Content, choices: Choices) -> TaskForms:
    """The form with what a task says."""
    given, term = content.given, content.given.term
    main = {name: getattr(term, name) for name in TERM}
    main |= {"title": given.title, "weight": _plain(content.weight), "quantity": _plain(term.quantity)}
    parts = [{"who": f"u{part.unit}", "role": part.role, "share": _plain(part.quantity)} for part in given.parts]
    milestones = [{"name": each.title, "due": each.due, "weight": _plain(each.weight)} for each in given.milestones]
    return _unbound(main, parts, milestones, choices)


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"


def sent(data: QueryDict, choices: Choices) -> TaskForms:
    """What was sent."""
    parts, milestones = PARTS(data, prefix="parts"), MILESTONES(data, prefix="milestones")
    return TaskForms(
        TaskForm(data, owners=choices.units), _offering(parts, choices), _offering(milestones, choices), choices
    )


def grown(data: QueryDict, choices: Choices, step: str) -> TaskForms:
    """What was sent, unchecked, with the help asked for: more (rows), expand (groups) or even (shares)."""
    main: dict[str, Any] = {name: data.get(name, "") for name in TaskForm.base_fields}
    main["office_reviews"] = "office_reviews" in data
    parts = _typed(data, "parts", ("who", "role", "share"))
    if step in {"expand", "even"}:
        parts = [{**row, "who": f"u{unit}"} for row in parts for unit in choices.expanded(row["who"])]
    if step == "even":
        _share_out(parts, data.get("quantity", ""))
    return _unbound(main, parts, _typed(data, "milestones", ("name", "due", "weight")), choices)


def _typed(data: QueryDict, prefix: str, names: tuple[str, ...]) -> list[dict[str, str]]:
    total = data.get(f"{prefix}-TOTAL_FORMS", "")
    count = min(int(total), MOST_ROWS) if total.isdecimal() else 0
    rows = [{name: data.get(f"{prefix}-{at}-{name}", "") for name in names} for at in range(count)]
    return [row for row in rows if any(value for name, value in row.items() if name != "role")]


def _share_out(parts: list[dict[str, str]], quantity: str) -> None:
    """Equal shares for the responsible units; nothing when the quantity is no number."""
    field = TaskForm.base_fields["quantity"]
    try:
        whole = field.clean(quantity)
    except forms.ValidationError:
        whole = None
    rows = [row for row in parts if row["role"] == "responsible"]
    for row, share in zip(rows, even_shares(whole, len(rows)) if whole else [], strict=False):
        row["share"] = f"{share:f}"


def _unbound(
    main: dict[str, Any], parts: list[dict[str, Any]], milestones: list[dict[str, Any]], choices: Choices
) -> TaskForms:
    made = PARTS(initial=parts, prefix="parts")
    made.extra = 2
    steps = MILESTONES(initial=milestones, prefix="milestones")
    steps.extra = 3 if not milestones else 1
    return TaskForms(
        TaskForm(initial=main, owners=choices.units), _offering(made, choices), _offering(steps, choices), choices
    )


def _offering(rows: "forms.BaseFormSet[Any]", choices: Choices) -> Rows:
    """The rows, offering units and groups where they ask for one."""
    made = cast(Rows, rows)
    made.offered = choices.offered
    return made
