"""What is new about a duty between two days, and what comes next."""

from datetime import date, timedelta
from typing import Literal

from luoshi.duties.rules.lights import Facts, Standing

Turn = Literal["", "red", "yellow", "green", "closed", "reopened", "new"]
TURNS: tuple[Turn, ...] = ("red", "yellow", "reopened", "green", "closed", "new")
"""From what a reader should know first."""


def turned(before: Standing | None, now: Standing) -> Turn:
    """What a reader should know of a duty that stood like this; "" when nothing. None: it was not there yet.

    >>> from fractions import Fraction
    >>> green, red = (Standing(light, (), Fraction(0), Fraction(0), True) for light in ("green", "red"))
    >>> turned(green, red), turned(red, red), turned(None, red)
    ('red', '', 'red')
    """
    if now.closed:
        return "" if before and before.closed else "closed"
    if before and before.closed:
        return "reopened"
    if now.light in {"red", "yellow"}:
        return "" if before and before.light == now.light else now.light
    if before is None:
        return "new"
    return "green" if now.light == "green" and before.light in {"red", "yellow"} else ""


def coming(facts: Facts, day: date, days: int) -> list[tuple[date, str]]:
    """What is due after a day and within so many: milestones that nobody has reached, by title; "" for the whole.

    >>> coming(Facts(date(2026, 1, 1), date(2026, 7, 20)), date(2026, 7, 1), 30)
    [(datetime.date(2026, 7, 20), '')]
    """
    if facts.closed_on is not None and facts.closed_on <= day:
        return []
    steps = [(each.due, each.title) for each in facts.milestones if not (each.accepted_on and each.accepted_on <= day)]
    owed = steps if facts.milestones else [(facts.due, "")]
    return sorted(each for each in owed if day < each[0] <= day + timedelta(days=days))
