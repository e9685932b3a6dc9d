"""How a breakdown's cells are written, and read back as people change them in WPS or Excel."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

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
_FIGURE = re.compile(r"[+-]?[0-9][0-9,，]*(?:\.[0-9]+)?")
_SHARE = re.compile(r"(?P<name>.+?)(?:[（(](?P<share>[^（()）]*)[)）])?")
_STEP = re.compile(r"(?P<name>.+?)[\s，,]+(?P<day>[0-9]{4}\D[0-9]{1,2}\D[0-9]{1,2}日?)(?:[\s，,]+(?P<weight>[0-9.]+))?")
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")


class Unreadable(ValueError):
    """A cell that cannot be read: `code` is figure, day, yes, rhythm, share or step; `what` the words."""

    def __init__(self, code: str, what: str) -> None:
        super().__init__(f"{code}: {what}")
        self.code, self.what = code, what


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone as written."""

    name: str
    day: date
    weight: Decimal


def text_of(cell: object) -> str:
    """What stands in a cell, a whole number without decimals.

    >>> text_of(120.0), text_of(None), text_of(" 甲 ")
    ('120', '', '甲')
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def figure(cell: object) -> Decimal | None:
    """A number, or None for an empty cell. Raises Unreadable.

    >>> figure("1,200.5"), figure(12.0), figure("")
    (Decimal('1200.5'), Decimal('12'), None)
    """
    said = text_of(cell)
    if not said:
        return None
    try:
        if _FIGURE.fullmatch(said):
            return Decimal(said.replace(",", "").replace("，", ""))
    except InvalidOperation as wrong:
        raise Unreadable("figure", said) from wrong
    raise Unreadable("figure", said)


def day(cell: object) -> date | None:
    """A day, however it is written, or None for an empty cell. Raises Unreadable.

    >>> day("2026年6月30日"), day(datetime(2026, 6, 30, 0, 0)), day("")
    (datetime.date(2026, 6, 30), datetime.date(2026, 6, 30), None)
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    said = text_of(cell)
    if not said:
        return None
    found = _DAY.fullmatch(said)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as wrong:
        raise Unreadable("day", said) from wrong
    raise Unreadable("day", said)


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


def plain(value: Decimal | None) -> str:
    """A figure without trailing zeros; nothing for None.

    >>> plain(Decimal("120.0000")), plain(None)
    ('120', '')
    """
    return "" if value is None else f"{value.normalize():f}"


def shares_cell(rows: Iterable[tuple[str, Decimal | None]]) -> str:
    """Names with their shares as `shares` reads them."""
    return "、".join(name if share is None else f"{name}（{plain(share)}）" for name, share in rows)


def steps_cell(rows: Iterable[Step]) -> str:
    """Milestones as `steps` reads them."""
    return "\n".join(f"{each.name} {each.day.isoformat()} {plain(each.weight)}" for each in rows)
