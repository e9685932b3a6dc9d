"""任务清单: every measure with who answers for it, by when, and what it is to reach."""

from django.utils.translation import gettext_lazy as _

from luoshi.papers.columns import Cell, Column, Row
from luoshi.plans.exports import wording
from luoshi.plans.exports.asked import Asked, Kind
from luoshi.plans.exports.contents import NUMBER, Contents, places
from luoshi.plans.exports.frame import group_notes, lead_notes, sheet, workbook
from luoshi.plans.models import Measure
from luoshi.plans.queries import lists


def make(asked: Asked) -> bytes:
    """The list as .xlsx; seven statements."""
    found = asked.arranged(lists.measures(asked.revision, asked.filters))
    measures = list(found.prefetch_related("targets", "projects"))
    contents, text = Contents(asked.revision), asked.revision.text
    units = [unit for measure in measures for unit in measure.units.all()]
    supported = any(unit.role == "supporting" for unit in units)
    dated = all(due_of(measure) for measure in measures)

    def line(number: int, measure: Measure) -> Row:
        return (
            number,
            contents.chapter(measure),
            contents.number(measure),
            measure.title,
            reaches(measure, text),
            *(wording.names(measure.units.all(), role) for role in ("lead", "responsible")),
            *([wording.names(measure.units.all(), "supporting")] if supported else []),
            due_of(measure),
        )

    cut = any(
        count > MOST for measure in measures for count in (len(measure.targets.all()), len(measure.projects.all()))
    )
    notes = [*lead_notes(units), *group_notes(units, asked), *([] if dated else [UNDATED]), *([CUT] if cut else [])]
    rows = [line(number, measure) for number, measure in enumerate(measures, 1)]
    name = str(KIND.name)
    return workbook(asked, name, sheet(asked, name, columns(asked, supported=supported), rows, notes))


def columns(asked: Asked, *, supported: bool) -> tuple[Column, ...]:
    """The columns; 配合单位 only where some are named."""
    return (
        NUMBER,
        *places(asked),
        Column("举措", "wrap"),
        Column("目标和项目", "wrap"),
        Column("牵头单位", "wrap"),
        Column("责任单位", "wrap"),
        *([Column("配合单位", "wrap")] if supported else []),
        Column("完成时限", "date"),
    )


def reaches(measure: Measure, text: str) -> str:
    """Targets and projects of a measure, a line each."""
    targets = [wording.target_in_words(target, text) for target in measure.targets.all()]
    projects = [project.name for project in measure.projects.all()]
    return "\n".join(f"{head}：{shortened(names)}" for head, names in (("目标", targets), ("项目", projects)) if names)


def shortened(names: list[str]) -> str:
    """The first few names, and how many there are if that is not all."""
    if len(names) <= MOST:
        return "；".join(names)
    return f"{'；'.join(names[:MOST])}等{len(names)}项"


def due_of(measure: Measure) -> Cell:
    """The day that was filled in, else what the text says, else nothing."""
    return measure.due or measure.deadline or None


MOST = 5
"""Targets or projects named in one cell. Lists of their own hold them all, and a row stays lower than a page."""

UNDATED = "完成时限空白的，原文没有写明，也没有另行确定。"
CUT = f"目标、项目超过{MOST}项的只列前{MOST}项，全部见指标清单、项目清单。"
KIND = Kind("tasks", _("任务清单"), ".xlsx", make, place=1, rows="measures")
