"""指标清单: every figure to reach, with its nature, its year and where that comes from, and who answers for it."""

from django.utils.translation import gettext_lazy as _

from luoshi.papers.columns import Column, Row
from luoshi.plans import words
from luoshi.plans.exports import wording
from luoshi.plans.exports.asked import Asked, Kind
from luoshi.plans.exports.contents import NUMBER, Contents, places
from luoshi.plans.exports.frame import sheet, workbook
from luoshi.plans.models import TargetMention
from luoshi.plans.queries import lists


def make(asked: Asked) -> bytes:
    """The list as .xlsx; five statements."""
    found = asked.arranged(lists.targets(asked.revision, asked.filters))
    targets = found.select_related("provision", "measure", "owner").prefetch_related("measure__units")
    contents, text = Contents(asked.revision), asked.revision.text

    def line(number: int, target: TargetMention) -> Row:
        return (
            number,
            contents.chapter(target),
            contents.number(target),
            target.indicator,
            str(words.MODALITIES.get(target.modality, "")),
            wording.demand_of(target),
            wording.value_of(target, text),
            target.unit,
            target.baseline,
            target.deadline,
            str(words.SOURCES[target.deadline_source]),
            answering(target),
            wording.said(text, target.start, target.end),
        )

    rows = [line(number, target) for number, target in enumerate(targets, 1)]
    name = str(KIND.name)
    return workbook(asked, name, sheet(asked, name, (NUMBER, *places(asked), *COLUMNS), rows, NOTES))


def answering(target: TargetMention) -> str:
    """The unit that a person named for it, else the lead units of its measure."""
    return target.owner.name if target.owner else wording.units_of(target.measure, "lead")


COLUMNS: tuple[Column, ...] = (
    Column("指标名称", "wrap"),
    Column("属性"),
    Column("要求", above="目标"),
    Column("目标值", "number", above="目标"),
    Column("计量单位", above="目标"),
    Column("基期"),
    Column("完成年份", "serial"),
    Column("期限依据"),
    Column("责任单位", "wrap"),
    Column("原文", "wrap"),
)
NOTES = (
    "属性空白的，原文没有标明约束性或预期性，也没有另行确定。",
    "责任单位是审定的归口单位；没有另定的，是所在举措的牵头单位。",
)
KIND = Kind("targets", _("指标清单"), ".xlsx", make, place=4, rows="targets")
