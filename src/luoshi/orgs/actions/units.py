"""Units, their names and groups."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from luoshi.audit.actions import change
from luoshi.orgs.models import GroupMember, Region, Unit, UnitGroup, UnitName
from luoshi.orgs.queries import key_maker


class NameTaken(ValueError):
    """A name already means another unit or group."""

    def __init__(self, printed: str, holder: str) -> None:
        super().__init__(printed, holder)
        self.printed, self.holder = printed, holder


def register_unit(
    *,
    name: str,
    full_name: str = "",
    kind: str = "",
    region: Region | None = None,
    aliases: Iterable[str] = (),
    by: str,
    at: datetime,
) -> Unit:
    """Enter a unit and all its names. Raises NameTaken."""
    with change(action="orgs.unit.registered", subject="unit", by=by, at=at) as made:
        unit = Unit.objects.create(name=name, full_name=full_name or name, kind=kind, region=region)
        give_names((printed, unit, None) for printed in (name, unit.full_name, *aliases))
        made.subject_id, made.after = str(unit.pk), {"name": name, "full_name": unit.full_name}
    return unit


def propose(*, units: Sequence[str], groups: Sequence[str], by: str, at: datetime) -> None:
    """Enter names that a document uses and the register lacks, unconfirmed until a person has looked at them."""
    with change(action="orgs.units.proposed", subject="unit", by=by, at=at) as made:
        new_units = Unit.objects.bulk_create(
            Unit(name=name, full_name=name, confirmed=False) for name in _missing(units)
        )
        new_groups = UnitGroup.objects.bulk_create(UnitGroup(name=name, confirmed=False) for name in _missing(groups))
        give_names(
            [*((unit.name, unit, None) for unit in new_units), *((group.name, None, group) for group in new_groups)]
        )
        made.after = {"units": [unit.name for unit in new_units], "groups": [group.name for group in new_groups]}


def _missing(names: Sequence[str]) -> list[str]:
    """Names that mean nothing yet, the first of each spelling."""
    keys = key_maker()
    first = {keys(name): name for name in reversed(names)}
    known = set(UnitName.objects.filter(key__in=first).values_list("key", flat=True))
    return [name for key, name in first.items() if key not in known]


def confirm_unit(*, unit: Unit, by: str, at: datetime) -> None:
    """Recognise a proposed unit as a unit of its own."""
    with change(action="orgs.unit.confirmed", subject="unit", by=by, at=at) as made:
        Unit.objects.filter(pk=unit.pk).update(confirmed=True)
        made.subject_id, made.before, made.after = str(unit.pk), {"confirmed": unit.confirmed}, {"confirmed": True}


def confirm_group(*, group: UnitGroup, by: str, at: datetime) -> None:
    """Recognise a proposed group. Its members are entered in the register of units."""
    with change(action="orgs.group.confirmed", subject="unit_group", by=by, at=at) as made:
        UnitGroup.objects.filter(pk=group.pk).update(confirmed=True)
        made.subject_id, made.before, made.after = str(group.pk), {"confirmed": group.confirmed}, {"confirmed": True}


def absorb(*, proposed: Unit | UnitGroup, meant: Unit | UnitGroup, by: str, at: datetime) -> None:
    """Give the names of a proposed unit or group to the one it really is, and forget the proposal.

    Whatever points at the proposal must have been turned to the other one before.
    """
    with change(action="orgs.unit.absorbed", subject="unit", by=by, at=at) as made:
        is_unit = isinstance(meant, Unit)
        proposed.names.update(unit=meant if is_unit else None, group=None if is_unit else meant)
        made.subject_id, made.before, made.after = str(meant.pk), {"proposed": proposed.name}, {"meant": meant.name}
        proposed.delete()


def add_alias(*, unit: Unit, printed: str, by: str, at: datetime) -> None:
    """Let one more name mean this unit. Raises NameTaken."""
    with change(action="orgs.unit.alias_added", subject="unit", by=by, at=at) as made:
        give_names([(printed, unit, None)])
        made.subject_id, made.after = str(unit.pk), {"alias": printed}


def register_group(
    *, name: str, aliases: Iterable[str] = (), units: Iterable[Unit], by: str, at: datetime
) -> UnitGroup:
    """Enter a group, its names and its members, who belong to it without a known beginning."""
    with change(action="orgs.group.registered", subject="unit_group", by=by, at=at) as made:
        group = UnitGroup.objects.create(name=name)
        give_names((printed, None, group) for printed in (name, *aliases))
        members = [GroupMember(group=group, unit=unit) for unit in units]
        GroupMember.objects.bulk_create(members)
        made.subject_id, made.after = str(group.pk), {"name": name, "members": [member.unit.name for member in members]}
    return group


def give_names(given: Iterable[tuple[str, Unit | None, UnitGroup | None]]) -> None:
    """Let printed names mean a unit or a group; a name may be given twice. Raises NameTaken. Inside a `change`."""
    keys = key_maker()
    wanted = {keys(printed): (printed, unit, group) for printed, unit, group in given}
    taken = {row.key: row for row in UnitName.objects.filter(key__in=wanted).select_related("unit", "group")}
    for key, row in taken.items():
        if (row.unit, row.group) != wanted[key][1:]:
            raise NameTaken(wanted[key][0], str(row.unit or row.group))
    UnitName.objects.bulk_create(
        UnitName(key=key, printed=printed, unit=unit, group=group)
        for key, (printed, unit, group) in wanted.items()
        if key not in taken
    )
