"""A period's reports as .csv and .xlsx, and the list of those who miss as text for WeChat."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoshi.duties import words
from luoshi.duties.queries.deadlines import Deadline, Row, UnitRow
from luoshi.papers.columns import Column, Group, Kind
from luoshi.papers.sheets import Sheet, Workbook, workbook_bytes
from luoshi.web.formatting import day, minute
from luoshi.web.formatting import period as period_words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def heads() -> list[str]:
    """Heads of the columns, of both files."""
    return [_("单位"), _("事项"), _("情况"), _("截止日"), _("首次报送"), _("迟报天数"), _("催办"), _("联系人")]


def cells(unit: UnitRow, row: Row) -> list[str | int | None]:
    """A row of both files."""
    return [
        row.unit_name,
        row.title,
        str(words.STATES[row.state]),
        day(row.due),
        minute(row.sent) if row.sent else "",
        row.late or None,
        minute(row.reminded) if row.reminded else "",
        "、".join(unit.contacts),
    ]


def workbook(deadline: Deadline, units: Sequence[UnitRow], at: datetime) -> HttpResponse:
    """One sheet, a heading for each unit."""
    kinds: tuple[Kind, ...] = ("text", "wrap", "text", "text", "text", "number", "text", "text")
    columns = [Column(head, kind) for head, kind in zip(heads(), kinds, strict=True)]
    rows: list[list[str | int | None] | Group] = []
    for unit in units:
        rows += [Group(unit.name), *(cells(unit, row) for row in unit.rows)]
    title = _("%(period)s报送情况") % {"period": period_words(str(deadline.period))}
    sheet = Sheet(
        name=str(deadline.period),
        title=title,
        columns=columns,
        rows=rows,
        note_left=summary(deadline),
        note_right=_("截至%(time)s") % {"time": minute(at)},
    )
    answer = HttpResponse(workbook_bytes(Workbook(title, (sheet,)), at=at), content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{title}.xlsx")
    return answer


def summary(deadline: Deadline) -> str:
    """How many are owed and there."""
    counts = {"total": len(deadline.rows), "came": deadline.came, "missing": len(deadline.rows) - deadline.came}
    return _("应报 %(total)s 件，已报 %(came)s 件，未报 %(missing)s 件") % counts


def message(deadline: Deadline, units: Sequence[UnitRow], at: datetime) -> str:
    """The list of those who miss, to be pasted into a chat group; "" when nobody misses."""
    missing = [unit for unit in units if unit.missing]
    if not missing:
        return ""
    head = _("【催报】%(period)s进展报送，截至%(time)s：%(summary)s。截止日%(due)s。未报单位：")
    said = {
        "period": period_words(str(deadline.period)),
        "time": minute(at),
        "summary": summary(deadline),
        "due": day(deadline.window.due),
    }
    return "\n".join([head % said, *(_line(number, unit) for number, unit in enumerate(missing, start=1))])


def _line(number: int, unit: UnitRow) -> str:
    contact = _("（%(names)s）") % {"names": "、".join(unit.contacts)} if unit.contacts else ""
    titles = "；".join(row.title + _returned(row) for row in unit.missing)
    count = ngettext("%(n)s 件", "%(n)s 件", len(unit.missing)) % {"n": len(unit.missing)}
    return f"{number}. {unit.name}{contact}{count}：{titles}"


def _returned(row: Row) -> str:
    return _("（退回待改）") if row.state == "returned" else ""
