"""The settings as they hold on a day, each with everything that was ever set of it, by whom and why."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from luoshi.audit.models import Event
from luoshi.duties.models import Setting
from luoshi.duties.queries.facts import held_at
from luoshi.duties.rules.settings import KNOWN
from luoshi.orgs.models import Account


@dataclass(frozen=True, slots=True)
class Row:
    """A value from a day on; who set it, when and why, as the record has it."""

    since: date
    value: str
    by: str = ""
    at: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """A setting: its value on the day, its default, its limits, and its rows, the newest first."""

    name: str
    value: str
    default: str
    low: str
    high: str
    rows: tuple[Row, ...]


def states(day: date) -> list[State]:
    """Every setting of everybody; four statements."""
    held, rows = held_at(day), _rows()
    return [
        State(name, held[name], known.default, str(known.low), str(known.high), tuple(rows.get(name, ())))
        for name, known in KNOWN.items()
    ]


def _rows() -> dict[str, list[Row]]:
    said = _said()
    people = dict(
        Account.objects.filter(username__in={row[0] for row in said.values()}).values_list("username", "name")
    )
    found: dict[str, list[Row]] = {}
    for name, since, value in (
        Setting.objects.filter(unit=None).order_by("-since", "-id").values_list("name", "since", "value")
    ):
        by, at, why = said.get((name, since.isoformat(), value), ("", None, ""))
        found.setdefault(name, []).append(Row(since, value, people.get(by, by), at, why))
    return found


def _said() -> dict[tuple[str, str, str], tuple[str, datetime | None, str]]:
    """Who set what, when and why, by name, day and value."""
    events = Event.objects.filter(action="duties.setting.changed", subject="setting").order_by("sequence")
    found: dict[tuple[str, str, str], tuple[str, datetime | None, str]] = {}
    for event in events:
        content = json.loads(event.content)
        after = content["after"]
        found[after["name"], after["since"], after["value"]] = (event.by, event.at, content["why"])
    return found
