"""Units, their names and groups."""

from collections.abc import Iterable, Mapping, Sequence
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
        _name([name, unit.full_name, *aliases], unit=unit)
        made.subject_id, made.after = str(unit.pk), {"name": name, "full_name": unit.full_name}
    return unit


def propose(*, units: Sequence[str], groups: Sequence[str], by: str, at: datetime) -> None:
    """Enter names that a document uses and the register lacks, unconfirmed until a person has looked at them."""
    keys = key_maker()
    with change(action="orgs.units.proposed", subject="unit", by=by, at=at) as made:
        for names, kind in ((units, Unit), (groups, UnitGroup)):
            first = {keys(name): name for name in reversed(names)}
            missing = [name for key, name in first.items() if not UnitName.objects.filter(key=key).exists()]
            for name in missing:
                if kind is Unit:
                    _name([name], unit=Unit.objects.create(name=name, full_name=name, confirmed=False))
                else:
                    _name([name], group=UnitGroup.objects.create(name=name, confirmed=False))
        made.after = {"units": list(units), "groups": list(groups)}


def confirm_unit(*, unit: Unit, by: str, at: datetime) -> None:
    """Recognise a proposed unit as a unit of its own."""
    with change(action="orgs.unit.confirmed", subject="unit", by=by, at=at) as made:
        Unit.objects.filter(pk=unit.pk).update(confirmed=True)
        made.subject_id, made.before, made.after = str(unit.pk), {"confirmed": unit.confirmed}, {"confirmed": True}


def add_alias(*, unit: Unit, printed: str, by: str, at: datetime) -> None:
    """Let one more name mean this unit. Raises NameTaken."""
    with change(action="orgs.unit.alias_added", subject="unit", by=by, at=at) as made:
        _name([printed], unit=unit)
        made.subject_id, made.after = str(unit.pk), {"alias": printed}


def register_group(
    *, name: str, aliases: Iterable[str] = (), units: Iterable[Unit], by: str, at: datetime
) -> UnitGroup:
    """Enter a group, its names and its members, who belong to it without a known beginning."""
    with change(action="orgs.group.registered", subject="unit_group", by=by, at=at) as made:
        group = UnitGroup.objects.create(name=name)
        _name([name, *aliases], group=group)
        members = [GroupMember(group=group, unit=unit) for unit in units]
        GroupMember.objects.bulk_create(members)
        made.subject_id, made.after = str(group.pk), {"name": name, "members": [member.unit.name for member in members]}
    return group


def _name(printed: Iterable[str], *, unit: Unit | None = None, group: UnitGroup | None = None) -> None:
    keys = key_maker()
    wanted = {keys(name): name for name in printed}
    taken = UnitName.objects.filter(key__in=wanted).select_related("unit", "group")
    for row in taken:
        if (row.unit, row.group) != (unit, group):
            raise NameTaken(wanted[row.key], str(row.unit or row.group))
    fresh: Mapping[str, str] = {key: name for key, name in wanted.items() if key not in {row.key for row in taken}}
    UnitName.objects.bulk_create(UnitName(key=key, printed=name, unit=unit, group=group) for key, name in fresh.items())
