"""工作交接单 as a paper: what goes from one person to another, with room for both to sign."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.orgs.rules.roles import ROLES
from luoshi.papers.dates import official_date
from luoshi.papers.document import Column, Paper, Paragraph, Row, SmallPrint, Table
from luoshi.values.periods import Period

ROOM = "\n\n\n签名：\n　　　　年　　月　　日"
SIGNERS = ("交接人", "接手人", "单位负责人")
TITLES = {
    "passed": "转办的事项",
    "drafts": "正在写的报告",
    "signing": "待审签的报告",
    "reviews": "待审核的报告",
    "waiting": "已报送待审的报告",
}


@dataclass(frozen=True, slots=True)
class Parties:
    """Who hands over to whom, in which unit, from which day. An empty name is filled in by hand."""

    unit: str
    leaver: str
    taker: str
    since: date | None


def handover_sheet(parties: Parties, work: Mapping[str, Sequence[object]], *, titles: bool) -> Paper:
    """The sheet; without `titles` it says only how many there are of each."""
    rows: list[Row] = [
        ("单位", parties.unit),
        ("交接人", parties.leaver),
        ("接手人", parties.taker),
        ("交接日", official_date(parties.since) if parties.since else ""),
        ("角色", "、".join(ROLES[str(role)].name for role in work["roles"] if str(role) in ROLES)),
    ]
    rows += [(title, _lines(work[part], titles)) for part, title in TITLES.items()]
    rows.append(("其他（文件、印章、联系人）", "\n\n"))
    return Paper(
        title="工作交接单",
        blocks=(
            Table(columns=(Column("项目", width=9), Column("内容", "wrap", align="left")), rows=tuple(rows), size=12),
            Paragraph(""),
            Table([Column(label, "wrap") for label in SIGNERS], [[ROOM] * len(SIGNERS)], size=12),
            SmallPrint((("单位", parties.unit),)),
        ),
        author=parties.unit,
    )


def _lines(found: Sequence[object], titles: bool) -> str:
    """Each on a line of its own."""
    if not found:
        return "无"
    if not titles:
        return f"{len(found)}件"
    return "\n".join(f"{place}. {_line(each)}" for place, each in enumerate(found, 1))


def _line(each: object) -> str:
    title, period = each if isinstance(each, (list, tuple)) else (each, "")
    return f"{title}（{Period.parse(period).names().zh}）" if period else str(title)
