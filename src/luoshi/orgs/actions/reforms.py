"""机构改革 in the register: units end, others go on with their names, groups and people."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from luoshi.audit.actions import change
from luoshi.orgs.actions.units import give_names
from luoshi.orgs.models import Account, GroupMember, Unit, UnitName, UnitSuccession
from luoshi.orgs.queries import at_date, formers_at, key_maker
from luoshi.orgs.rules.reforms import Heir


def succeed(
    *, kind: str, formers: Sequence[Unit], heirs: Sequence[Heir], since: date, by: str, at: datetime, why: str
) -> list[Unit]:
    """End units on a day and let others go on; returns these in their order. Raises NameTaken.

    The first successor is in every group that a former unit was in. What may be is checked by `rules.reforms`.
    """
    with change(action="orgs.unit.succeeded", subject="unit", by=by, at=at, why=why) as made:
        units = [_unit(heir, formers[0], since) for heir in heirs]
        UnitSuccession.objects.bulk_create(
            UnitSuccession(former=former, unit=unit, kind=kind, since=since) for former in formers for unit in units
        )
        Unit.objects.filter(pk__in=[former.pk for former in formers]).update(until=since)
        for heir, unit in zip(heirs, units, strict=True):
            if heir.unit is None:
                _name(unit, heir, since)
        for former in formers:
            _follow_groups(former, units[0], since)
        made.subject_id = str(formers[0].pk)
        made.before = {"units": [former.name for former in formers]}
        made.after = {"kind": kind, "since": since.isoformat(), "units": [unit.name for unit in units]}
    return units


def _unit(heir: Heir, former: Unit, since: date) -> Unit:
    if heir.unit is not None:
        return Unit.objects.get(pk=heir.unit)
    full = heir.full_name or heir.name
    return Unit.objects.create(name=heir.name, full_name=full, kind=former.kind, region=former.region, since=since)


def _name(unit: Unit, heir: Heir, since: date) -> None:
    """Its names mean the new unit, also where they meant one that it continues."""
    wanted = key_maker()
    printed = (heir.name, heir.full_name or heir.name)
    before = formers_at(since).get(unit.pk, {})
    UnitName.objects.filter(key__in=[wanted(name) for name in printed], unit__in=before).update(unit=unit)
    give_names((name, unit, None) for name in printed)


def _follow_groups(former: Unit, unit: Unit, since: date) -> None:
    """Memberships end on the day, and the successor's begin, unless it is a member already."""
    for held in GroupMember.objects.filter(at_date(since), unit=former).select_related("group"):
        if held.since is not None and held.since >= since:
            held.delete()
        else:
            GroupMember.objects.filter(pk=held.pk).update(until=since)
        if not GroupMember.objects.filter(at_date(since), group=held.group, unit=unit).exists():
            GroupMember.objects.create(group=held.group, unit=unit, since=since)


def move_accounts(*, moves: Mapping[int, Unit], by: str, at: datetime) -> None:
    """Let people belong to another unit: account -> unit."""
    with change(action="orgs.accounts.moved", subject="account", by=by, at=at) as made:
        people = list(Account.objects.filter(pk__in=moves).select_related("unit").order_by("pk"))
        made.before = {each.username: each.unit.name if each.unit else "" for each in people}
        for each in people:
            Account.objects.filter(pk=each.pk).update(unit=moves[each.pk])
        made.after = {each.username: moves[each.pk].name for each in people}
