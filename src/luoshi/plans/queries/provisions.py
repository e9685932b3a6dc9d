"""One provision with everything it promised."""

from dataclasses import dataclass

from luoshi.plans.models import (
    Measure,
    MeasureUnit,
    MechanismMention,
    ProjectMention,
    Provision,
    Revision,
    TargetMention,
)


@dataclass(frozen=True, slots=True)
class Promises:
    """A provision, its ancestors and neighbours, and what its own text promised; nine statements."""

    provision: Provision
    ancestors: list[Provision]
    children: list[Provision]
    before: Provision | None
    after: Provision | None
    text: str
    measures: list[Measure]
    units: list[MeasureUnit]
    targets: list[TargetMention]
    projects: list[ProjectMention]
    mechanisms: list[MechanismMention]


def promises(revision: Revision, ordinal: int) -> Promises | None:
    """Everything about the provision of that ordinal, or None when the revision has none such."""
    rows = {row.ordinal: row for row in revision.provisions.all()}
    provision = rows.get(ordinal)
    if provision is None:
        return None
    by_key = {row.pk: row for row in rows.values()}
    low, high = provision.start, provision.stop
    span = {"revision": revision, "start__gte": low, "start__lt": high}
    units = MeasureUnit.objects.filter(measure__revision=revision, start__gte=low, start__lt=high)
    return Promises(
        provision=provision,
        ancestors=_ancestors(provision, by_key),
        children=[row for row in rows.values() if row.parent_id == provision.pk],
        before=rows.get(ordinal - 1),
        after=rows.get(ordinal + 1),
        text=revision.text[low:high],
        measures=list(Measure.objects.filter(**span)),
        units=list(units.select_related("unit", "group", "measure").order_by("start", "id")),
        targets=list(TargetMention.objects.filter(**span)),
        projects=list(ProjectMention.objects.filter(**span)),
        mechanisms=list(MechanismMention.objects.filter(**span)),
    )


def _ancestors(provision: Provision, by_key: dict[int, Provision]) -> list[Provision]:
    found: list[Provision] = []
    parent = provision.parent_id
    while parent is not None:
        found.insert(0, by_key[parent])
        parent = by_key[parent].parent_id
    return found
