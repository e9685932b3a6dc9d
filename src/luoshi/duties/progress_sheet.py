"""进展情况表 as a paper: what a report says, with room for the signatures of those in the unit who answer for it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from luoshi.duties.actions.reporting import Told
from luoshi.duties.queries.forming import About
from luoshi.papers.dates import official_date
from luoshi.papers.document import Column, Paper, Paragraph, Row, SmallPrint, Table
from luoshi.values.numbers import written

SIGNERS = ("经办人", "科室负责人意见", "分管领导意见")
"""Boxes to sign in, side by side, so that the sheet fits one page."""
ROOM = "\n\n\n签名：\n　　　　年　　月　　日"


def progress_sheet(about: About, told: Told, files: Sequence[str], mark: str) -> Paper:
    """The sheet of one report. `mark` ties the paper to what the draft said when it was printed."""
    return Paper(
        title="进展情况表",
        subtitle=f"（{about.period.names().zh}）",
        blocks=(
            Table(
                columns=(Column("项目", width=7), Column("内容", "wrap", align="left")),
                rows=_rows(about, told, files),
                size=12,
            ),
            Paragraph(""),
            Table([Column(label, "wrap") for label in SIGNERS], [[ROOM] * len(SIGNERS)], size=12),
            SmallPrint((("填报单位", about.unit.name), ("内容标识", mark[:16] or "尚未存稿"))),
        ),
        author=about.unit.name,
    )


def _rows(about: About, told: Told, files: Sequence[str]) -> list[Row]:
    """Label and content; what has nothing to say is left empty, to be filled in by hand."""
    rows: list[Row] = [
        ("事项", about.duty.title),
        ("填报单位", about.unit.name),
        ("来源", f"{about.sentence.text}（{about.sentence.where}）" if about.sentence.where else about.sentence.text),
        ("完成时限", official_date(about.term.due)),
    ]
    if about.duty.measured == "quantity":
        rows.append(("完成情况", _figures(about, told)))
    else:
        rows.append(("节点", "；".join(_steps(about, told.claims))))
    return [
        *rows,
        ("进展情况", told.text),
        ("困难", told.difficulties),
        ("请求", told.requests),
        ("佐证", "、".join(files)),
    ]


def _figures(about: About, told: Told) -> str:
    """The figures one checks before signing: accepted before, now, due."""
    unit = about.term.unit
    last = about.last.quantity if about.last else None
    parts = [("上次认定", last), ("到本期末累计", told.quantity), ("应完成", about.target)]
    return "；".join(f"{name} {_figure(value, unit)}" for name, value in parts)


def _figure(value: Decimal | None, unit: str) -> str:
    return f"{written(value)}{unit}" if value is not None else "　　　"


def _steps(about: About, claimed: Mapping[int, date]) -> list[str]:
    """Each milestone with where it stands."""
    found = []
    for step in about.steps:
        if step.accepted_on:
            state = f"{official_date(step.accepted_on)}认定"
        elif step.key in claimed:
            state = f"本次认领，{official_date(claimed[step.key])}完成"
        else:
            state = f"{official_date(step.due)}前"
        found.append(f"{step.title}（{state}）")
    return found
