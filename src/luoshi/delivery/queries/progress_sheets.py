"""A plan's progress as a workbook: tasks under their chapters, and roll-ups by chapter, unit and county."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from luoshi.delivery.queries.headings import Heading, lines
from luoshi.delivery.queries.plan_progress import PlanProgress, PlanTask
from luoshi.duties import words
from luoshi.duties.rules.lights import Standing
from luoshi.papers.columns import Group
from luoshi.papers.dates import official_date
from luoshi.papers.sheets import Cell, Column, Sheet, Workbook
from luoshi.web.formatting import percent

TASKS = (
    Column("条"),
    Column("举措", "wrap"),
    Column("任务", "wrap"),
    Column("总牵头"),
    Column("权重", "number"),
    Column("灯"),
    Column("新报"),
    Column("已认定", "percent"),
    Column("序时", "percent"),
    Column("落后", "number", unit="个点"),
    Column("原因", "wrap"),
    Column("时限", "date"),
    Column("编号", hidden=True),
)
ROLLUPS = (
    Column("条"),
    Column("名称", "wrap"),
    Column("任务", "number", unit="项"),
    Column("红灯", "number"),
    Column("黄灯", "number"),
    Column("绿灯", "number"),
    Column("已销号", "number"),
    Column("无新报", "number"),
    Column("未分解举措", "number", unit="项"),
    Column("已认定", "percent"),
    Column("序时", "percent"),
    Column("最要紧的任务", "wrap"),
)
NOTES = (
    "进度只计审核认定的报告：有节点的按节点权重，没有节点的按数量；汇总按任务权重。",
    "平均数旁边都列最要紧的一项，免得一个红灯被平均数盖住；“无新报”另计，不改灯。",
)


def workbook(found: PlanProgress, wanted: Mapping[str, str], rows: Sequence[PlanTask], year: int | None) -> Workbook:
    """Four lists of what fits the filters."""
    title = f"{found.revision.title}{year or ''}{'年' if year else ''}进展"
    sheets = [
        _sheet(found, title, "任务", TASKS, _tasks(found, wanted, rows)),
        *(
            _sheet(found, f"{title}（{name}）", name, ROLLUPS, _rollups(found, wanted, rows, by))
            for by, name in (("chapter", "按章和举措"), ("unit", "按总牵头单位"), ("county", "按县市"))
        ),
    ]
    return Workbook(title, sheets)


def _sheet(
    found: PlanProgress, title: str, name: str, columns: Sequence[Column], rows: Sequence[Group | list[Cell]]
) -> Sheet:
    note = f"截至{official_date(found.day)}"
    return Sheet(name, title, columns, rows, note_right=note, footnotes=NOTES, landscape=True, freeze_columns=3)


def _tasks(found: PlanProgress, wanted: Mapping[str, str], rows: Sequence[PlanTask]) -> list[Group | list[Cell]]:
    made: list[Group | list[Cell]] = []
    for line in lines(found, wanted, rows, "chapter", deep=True):
        if line.task:
            made.append(_task(line.task))
        elif line.heading and line.heading.kind == "chapter":
            made.append(Group(line.heading.name))
        elif line.heading and line.heading.bare and line.heading.measure:
            measure = line.heading.measure
            made.append([measure.path, line.heading.name, _("还没有任务"), *([None] * (len(TASKS) - 3))])
    return made


def _task(each: PlanTask) -> list[Cell]:
    standing = each.standing
    return [
        each.measure.path if each.measure else None,
        (each.measure.title or each.measure.path) if each.measure else None,
        each.title,
        each.owner,
        each.task.weight.normalize() + 0,
        str(words.LIGHTS["closed" if standing.closed else standing.light]),
        _("无新报") if not standing.fresh and not standing.closed else None,
        *_shares(standing),
        standing.behind.normalize() + 0 if standing.behind > 0 else None,
        "；".join(words.reason(why) for why in standing.reasons) or None,
        each.term.due,
        str(each.key),
    ]


def _rollups(
    found: PlanProgress, wanted: Mapping[str, str], rows: Sequence[PlanTask], by: str
) -> list[Group | list[Cell]]:
    return [_rollup(line.heading) for line in lines(found, wanted, rows, by, deep=False) if line.heading]


def _rollup(heading: Heading) -> list[Cell]:
    counts, rollup = heading.rollup.counts, heading.rollup
    place = heading.measure.path if heading.measure else None
    figures: list[Cell] = [rollup.total, counts["red"], counts["yellow"], counts["green"], rollup.closed, rollup.stale]
    shares: list[Cell] = [percent(rollup.done), percent(rollup.scheduled)] if heading.tasks else [None, None]
    return [place, heading.name, *figures, heading.bare, *shares, heading.worst.title if heading.worst else None]


def _shares(standing: Standing) -> list[Cell]:
    return [percent(standing.done), percent(standing.scheduled)]
