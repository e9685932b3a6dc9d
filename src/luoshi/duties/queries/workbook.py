"""The workbook that goes out to a unit (台账): what it owes, what is known of it, and open cells for what is new."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache

from django.utils.crypto import salted_hmac

from luoshi.duties.models import Duty
from luoshi.duties.queries import access
from luoshi.duties.queries.reportable import Reportable, reportables
from luoshi.duties.rules.drafts import Content, content, total
from luoshi.duties.rules.row_keys import RowKey
from luoshi.orgs.models import Unit
from luoshi.papers.sheets.typed import plain
from luoshi.values.periods import Period


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands in the open cells of a row when it goes out."""

    said: Content
    unchanged: bool = False


@cache
def secret() -> bytes:
    """What rows are sealed with; who has it can seal rows of their own."""
    return salted_hmac("luoshi.duties.workbook", "", algorithm="sha256").digest()


def of_unit(unit: Unit, period: Period, day: date) -> list[Reportable]:
    """What a unit owes on a period."""
    duties = access.of_unit(unit.pk, day).order_by().values_list("pk", flat=True)
    return [each for (owing, _duty), each in among(duties, period, day).items() if owing == unit.pk]


def by_unit(period: Period, day: date) -> dict[Unit, list[Reportable]]:
    """What every unit owes on a period."""
    found: dict[Unit, list[Reportable]] = {}
    for each in reportables(period, day):
        found.setdefault(each.unit, []).append(each)
    return found


def among(duties: Iterable[int], period: Period, day: date) -> dict[tuple[int, int], Reportable]:
    """What is owed of some duties, by unit and duty."""
    keys = Duty.objects.filter(pk__in=set(duties)).order_by().values("pk")
    return {(each.unit.pk, each.duty.pk): each for each in reportables(period, day, keys)}


def file_name(unit: Unit, period: Period) -> str:
    """What the file is called."""
    return f"{unit.name}-{period.names().zh}台账.xlsx"


def shown_in(each: Reportable, *, own: bool) -> Shown:
    """What is filled in already: a report that is in or came back, else the unit's own draft."""
    draft = each.draft if own and not each.is_in else None
    if draft:
        said = content(draft.content)
        return Shown({**said, "quantity": _total(said, each.last), "basis": "total"})
    report = each.current
    if report is None:
        return Shown(content({}))
    claims = {str(key): on.isoformat() for key, on in each.claimed.items()}
    said = content({"quantity": plain(report.quantity), "claims": claims})
    said |= {"text": report.text, "difficulties": report.difficulties, "requests": report.requests}
    return Shown(said, report.unchanged)


def key_of(each: Reportable, *, own: bool, milestone: int = 0) -> RowKey:
    """The key of a row."""
    draft = each.draft.version if own and each.draft else 0
    return RowKey(str(each.period), each.unit.pk, each.duty.pk, each.version, draft, milestone)


def _total(said: Content, last: Decimal | None) -> str:
    try:
        return plain(total(said, last))
    except InvalidOperation:
        return said["quantity"]
