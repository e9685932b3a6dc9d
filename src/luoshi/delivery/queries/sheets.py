"""A breakdown as a workbook that can be changed and sent back."""

from luoshi.delivery.queries.breakdown import Row
from luoshi.delivery.queries.contents import Content
from luoshi.delivery.rules.sheet_words import HEADS, RHYTHMS, YES, Step, shares_cell, steps_cell
from luoshi.papers.sheets import Cell, Column, Sheet, Workbook
from luoshi.plans.models import Revision

_KINDS: dict[str, dict[str, object]] = {
    "举措": {"kind": "wrap"},
    "任务": {"kind": "wrap"},
    "成果形式": {"kind": "wrap"},
    "数量": {"kind": "number"},
    "责任单位（分量）": {"kind": "wrap"},
    "配合单位": {"kind": "wrap"},
    "节点（名称 日期 权重）": {"kind": "wrap"},
    "开始": {"kind": "date"},
    "截止": {"kind": "date"},
    "权重": {"kind": "number"},
    "编号": {"hidden": True},
    "版本": {"hidden": True},
}
COLUMNS = tuple(Column(head, **_KINDS.get(head, {})) for head in HEADS)  # type: ignore[arg-type]  # a table of options
NOTES = (
    "一行一项任务；没有任务的举措留一行，填上即为新增。条号照原样，不要改。",
    "责任单位后面的括号里写分量，各分量相加等于数量；节点一行一个，写名称、日期、权重。",
    "传回时先看差异再确认；表里隐着编号和版本，别人改过的行会提示，不会互相覆盖。",
)


def workbook(revision: Revision, year: int, rows: list[Row], names: dict[int, str]) -> Workbook:
    """The rows as one sheet."""
    title = f"{revision.title}{year}年任务分解"
    sheet = Sheet(
        f"{year}年任务", title, COLUMNS, [cells(row, names) for row in rows], footnotes=NOTES, freeze_columns=3
    )
    return Workbook(title, (sheet,))


def cells(row: Row, names: dict[int, str]) -> list[Cell]:
    """One row, cells as HEADS."""
    place: list[Cell] = [row.measure.path, row.measure.title]
    if row.task is None:
        return [*place, *([None] * (len(HEADS) - len(place)))]
    content = row.task.content
    return [*place, *content_cells(content, names), str(row.task.task.pk), content.version]


def content_cells(content: Content, names: dict[int, str]) -> list[Cell]:
    """What a task says, from 任务 to 权重."""
    given, term = content.given, content.given.term
    responsible = [(names[part.unit], part.quantity) for part in given.parts if part.role == "responsible"]
    supporting = [(names[part.unit], part.quantity) for part in given.parts if part.role == "supporting"]
    steps = [Step(each.title, each.due, each.weight) for each in given.milestones]
    return [
        given.title,
        term.deliverable,
        None if term.quantity is None else term.quantity.normalize() + 0,
        term.unit,
        names[term.owner],
        shares_cell(responsible),
        shares_cell(supporting),
        steps_cell(steps),
        term.begins,
        term.due,
        RHYTHMS[term.rhythm],
        YES[term.office_reviews],
        content.weight.normalize() + 0,
    ]
