"""Requests that somebody may read, and what each would change, in words and figures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from luoshi.duties.models import Milestone, Report, Request
from luoshi.duties.queries import access
from luoshi.orgs.models import Account, Unit

Value = date | Decimal | str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that would be different: a key of words.FIELDS, of which milestone or unit, before and after."""

    name: str
    of: str
    before: Value
    after: Value


def readable(account: Account, day: date) -> QuerySet[Request]:
    """Requests about duties that somebody may see, the oldest first."""
    seen = access.visible(account, day).values("pk")
    rows = Request.objects.filter(duty__in=seen).select_related("duty", "unit", "by", "decided_by")
    return rows.order_by("at", "id")


def to_decide(account: Account, day: date) -> QuerySet[Request]:
    """Requests that wait for the office."""
    return readable(account, day).filter(outcome="")


def of_desk(account: Account, day: date) -> list[Request]:
    """What one's unit asks for, and what was decided of it in the last thirty days, the newest first."""
    own = readable(account, day).filter(unit=account.unit_id).exclude(outcome="revoked")
    recent = [row for row in own.order_by("-at", "-id")[:50] if not row.decided_at or _days(row, day) <= 30]
    return recent[:12]


def _days(row: Request, day: date) -> int:
    return (day - row.decided_at.date()).days if row.decided_at else 0


def described(requests: Iterable[Request]) -> dict[int, list[Line]]:
    """What each request would change, by its key; three statements."""
    rows = list(requests)
    units, milestones, reports = set[str](), set[str](), set[int]()
    for row in rows:
        for side in ("before", "after"):
            said: Mapping[str, Any] = row.content.get(side, {})
            units.update(said.get("shares", ()), [str(said["owner"])] if "owner" in said else [])
            milestones.update(said.get("milestones", ()))
            reports.update(said.get("reports", ()))
    names = _Names(
        {str(key): name for key, name in Unit.objects.filter(pk__in=units).values_list("pk", "name")},
        {str(key): title for key, title in Milestone.objects.filter(pk__in=milestones).values_list("pk", "title")},
        {each.pk: each for each in Report.objects.filter(pk__in=reports).select_related("unit")},
    )
    return {row.pk: names.lines(row.content.get("before", {}), row.content.get("after", {})) for row in rows}


@dataclass(frozen=True, slots=True)
class _Names:
    """What keys in requests are called."""

    units: Mapping[str, str]
    milestones: Mapping[str, str]
    reports: Mapping[int, Report]

    def lines(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Line]:
        """What differs, field by field."""
        plain = [each for each in after if each not in ("milestones", "shares", "reports")]
        found = [Line(name, "", self._value(name, before.get(name)), self._value(name, after[name])) for name in plain]
        for key, new in after.get("milestones", {}).items():
            old = before.get("milestones", {}).get(key, [None, None])
            title = self.milestones.get(key, key)
            found.append(Line("due", title, self._value("due", old[0]), self._value("due", new[0])))
            found.append(Line("weight", title, self._value("weight", old[1]), self._value("weight", new[1])))
        old_shares, new_shares = before.get("shares", {}), after.get("shares", {})
        for key in dict.fromkeys([*old_shares, *new_shares]):
            pair = (self._value("share", each.get(key)) for each in (old_shares, new_shares))
            found.append(Line("share", self.units.get(key, key), *pair))
        found += [self._report(key) for key in after.get("reports", ()) if key in self.reports]
        return [line for line in found if line.before != line.after]

    def _report(self, key: int) -> Line:
        report = self.reports[key]
        return Line("report", report.unit.name, None, report.period)

    def _value(self, name: str, value: Any) -> Value:
        if value is None or value == "":
            return None
        if name == "due":
            return date.fromisoformat(value)
        if name in ("quantity", "weight", "share"):
            return Decimal(value)
        return self.units.get(str(value), str(value)) if name == "owner" else str(value)
