"""What rows are called on an official paper."""

from collections.abc import Iterable
from decimal import Decimal

from luoshi.plans.models import Measure, MeasureUnit, TargetMention
from luoshi.plans.queries.items import plain

DEMANDS = {
    ">=": "不低于",
    "<=": "不超过",
    ">": "高于",
    "<": "低于",
    "=": "达到",
    "range": "区间",
    "approx": "约",
    "external": "另行下达",
}
"""Comparator -> how officials say it."""

SHARES = {"lead": "牵头", "responsible": "责任", "supporting": "配合"}


def figure(value: Decimal) -> Decimal:
    """The value without the zeros that the database adds.

    >>> figure(Decimal("600.000000")), figure(Decimal("90.800000"))
    (Decimal('600'), Decimal('90.8'))
    """
    return Decimal(plain(value))


def value_of(row: TargetMention, text: str) -> Decimal | str:
    """The figure to reach; a range, or what the text says in words, as text."""
    if row.value is None:
        return DEMANDS["external"] if row.comparator == "external" else said(text, row.start, row.end)
    if row.value_high is not None:
        return f"{plain(row.value)}—{plain(row.value_high)}"
    return figure(row.value)


def demand_of(row: TargetMention) -> str:
    """What is asked of the figure; nothing where the figure says it itself."""
    return "" if row.value is None else DEMANDS[row.comparator]


def target_in_words(row: TargetMention, text: str) -> str:
    """A target in one phrase: 高速公路里程不低于600公里（2025年）."""
    when = f"（{row.deadline}年）" if row.deadline else ""
    if row.value is None:
        return f"{row.indicator}：{value_of(row, text)}{when}"
    demand = "" if row.comparator == "range" else DEMANDS[row.comparator]
    return f"{row.indicator}{demand}{value_of(row, text)}{row.unit}{when}"


def said(text: str, start: int, end: int) -> str:
    """The document's own words of a place, white space taken out."""
    return "".join(text[start:end].split())


def names(units: Iterable[MeasureUnit], role: str) -> str:
    """The units of one role, 总牵头 first."""
    found = [unit for unit in units if unit.role == role]
    return "、".join(unit.printed for unit in sorted(found, key=lambda unit: not unit.accountable))


def units_of(measure: Measure | None, role: str) -> str:
    """The same of a measure; nothing without one."""
    return names(measure.units.all(), role) if measure else ""
