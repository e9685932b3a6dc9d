"""What was worked out of duties, kept from one request to the next (docs/adr/0012).

Every change of an accountable table leaves a witness row (docs/adr/0003), even one that is made by hand. Each process
remembers the last one it has seen; what came after it says which duties have to be looked at again.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from django.db.models import Model

from luoshi.audit.models import Witness
from luoshi.duties.models import (
    Assignment,
    Claim,
    Extension,
    Milestone,
    MilestoneTerm,
    Receipt,
    Reminder,
    Report,
    Request,
    Term,
)

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Made = TypeVar("Made")
KEYS = 8
"""So many things each place keeps at once: days, years, periods."""
AT_ONCE = 500
"""After more changes than this everything is worked out anew."""

NAMED_BY_DUTY = {"duties_duty", "delivery_task"}
OF_DUTY: dict[str, tuple[type[Model], str]] = {
    "duties_term": (Term, "duty"),
    "duties_milestone": (Milestone, "duty"),
    "duties_milestoneterm": (MilestoneTerm, "milestone__duty"),
    "duties_assignment": (Assignment, "duty"),
    "duties_receipt": (Receipt, "duty"),
    "duties_report": (Report, "duty"),
    "duties_claim": (Claim, "report__duty"),
    "duties_request": (Request, "duty"),
    "duties_reminder": (Reminder, "duty"),
    "duties_extension": (Extension, "duty"),
}
"""Tables whose rows concern one duty, and the way to it; None there means all of them."""
_ABOUT = "duties_verdict duties_evidence duties_signature duties_draft duties_field duties_handover"
_PEOPLE = "files_ orgs_account orgs_rolegrant"
_TEXTS = "plans_plan plans_line plans_revision plans_provision plans_measure plans_target plans_project"
_WORK = "plans_mechanism plans_reading plans_correction"
NO_MATTER = (*_ABOUT.split(), *_PEOPLE.split(), *_TEXTS.split(), *_WORK.split())
"""Beginnings of tables that change nothing that is kept: an adopted text stays as it is. A change of any other table
changes everything."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The last witness row that was seen; the name of its change tells it from another one of the same key."""

    key: int = 0
    change: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """What has happened since a mark: where the record ends now, and the duties concerned."""

    mark: Mark
    duties: frozenset[int]


@dataclass(frozen=True, slots=True)
class Now(Generic[Value]):
    """What holds at a mark, by duty, and what has been made of it."""

    mark: Mark
    values: Mapping[int, Value]
    _made: dict[Hashable, Any]

    def made(self, name: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` makes of the values, kept under a name until something happens."""
        if name not in self._made:
            if len(self._made) >= KEYS:
                self._made.clear()
            self._made[name] = make()
        made: Made = self._made[name]
        return made


class Kept(Generic[Key, Value]):
    """Values by duty for some key, as `work` finds them for all duties (None) or for some."""

    def __init__(self, work: Callable[[Key, Sequence[int] | None], dict[int, Value]]) -> None:
        self._work = work
        self._held: OrderedDict[Key, Now[Value]] = OrderedDict()

    def now(self, key: Key) -> Now[Value]:
        """What holds now. One statement while nothing has happened."""
        held = self._held.get(key)
        news = since(held.mark) if held else None
        if held is None or news is None:
            now = Now(end(), self._work(key, None), {})
        elif not news.duties:
            now = replace(held, mark=news.mark)
        else:
            fresh = self._work(key, sorted(news.duties))
            untouched = {duty: value for duty, value in held.values.items() if duty not in news.duties}
            now = Now(news.mark, untouched | fresh, {})
        self._held[key] = now
        self._held.move_to_end(key)
        while len(self._held) > KEYS:
            self._held.popitem(last=False)
        return now


def end() -> Mark:
    """Where the record ends now. Asked before what is kept is read: what comes meanwhile is read twice."""
    last = Witness.objects.exclude(change="").order_by("-id").values_list("id", "change").first()
    return Mark(*last) if last else Mark()


def since(mark: Mark) -> News | None:
    """What has happened since; None when that concerns everything, or cannot be told.

    The mark stays before what was changed by hand, which thus is looked at each time.
    """
    rows = list(Witness.objects.filter(id__gte=mark.key).order_by("id")[: AT_ONCE + 1])
    if not rows or (rows[0].pk, rows[0].change) != (mark.key, mark.change) or len(rows) > AT_ONCE:
        return None
    named: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows[1:]:
        if row.table in OF_DUTY and row.operation == "DELETE":
            return None
        named[row.table].add(row.row)
    duties = _concerned({table: keys for table, keys in named.items() if not table.startswith(NO_MATTER)})
    last = next(row for row in reversed(rows) if row.change or row is rows[0])
    return None if duties is None else News(Mark(last.pk, last.change), duties)


def _concerned(named: Mapping[str, set[str]]) -> frozenset[int] | None:
    found: set[int | None] = set()
    for table, keys in named.items():
        if table in NAMED_BY_DUTY:
            found.update(map(int, keys))
        elif table in OF_DUTY:
            model, path = OF_DUTY[table]
            found.update(model._default_manager.filter(pk__in=keys).order_by().values_list(path, flat=True))
        else:
            return None
    return None if None in found else frozenset(key for key in found if key is not None)
