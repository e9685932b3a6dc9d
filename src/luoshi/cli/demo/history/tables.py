"""What happens in the demonstration, as the tables in data/ tell it: a file of tasks per year, and one of events."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
COUNTIES = (
    "临夏市政府",
    "临夏县政府",
    "康乐县政府",
    "永靖县政府",
    "广河县政府",
    "和政县政府",
    "东乡县政府",
    "积石山县政府",
)
"""In the order in which `shares` stand."""

KEPT = ("measure", "owner", "shares", "supporting", "deliverable", "rhythm", "office_reviews")
"""What a task that is brought into the next year keeps."""


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone: its title, when it is due, what it weighs, and the day it is reached."""

    title: str
    due: date
    weight: Decimal
    reached: date | None


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a report or a receipt other than the usual: a code of its step and the words that go with it."""

    code: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A task of a year. `done` is what all units together have reported by the end of each period, cumulative.

    `bring` is copied or carried when it comes from the year before; `fates` are by period, or period and unit; `last`
    is the last period reported on; `order` holds who asked for it, when it belongs to no measure.
    """

    year: int
    title: str
    on: date
    begins: date
    due: date
    measure: str = ""
    owner: str = ""
    bring: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    deliverable: str = ""
    rhythm: str = "quarter"
    office_reviews: bool = True
    shares: Mapping[str, Decimal] = field(default_factory=dict)
    supporting: Sequence[str] = ()
    steps: Sequence[Step] = ()
    done: Sequence[Decimal] = ()
    last: str = ""
    says: Mapping[str, str] = field(default_factory=dict)
    difficulties: Mapping[str, str] = field(default_factory=dict)
    requests: Mapping[str, str] = field(default_factory=dict)
    fates: Mapping[str, Fate] = field(default_factory=dict)
    signed: Mapping[str, Fate] = field(default_factory=dict)
    order: Mapping[str, Any] = field(default_factory=dict)
    closed: date | None = None

    def fate(self, period: str, unit: str) -> Fate:
        """What becomes of a unit's report."""
        return self.fates.get(f"{period} {unit}") or self.fates.get(period) or Fate()


@cache
def tasks() -> tuple[Told, ...]:
    """All tasks, year by year."""
    known: dict[str, dict[str, Any]] = {}
    return tuple(_told(year, row) for year, row in _rows(known))


@cache
def events() -> tuple[Mapping[str, Any], ...]:
    """What happens besides."""
    return tuple(_read(DATA / "events.toml")["event"])


def figure(text: str) -> tuple[Decimal, str]:
    """A quantity and its unit.

    >>> figure("1.2万人")
    (Decimal('1.2'), '万人')
    """
    digits = len(text) - len(text.lstrip("0123456789."))
    return Decimal(text[:digits]), text[digits:]


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def _rows(known: dict[str, dict[str, Any]]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows with their years; one that is brought has what last year's of its title has and it does not say itself."""
    for path in sorted(DATA.glob("20*.toml")):
        found = _read(path)
        for row in found["task"]:
            before = known.get(row["title"], {}) if row.get("bring") else {}
            kept = {name: before[name] for name in KEPT if name in before}
            known[row["title"]] = kept | row
            yield int(path.stem), kept | row | {"on": row.get("order", {}).get("on", found["broken_down"])}


def _told(year: int, row: dict[str, Any]) -> Told:
    on = row["on"]
    row |= {
        "begins": on if row.get("order") else _day(year, row.get("begins", "01-01")),
        "due": _day(year, row.get("due", "12-31")),
        "shares": _shares(row.get("shares", ())),
        "steps": [_step(year, *each) for each in row.get("steps", ())],
        "done": [Decimal(each) for each in row.get("done", ())],
        "fates": {key: Fate(*words.split(" ", 1)) for key, words in row.get("fates", {}).items()},
        "signed": {key: Fate(*words.split(" ", 1)) for key, words in row.get("signed", {}).items()},
    }
    if "quantity" in row:
        row["quantity"], row["unit"] = figure(row["quantity"])
    return Told(year=year, **row)


def _shares(row: Sequence[int | Decimal]) -> dict[str, Decimal]:
    """Counties at the end of the row that have no share may be left out."""
    return {county: Decimal(share) for county, share in zip(COUNTIES, row, strict=False) if share}


def _step(year: int, title: str, due: str, weight: int, reached: str = "") -> Step:
    return Step(title, _day(year, due), Decimal(weight), _day(year, reached) if reached else None)


def _day(year: int, text: str) -> date:
    return date.fromisoformat(f"{year}-{text}")
