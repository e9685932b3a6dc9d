"""The workbook a unit fills in offline (台账): its heads, and what people type under them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from luoshi.papers.sheets.reading import MOST_ROWS, Grid, NotASheet, SheetRow, rows_under
from luoshi.papers.sheets.typed import Unreadable, figure, plain, text_of
from luoshi.values.errors import BadValue
from luoshi.values.quantities import Quantity

KEY, TITLE = "编号", "事项"
TOTAL, TEXT, DIFFICULTIES, REQUESTS, UNCHANGED = "累计完成", "进展情况", "困难", "需要协调", "无变化"
STEP, DONE, REACHED, SHOWN = "节点", "是否完成", "完成日期", "佐证"
ENTRIES = (TOTAL, TEXT, DIFFICULTIES, REQUESTS, UNCHANGED)
STEP_ENTRIES = (DONE, REACHED, SHOWN)
NOT_HERE = "—"
"""In a cell that is not to be filled in."""
DONE_WORDS = ("已完成", "未完成")
UNCHANGED_WORD = "无变化"
PLACES, DIGITS, LONGEST = 4, 16, 5_000
"""As a report stores a quantity, and takes a text."""

_AMOUNT = re.compile(r"([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)(\D+)")
_YES = {UNCHANGED_WORD, "无", "没有变化", "是", "√", "✓"}
_NO = {"", NOT_HERE, "有变化", "否", "×"}


@dataclass(frozen=True, slots=True)
class Kept:
    """A row of a workbook as it is kept until somebody confirms it: texts by head, and where each stands."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    places: Mapping[str, str]

    def text(self, head: str) -> str:
        """What stands under a head; a dash stands for nothing."""
        said = self.cells.get(head, "")
        return "" if said == NOT_HERE else said

    def place(self, head: str) -> str:
        """Where it stands, the sheet included: 台账 F5."""
        return f"{self.sheet} {self.places.get(head, f'A{self.number}')}"


@dataclass(slots=True)
class Row:
    """What a workbook says of one duty: its row, and the rows of its milestones by key."""

    kept: Kept | None = None
    steps: dict[int, Kept] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been filled in."""
        own = self.kept is not None and any(self.kept.text(head) for head in ENTRIES)
        return not own and not any(is_claimed(step) for step in self.steps.values())


def read_workbook(grids: Sequence[Grid]) -> list[Kept]:
    """Rows of both sheets that have a key or hold something. Raises NotASheet."""
    rows = [_kept("台账", row) for row in rows_under(grids, (KEY, TITLE, *ENTRIES), (TITLE, TEXT, KEY))]
    try:
        steps = rows_under(grids, (KEY, TITLE, STEP, *STEP_ENTRIES), (STEP, DONE, KEY))
    except NotASheet:
        steps = []  # a unit without milestones has no such sheet; who deletes it claims none
    rows += [_kept("节点", row) for row in steps]
    return _checked(rows)


def _checked(rows: Sequence[Kept]) -> list[Kept]:
    found = [row for row in rows if row.text(KEY) or any(row.text(head) for head in (*ENTRIES, *STEP_ENTRIES))]
    if not found:
        raise NotASheet("empty")
    if len(found) > MOST_ROWS:
        raise NotASheet("long")
    return found


def _kept(sheet: str, row: SheetRow) -> Kept:
    return Kept(sheet, row.number, {head: _plain(cell) for head, cell in row.cells.items()}, dict(row.places))


def _plain(cell: object) -> str:
    """A cell as a text that means the same; what a formula adds to a figure in the last places is rounded off."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return plain(Decimal(str(round(cell, 9))))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return text_of(cell)


def amount(said: str, unit: str) -> Decimal | None:
    """A cumulative figure in the duty's unit; another unit of the same kind is converted. Raises Unreadable.

    >>> amount("１.２万亩", "亩"), amount("1.2万", "亩"), amount("61.5", "公里"), amount("", "亩")
    (Decimal('12000'), Decimal('12000'), Decimal('61.5'), None)
    """
    try:
        value = figure(said)
    except Unreadable:
        value = _converted(said, unit)
    if value is None:
        return None
    if not value.is_finite() or value < 0 or value.adjusted() >= DIGITS:
        raise Unreadable("range", said)
    if max(-int(value.normalize().as_tuple().exponent), 0) > PLACES:
        raise Unreadable("places", said)
    return value


def _converted(said: str, unit: str) -> Decimal:
    plain_said = "".join(unicodedata.normalize("NFKC", said).split())
    found = _AMOUNT.fullmatch(plain_said)
    if found is None:
        raise Unreadable("figure", said)
    value, typed = Decimal(found[1].replace(",", "")), found[2]
    for meant in (typed, typed + unit) if not unit.startswith(typed) else (unit,):
        try:
            return Quantity(value, meant).to(unit).value
        except BadValue:
            continue
    raise Unreadable("unit", said)


def is_unchanged(said: str) -> bool:
    """Whether somebody says that nothing is new. Raises Unreadable."""
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise Unreadable("unchanged", said)


def is_claimed(step: Kept) -> bool:
    """Whether a milestone is said to be done: by the list, or by writing a day or what shows it."""
    said = step.text(DONE)
    return said in {"已完成", "完成", "是", "√", "✓"} or (not said and bool(step.text(REACHED)))


def told_text(own: str, claims: Iterable[tuple[str, date, str]]) -> str:
    """What is reported as text: what was written, and what shows each milestone (title, day, words), which is not
    written twice. Where nothing was written, the milestones themselves are what there is to say.

    >>> told_text("", [("蓄水", date(2026, 6, 20), "验收单")])
    '节点“蓄水”2026年6月20日完成，佐证：验收单。'
    """
    lines = [own] if own else []
    for title, on, words in claims:
        shown = f"，佐证：{words.rstrip('。')}" if words else ""
        line = f"节点“{title}”{on.year}年{on.month}月{on.day}日完成{shown}。"
        if (words or not own) and line not in own:
            lines.append(line)
    return "\n".join(lines)


def squeezed(text: str) -> str:
    """A text without white space, to compare by."""
    return "".join(text.split())
