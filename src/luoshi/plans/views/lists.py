"""Lists of measures, targets, projects, mechanisms and units: filter, sort, page and export by the address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from luoshi.orgs.access import requires
from luoshi.plans import exports, words
from luoshi.plans.forms import OFFERED, Filters
from luoshi.plans.models import Measure, MeasureUnit, MechanismMention, ProjectMention, Revision, TargetMention
from luoshi.plans.queries import lists
from luoshi.plans.queries import plans as queries
from luoshi.plans.views.plans import revision_or_404
from luoshi.web.formatting import number
from luoshi.web.listing import Column, in_order, listing
from luoshi.web.pages import csv_file, render


@dataclass(frozen=True)
class Kind:
    """One list: its name, query, columns, filters and what a row says in an export."""

    title: Any
    query: Callable[[Revision, Mapping[str, str]], QuerySet[Any]]
    columns: tuple[Column, ...]
    orders: Mapping[str, tuple[str, ...]]
    filters: tuple[str, ...]
    heads: tuple[Any, ...]
    cells: Callable[[Any], list[object]]


def _names(measure: Measure, roles: tuple[str, ...]) -> str:
    return "、".join(unit.printed for unit in measure.units.all() if unit.role in roles)


def _measure_cells(row: Measure) -> list[object]:
    others = _names(row, ("responsible", "supporting"))
    return [row.path, row.title, _names(row, ("lead",)), others, row.deadline]


def target_value(row: TargetMention) -> str:
    """The figure as a person writes it: ≥ 46 %, 8—10 个."""
    if row.value is None:
        return str(words.COMPARATORS[row.comparator]) if row.comparator == "external" else ""
    if row.comparator == "range":
        return f"{number(row.value)}—{number(row.value_high)}"
    return f"{words.COMPARATORS[row.comparator]} {number(row.value)}"


def _target_cells(row: TargetMention) -> list[object]:
    deadline = row.deadline or ""
    source, modality = words.SOURCES[row.deadline_source], words.MODALITIES.get(row.modality, "")
    return [_path(row), row.indicator, target_value(row), row.unit, deadline, source, row.baseline, modality]


def _project_cells(row: ProjectMention) -> list[object]:
    return [_path(row), row.name, row.verb, words.STRENGTHS[row.strength], "、".join(row.regions)]


def _mechanism_cells(row: MechanismMention) -> list[object]:
    return [_path(row), row.name, row.verb]


def _path(row: TargetMention | ProjectMention | MechanismMention) -> str:
    return row.provision.path if row.provision else ""


PLACE = Column(gettext_lazy("条"), "order")
ORDER = {"order": ("start", "id")}
KINDS = {
    "measures": Kind(
        gettext_lazy("举措"),
        lists.measures,
        (
            PLACE,
            Column(gettext_lazy("举措"), "name"),
            Column(gettext_lazy("牵头单位")),
            Column(gettext_lazy("责任和配合单位")),
            Column(gettext_lazy("时限"), "deadline"),
        ),
        ORDER | {"name": ("title", "id"), "deadline": ("deadline", "start")},
        ("chapter", "unit", "role"),
        (
            gettext_lazy("条"),
            gettext_lazy("举措"),
            gettext_lazy("牵头单位"),
            gettext_lazy("责任和配合单位"),
            gettext_lazy("时限"),
        ),
        _measure_cells,
    ),
    "targets": Kind(
        gettext_lazy("指标"),
        lists.targets,
        (
            PLACE,
            Column(gettext_lazy("指标"), "name"),
            Column(gettext_lazy("目标值"), "value", "num"),
            Column(gettext_lazy("期限"), "deadline"),
            Column(gettext_lazy("基期")),
            Column(gettext_lazy("属性")),
        ),
        ORDER | {"name": ("indicator", "id"), "value": ("value", "id"), "deadline": ("deadline", "start")},
        ("chapter", "unit", "deadline", "source", "comparator", "modality"),
        (
            gettext_lazy("条"),
            gettext_lazy("指标"),
            gettext_lazy("目标值"),
            gettext_lazy("计量单位"),
            gettext_lazy("期限"),
            gettext_lazy("期限来源"),
            gettext_lazy("基期"),
            gettext_lazy("属性"),
        ),
        _target_cells,
    ),
    "projects": Kind(
        gettext_lazy("项目"),
        lists.projects,
        (
            PLACE,
            Column(gettext_lazy("项目"), "name"),
            Column(gettext_lazy("文中说"), "verb"),
            Column(gettext_lazy("力度"), "strength"),
            Column(gettext_lazy("地点")),
        ),
        ORDER | {"name": ("name", "id"), "verb": ("verb", "id"), "strength": ("strength", "id")},
        ("chapter", "unit", "strength", "region"),
        (gettext_lazy("条"), gettext_lazy("项目"), gettext_lazy("文中说"), gettext_lazy("力度"), gettext_lazy("地点")),
        _project_cells,
    ),
    "mechanisms": Kind(
        gettext_lazy("机制"),
        lists.mechanisms,
        (PLACE, Column(gettext_lazy("机制"), "name"), Column(gettext_lazy("文中说"), "verb")),
        ORDER | {"name": ("name", "id"), "verb": ("verb", "id")},
        ("chapter", "unit", "verb"),
        (gettext_lazy("条"), gettext_lazy("机制"), gettext_lazy("文中说")),
        _mechanism_cells,
    ),
}


@requires("plans.read")
@require_safe
def listed(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """One of the lists, as a page or as .csv."""
    revision, shape = revision_or_404(request, pk), KINDS[kind]
    form = filters_of(request, revision, kind)
    rows = shape.query(revision, form.chosen())
    if request.GET.get("format") == "csv":
        ordered = in_order(request.GET, rows, orders=shape.orders, default="order")
        heads = [str(head) for head in shape.heads]
        return csv_file(f"{revision.title}-{shape.title}", heads, map(shape.cells, ordered.iterator(chunk_size=500)))
    context = {
        "revision": revision,
        "counts": queries.counts(revision),
        "kind": kind,
        "shape": shape,
        "form": form,
        "exports": [each for each in exports.kinds().values() if each.rows == kind],
        "listing": listing(request.GET, rows, orders=shape.orders, default="order"),
        "words": words,
        "target_value": target_value,
    }
    return render(request, f"plans/{kind}.html", context)


def filters_of(request: HttpRequest, revision: Revision, kind: str) -> Filters:
    """The filters of a list, filled in from the address."""
    shape = KINDS[kind]
    return Filters(request.GET, {name: _offered(revision, shape, name) for name in shape.filters})


def _offered(revision: Revision, shape: Kind, name: str) -> list[tuple[str, Any]]:
    """What a filter offers: fixed words, or the values this plan's rows have."""
    if name in OFFERED:
        return OFFERED[name]
    if name == "chapter":
        return [(row.path, str(row)) for row in revision.provisions.filter(parent=None)]
    if name == "unit":
        return _same(lists.choices(MeasureUnit.objects.filter(measure__revision=revision), "printed"))
    if name == "region":
        regions = ProjectMention.objects.filter(revision=revision).values_list("regions", flat=True)
        return _same(sorted({region for row in regions for region in row}))
    return _same(lists.choices(shape.query(revision, {}), name))


def _same(values: list[str]) -> list[tuple[str, Any]]:
    return [(value, value) for value in values]


@requires("plans.read")
@require_safe
def units(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every unit the plan names, and how much it leads and answers for."""
    revision = revision_or_404(request, pk)
    rows = queries.unit_counts(revision)
    if request.GET.get("format") == "csv":
        heads = [_("单位"), _("牵头"), _("责任和配合")]
        return csv_file(f"{revision.title}-{_('单位')}", heads, ([row.printed, row.leads, row.answers] for row in rows))
    return render(
        request, "plans/units.html", {"revision": revision, "counts": queries.counts(revision), "units": rows}
    )
