"""One promise through the revisions of its plan. Rooms that hang something on a line find its words here."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from luoshi.plans.models import Line, Measure, MechanismMention, ProjectMention, Provision, Revision, TargetMention
from luoshi.plans.queries.revisions import in_force

Promise = Provision | Measure | TargetMention | ProjectMention | MechanismMention
MODELS: dict[str, type[Promise]] = {
    "provision": Provision,
    "measure": Measure,
    "target": TargetMention,
    "project": ProjectMention,
    "mech": MechanismMention,
}


def row_on(line: Line, on: date) -> Any:
    """What the line says in the revision that counts on a day; None when it is not in it, or none counts yet."""
    return rows(line, in_force(on)).first()


def row(kind: str, revision: Revision, pk: int) -> Any:
    """One row of a revision with its line, or None."""
    if kind not in MODELS:
        return None
    return MODELS[kind]._default_manager.filter(revision=revision, pk=pk).select_related("line").first()


def ended(line: Line, on: date) -> Revision | None:
    """The revision that counts on a day if the line is no longer in it; None while it is, or none counts."""
    counting = in_force(on).filter(plan=line.plan_id).defer("text").first()
    if counting is None or rows(line, Revision.objects.filter(pk=counting.pk)).exists():
        return None
    before = rows(line, Revision.objects.filter(plan=line.plan_id, edition__lt=counting.edition))
    return counting if before.exists() else None


def history(line: Line) -> list[Any]:
    """What it said in each adopted revision, in order; one statement."""
    return list(rows(line, Revision.objects.filter(adoption__isnull=False)))


def rows(line: Line, revisions: QuerySet[Revision]) -> QuerySet[Any]:
    """What it says in each of these revisions, in order, with the provision and the adoption."""
    around = () if line.kind == "provision" else ("provision",)
    found: QuerySet[Any] = MODELS[line.kind]._default_manager.filter(line=line, revision__in=revisions.values("pk"))
    if line.kind == "measure":
        found = found.prefetch_related("units")
    return found.select_related("revision", "revision__adoption", "revision__file", *around).order_by(
        "revision__edition"
    )
