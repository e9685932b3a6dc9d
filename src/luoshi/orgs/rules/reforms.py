"""机构改革: which units may become which, and why not."""

from dataclasses import dataclass
from datetime import date, timedelta

KINDS = {"rename": (1, 1), "merge": (0, 1), "split": (1, 0), "abolish": (1, 1)}
"""Kind -> how many units there are before and after it; 0: two or more."""


@dataclass(frozen=True, slots=True)
class Existing:
    """A unit of the register: its name, and from when until when it is there."""

    key: int
    name: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Heir:
    """A successor: a unit of the register, or the names of one to be entered."""

    name: str
    full_name: str = ""
    unit: int | None = None


class Refused(ValueError):
    """A reform that cannot be: `code` says why, `what` names the unit.

    kind: the numbers of units do not fit; future: its day is still to come; words: nothing says why; twice: one unit
    on both sides, or twice on one; ended: it is gone already; early: it was not there yet; taken: the name means
    another unit; nameless: a successor without a name; new: only an existing unit takes over an abolished one.
    """

    def __init__(self, code: str, what: str = "") -> None:
        super().__init__(code, what)
        self.code, self.what = code, what


def check(kind: str, formers: list[Existing], known: list[Existing], new: list[str], since: date, today: date) -> None:
    """Raises Refused for the first thing that is wrong; `known` and `new` are the successors."""
    if kind not in KINDS or not (_fits(len(formers), KINDS[kind][0]) and _fits(len(known) + len(new), KINDS[kind][1])):
        raise Refused("kind")
    if since > today:
        raise Refused("future")
    if kind == "abolish" and new:
        raise Refused("new")
    _check_names([each.name for each in (*formers, *known)] + new)
    for each in (*formers, *known):
        if each.until is not None:
            raise Refused("ended", each.name)
        last = since - timedelta(days=1) if each in formers else since
        if each.since is not None and each.since > last:
            raise Refused("early", each.name)


def _check_names(names: list[str]) -> None:
    for name in names:
        if not name.strip():
            raise Refused("nameless")
        if names.count(name) > 1:
            raise Refused("twice", name)


def _fits(count: int, wanted: int) -> bool:
    return count == wanted if wanted else count > 1
