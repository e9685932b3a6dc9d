"""Which units and groups a task can be given to, and what a measure says of them."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from luoshi.delivery.queries.contents import Content
from luoshi.duties.actions.creating import DutyGiven, PartGiven, TermGiven
from luoshi.orgs.models import GroupMember, Unit, UnitGroup
from luoshi.orgs.queries import at_date, successors_at
from luoshi.plans.models import Measure


@dataclass(frozen=True, slots=True)
class Choices:
    """Units that exist on a day, and groups with their members on it."""

    units: tuple[tuple[int, str], ...]
    groups: tuple[tuple[int, str], ...]
    members: dict[int, tuple[int, ...]]
    successors: dict[int, int] = field(default_factory=dict)

    @property
    def offered(self) -> list[tuple[Any, Any]]:
        """For one list of both: g3 is a group, u12 a unit."""
        groups = [
            (f"g{key}", _("%(group)s（%(n)s 个单位）") % {"group": name, "n": len(self.members.get(key, ()))})
            for key, name in self.groups
        ]
        return [(_("单位组"), groups), (_("单位"), [(f"u{key}", name) for key, name in self.units])]

    def expanded(self, who: str) -> tuple[int, ...]:
        """The units that one of `offered` stands for; none for anything else."""
        key = int(who[1:]) if who[1:].isdecimal() else 0
        return self.members.get(key, ()) if who.startswith("g") else (self.now(key),) if key else ()

    def now(self, unit: int) -> int:
        """The unit, or the one that answers for it after a reform."""
        return self.successors.get(unit, unit)


def choices_at(day: date) -> Choices:
    """What is offered on a day; four statements."""
    units = tuple(Unit.objects.filter(at_date(day)).order_by("name").values_list("pk", "name"))
    groups = tuple(UnitGroup.objects.order_by("name").values_list("pk", "name"))
    members: dict[int, tuple[int, ...]] = {}
    for group, unit in GroupMember.objects.filter(at_date(day)).order_by("id").values_list("group", "unit"):
        members[group] = (*members.get(group, ()), unit)
    return Choices(units, groups, members, successors_at(day))


def proposed(measure: Measure, year: int, choices: Choices) -> Content:
    """A task as the measure has it: its accountable lead, the others it names, the whole year. Owner 0: not known."""
    mentions = list(measure.units.all())
    leads = [each for each in mentions if each.role == "lead"]
    accountable = next((each.unit_id for each in leads if each.accountable), None)
    owner = choices.now(accountable or (leads[0].unit_id if len(leads) == 1 else None) or 0)
    parts: dict[int, PartGiven] = {}
    for each in mentions:
        who = f"g{each.group_id}" if each.group_id else f"u{each.unit_id or 0}"
        role = "supporting" if each.role == "supporting" else "responsible"
        for unit in choices.expanded(who):
            if unit != owner:
                parts.setdefault(unit, PartGiven(unit, role))
    term = TermGiven(owner, date(year, 1, 1), date(year, 12, 31))
    return Content(DutyGiven("", term, (), tuple(parts.values())), Decimal(1))
