"""What a printed name means: the unit or group that a person says it is."""

from datetime import datetime

from django.db.models import Q

from luoshi.orgs.actions.units import absorb, confirm_group, confirm_unit
from luoshi.orgs.models import Account, Unit, UnitGroup
from luoshi.plans.actions.reviewing import reviewing
from luoshi.plans.models import MeasureUnit, Revision, TargetMention


def recognise(*, revision: Revision, printed: str, meant: Unit | UnitGroup | None, by: Account, at: datetime) -> int:
    """Settle what a name of a draft means: a unit or group of the register, or, with None, the proposed one itself.

    Returns how many rows of all plans it settled. A proposed unit that turns out to be another one gives its names and
    mentions to that one and goes.
    """
    with reviewing(revision, "recognised", by=by, at=at) as review:
        rows = MeasureUnit.objects.filter(measure__revision=revision, printed=printed)
        unsettled = rows.exclude(Q(unit__confirmed=True) | Q(group__confirmed=True))
        proposed = _meaning(unsettled.select_related("unit", "group").first())
        if proposed is None or proposed.confirmed:
            return 0
        review.made.before = {"printed": printed, "proposed": proposed.name}
        review.made.after = {"printed": printed, "means": (meant or proposed).name}
        if meant is None or meant == proposed:
            settled = unsettled.count()
            _confirm(proposed, by=by, at=at)
            return settled
        return _absorb(proposed, meant, by=by, at=at)


def recognise_all(*, revision: Revision, by: Account, at: datetime) -> int:
    """Recognise every proposed name of a draft as a unit or group of its own; returns how many names."""
    unknown = MeasureUnit.objects.filter(measure__revision=revision)
    units = list(Unit.objects.filter(mentions__in=unknown, confirmed=False).distinct())
    groups = list(UnitGroup.objects.filter(mentions__in=unknown, confirmed=False).distinct())
    with reviewing(revision, "recognised", by=by, at=at) as review:
        proposals: list[Unit | UnitGroup] = [*units, *groups]
        for proposed in proposals:
            _confirm(proposed, by=by, at=at)
        review.made.after = {"names": [proposed.name for proposed in proposals]}
    return len(units) + len(groups)


def _meaning(row: MeasureUnit | None) -> Unit | UnitGroup | None:
    return (row.unit or row.group) if row else None


def _confirm(proposed: Unit | UnitGroup, *, by: Account, at: datetime) -> None:
    if isinstance(proposed, Unit):
        confirm_unit(unit=proposed, by=by.username, at=at)
    else:
        confirm_group(group=proposed, by=by.username, at=at)


def _absorb(proposed: Unit | UnitGroup, meant: Unit | UnitGroup, *, by: Account, at: datetime) -> int:
    """Everything that was said of the proposed one is said of the one that was meant."""
    rows = MeasureUnit.objects.filter(unit=proposed) if isinstance(proposed, Unit) else proposed.mentions.all()
    is_unit = isinstance(meant, Unit)
    if isinstance(proposed, Unit):
        TargetMention.objects.filter(owner=proposed).update(owner=meant if is_unit else None)
    settled = rows.update(unit=meant if is_unit else None, group=None if is_unit else meant, is_group=not is_unit)
    absorb(proposed=proposed, meant=meant, by=by.username, at=at)
    return settled
