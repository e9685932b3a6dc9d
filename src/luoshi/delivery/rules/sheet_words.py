"""How a breakdown's cells are written, and read back as people change them in WPS or Excel."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luoshi.papers.sheets.typed import Unreadable, day, figure, plain, text_of

HEADS = (
    "条",
    "举措",
    "任务",
    "成果形式",
    "数量",
    "单位",
    "总牵头",
    "责任单位（分量）",
    "配合单位",
    "节点（名称 日期 权重）",
    "开始",
    "截止",
    "报告频次",
    "计划管理员审核",
    "权重",
    "编号",
    "版本",
)
RHYTHMS = {"quarter": "每季", "month": "每月", "none": "不定期"}
YES = {True: "是", False: "否"}
_SHARE = re.compile(r"(?P<name>.+?)(?:[（(](?P<share>[^（()）]*)[)）])?")
_STEP = re.compile(r"(?P<name>.+?)[\s，,]+(?P<day>[0-9]{4}\D[0-9]{1,2}\D[0-9]{1,2}日?)(?:[\s，,]+(?P<weight>[0-9.]+))?")


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone as written."""

    name: str
    day: date
    weight: Decimal


def shares(cell: object) -> list[tuple[str, Decimal | None]]:
    """Names, each with its share if one stands in brackets behind it. Raises Unreadable.

    >>> shares("永靖县政府（80）、州教育局")
    [('永靖县政府', Decimal('80')), ('州教育局', None)]
    """
    found = []
    for each in filter(None, (part.strip() for part in re.split(r"[、；;\n]", text_of(cell)))):
        match = _SHARE.fullmatch(each)
        if match is None:
            raise Unreadable("share", each)
        try:
            found.append((match["name"].strip(), figure(match["share"])))
        except Unreadable as wrong:
            raise Unreadable("share", each) from wrong
    return found


def steps(cell: object) -> list[Step]:
    """Milestones, one on a line: name, day, weight (1 if none is written). Raises Unreadable.

    >>> steps("导流洞通水 2026-03-31 20")
    [Step(name='导流洞通水', day=datetime.date(2026, 3, 31), weight=Decimal('20'))]
    """
    found = []
    for line in filter(None, (part.strip() for part in re.split(r"[；;\n]", text_of(cell)))):
        match = _STEP.fullmatch(line)
        try:
            on = day(match["day"]) if match else None
            weight = figure(match["weight"]) if match else None
        except Unreadable as wrong:
            raise Unreadable("step", line) from wrong
        if match is None or on is None:
            raise Unreadable("step", line)
        found.append(Step(match["name"].strip(), on, Decimal(1) if weight is None else weight))
    return found


def rhythm(cell: object) -> str:
    """The code of how often reports are owed; an empty cell means every quarter. Raises Unreadable.

    >>> rhythm("每月"), rhythm("季报"), rhythm("")
    ('month', 'quarter', 'quarter')
    """
    said = text_of(cell)
    found = [code for code, word in RHYTHMS.items() if word[-1] in said and code != "none"]
    if not said or (len(found) == 1 and "期" not in said):
        return found[0] if found else "quarter"
    if said in {RHYTHMS["none"], "不报", "无"}:
        return "none"
    raise Unreadable("rhythm", said)


def yes(cell: object) -> bool:
    """Yes or no; an empty cell means yes. Raises Unreadable."""
    said = text_of(cell)
    if said in {"", "是", "√", "Y", "y", "True", "1"}:
        return True
    if said in {"否", "×", "N", "n", "False", "0"}:
        return False
    raise Unreadable("yes", said)


def shares_cell(rows: Iterable[tuple[str, Decimal | None]]) -> str:
    """Names with their shares as `shares` reads them."""
    return "、".join(name if share is None else f"{name}（{plain(share)}）" for name, share in rows)


def steps_cell(rows: Iterable[Step]) -> str:
    """Milestones as `steps` reads them."""
    return "\n".join(f"{each.name} {each.day.isoformat()} {plain(each.weight)}" for each in rows)
