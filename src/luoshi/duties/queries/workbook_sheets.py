"""The sheets of the workbook that goes out to a unit (台账)."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from luoshi.duties.queries.forming import Step
from luoshi.duties.queries.reportable import Reportable
from luoshi.duties.queries.workbook import key_of, secret, shown_in
from luoshi.duties.rules import workbook as cells
from luoshi.orgs.models import Unit
from luoshi.papers.dates import official_date
from luoshi.papers.sheets import Cell, Column, Entry, Fixed, Row, Sheet, Value, Workbook
from luoshi.papers.sheets.typed import plain
from luoshi.values.periods import Period

LIGHTS = {"green": "绿灯", "yellow": "黄灯", "red": "红灯", "none": "未起算"}
LEAST = "已认定"
QUOTED = 150
"""So much of what was reported last stands beside the cells to be filled in."""
STATES = {"waiting": "本期已报，正在审核，不用再填。", "accepted": "本期已报，已认定，不用再填。"}
TOTAL_WRONG = (
    "请填数字，填从开始到本期末的累计数，不填当期数。累计数一般不少于上次认定的数。确实要核减的，在“困难”里写明原因。"
)
GUIDE = (
    ("填哪里", "只填没有锁住的格。整行是黄色的，表示还没有填；填了“进展情况”或选了“无变化”，黄色就没有了。"),
    ("累计完成", "填从开始到本期末一共完成了多少，不是这一期完成多少。单位已写在右边；写“1.2万亩”这样带单位的也认得。"),
    ("进展情况", "两三句话，写清楚做到了哪一步。左边有上次填的，不用重抄。"),
    ("困难和协调", "有困难、要请上级协调的才写；没有就空着。累计数比上次认定的少，要在“困难”里写明原因。"),
    ("无变化", "这一期没有进展，在“无变化”里选“无变化”，其余几格空着。"),
    ("节点", "有节点的事项，到“节点”表里选“已完成”，填完成日期；佐证写文件名或一句话。文件在交回后的页面上添加。"),
    (
        "交回",
        "存成 .xlsx，文件名可以改。在“我的事项”点“交回台账”上传，或发给发展改革部门代交。先看差异，确认以后才报出去。",
    ),
    ("请不要", "不要删去或改动隐藏的列，排序时要带上整行。可以删去不报的行；不能自己加事项。"),
)


def workbook(unit: Unit, period: Period, owed: Sequence[Reportable], *, own: bool) -> Workbook:
    """The workbook of a unit. `own`: for the unit itself, whose drafts nobody else reads."""
    title = f"{unit.name}{period.names().zh}进展台账"
    sheets = [_main(title, unit, owed, own=own)]
    steps = [(each, step) for each in owed for step in each.steps if step.accepted_on is None]
    if steps:
        sheets.append(_steps(unit, steps, own=own))
    return Workbook(title, (*sheets, _guide()))


def _main(title: str, unit: Unit, owed: Sequence[Reportable], *, own: bool) -> Sheet:
    columns = (
        Column("序号", "serial", 2.5),
        Column(cells.TITLE, "wrap", 15),
        Column("要求", "wrap", 11),
        Column("已知情况", "wrap", 13),
        Column(
            cells.TOTAL, "number", 6, unit="到本期末", entry=_entry("从开始到本期末的累计数，不是当期数。", "figure")
        ),
        Column("单位", "text", 3.5),
        Column(cells.TEXT, "wrap", 17, entry=Entry("两三句话，写清楚做到了哪一步。没有进展的，选“无变化”。")),
        Column(cells.DIFFICULTIES, "wrap", 8, entry=Entry("有困难才写。累计数比上次少的，写明原因。")),
        Column(cells.REQUESTS, "wrap", 8, entry=Entry("要请上级或别的部门协调的事，有才写。")),
        Column(
            cells.UNCHANGED,
            "text",
            4,
            entry=Entry(
                "这一期没有进展就选“无变化”，其余几格空着。",
                wrong="请从列表里选“无变化”，或把这一格清空。",
                choices=(cells.UNCHANGED_WORD,),
            ),
        ),
        Column(LEAST, "number", hidden=True),
        Column(cells.KEY, "text", hidden=True),
    )
    due = f"截止日：{official_date(max(each.window.due for each in owed))}" if owed else ""
    return Sheet(
        name="台账",
        title=title,
        columns=columns,
        rows=[_row(number, each, own=own) for number, each in enumerate(owed, 1)],
        note_left=f"填报单位：{unit.name}",
        note_right=due,
        footnotes=(
            "累计完成填从开始到本期末的累计数。",
            "有节点的事项在“节点”表里填。",
            "怎么填、怎么交回，见“填表说明”。",
        ),
        freeze_columns=2,
        filled_by=(cells.TEXT, cells.UNCHANGED),
        room=64,
    )


def _entry(hint: str, kind: str) -> Entry:
    return Entry(hint, "figure" if kind == "figure" else "day", TOTAL_WRONG, least=LEAST if kind == "figure" else "")


def _row(number: int, each: Reportable, *, own: bool) -> Row:
    shown = shown_in(each, own=own)
    counts = each.duty.measured == "quantity"
    typed: list[Cell] = [
        _figure(shown.said["quantity"]) if counts else cells.NOT_HERE,
        each.term.unit if counts else "",
        shown.said["text"],
        shown.said["difficulties"],
        shown.said["requests"],
        cells.UNCHANGED_WORD if shown.unchanged else "",
    ]
    placed: list[Value] = [Fixed(cell) for cell in typed] if each.is_in else [*typed]
    if not counts:
        placed[0] = Fixed(cells.NOT_HERE)
    known = (each.last or Decimal(0)) if counts else None
    return (
        number,
        _title(each),
        _asked(each),
        _standing(each),
        *placed,
        known,
        key_of(each, own=own).written(secret()),
    )


def _figure(typed: str) -> Decimal | str:
    try:
        return Decimal(typed) if typed else ""
    except InvalidOperation:
        return typed


def _title(each: Reportable) -> str:
    return f"{each.duty.title}\n原文：{each.sentence}" if each.sentence else each.duty.title


def _asked(each: Reportable) -> str:
    term = each.term
    amount = f"{plain(each.target)}{term.unit}" if each.target is not None else ""
    steps = (
        f"{'✓' if step.accepted_on else '○'}{step.title}（{step.due.month}月{step.due.day}日）" for step in each.steps
    )
    return "\n".join(filter(None, (term.deliverable, amount, f"{official_date(term.due)}前", *steps)))


def _standing(each: Reportable) -> str:
    """What is accepted, the light, how the report of this period stands and what was said last."""
    return "\n".join(_known(each))


def _known(each: Reportable) -> Iterator[str]:
    light = LIGHTS[each.standing.light]
    if each.duty.measured == "quantity":
        yield f"已认定 {plain(each.last or Decimal(0))}{each.term.unit}，{light}"
    else:
        reached = sum(step.accepted_on is not None for step in each.steps)
        yield f"已认定 {reached}/{len(each.steps)} 个节点，{light}"
    if each.is_returned:
        yield f"本期已退回：{each.returned_why}"
    elif each.current:
        yield STATES[each.current.outcome or "waiting"]
    if each.before:
        text = " ".join(each.before.text.split())
        yield f"上次填的：{text if len(text) <= QUOTED else text[:QUOTED] + '……'}"


def _steps(unit: Unit, steps: Sequence[tuple[Reportable, Step]], *, own: bool) -> Sheet:
    columns = (
        Column("序号", "serial", 3),
        Column(cells.TITLE, "wrap", 14),
        Column(cells.STEP, "wrap", 14),
        Column("权重", "number", 4),
        Column("应完成", "date", 8),
        Column(
            cells.DONE,
            "text",
            5,
            entry=Entry("完成了改选“已完成”，没有完成的不用动。", wrong="请从列表里选。", choices=cells.DONE_WORDS),
        ),
        Column(
            cells.REACHED,
            "date",
            8,
            entry=Entry("写成 2026-06-30。空着算交回那天。", "day", "请写成 2026-06-30 这样的日期。"),
        ),
        Column(cells.SHOWN, "wrap", 14, entry=Entry("佐证的文件名，或一句话。文件在交回后的页面上添加。")),
        Column(cells.KEY, "text", hidden=True),
    )
    rows = [_step(number, each, step, own=own) for number, (each, step) in enumerate(steps, 1)]
    return Sheet(
        name="节点",
        title="还没有认定的节点",
        columns=columns,
        rows=rows,
        note_left=f"填报单位：{unit.name}",
        footnotes=("认领节点要有佐证；文件在交回后的页面上添加。",),
        freeze_columns=3,
        room=36,
    )


def _step(number: int, each: Reportable, step: Step, *, own: bool) -> Row:
    claimed = shown_in(each, own=own).said["claims"].get(str(step.key))
    typed: list[Cell] = [cells.DONE_WORDS[claimed is None], _day(claimed or ""), ""]
    placed: list[Value] = [Fixed(cell) for cell in typed] if each.is_in else [*typed]
    key = key_of(each, own=own, milestone=step.key).written(secret())
    return (number, each.duty.title, step.title, step.weight.normalize() + 0, step.due, *placed, key)


def _day(typed: str) -> date | str:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return typed


def _guide() -> Sheet:
    columns = (Column("要点", "text", 8), Column("怎么填", "wrap", 44))
    return Sheet(name="填表说明", title="填表说明", columns=columns, rows=GUIDE, landscape=False)
