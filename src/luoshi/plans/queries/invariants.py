"""What must hold of plans."""

from django.db.models import F, Model, Q
from django.db.models.functions import Length

from luoshi.audit.rules.invariants import Invariant, Keys
from luoshi.plans.models import Measure, MechanismMention, ProjectMention, Provision, TargetMention

PLACED: tuple[type[Model], ...] = (Provision, Measure, TargetMention, ProjectMention, MechanismMention)


def _outside(model: type[Model]) -> Keys:
    rows = model._default_manager.annotate(length=Length("revision__text"))
    return rows.filter(Q(start__lt=0) | Q(end__lt=F("start")) | Q(end__gt=F("length"))).values_list("pk", flat=True)


INVARIANTS = [
    Invariant(
        model._meta.db_table,
        "起止位置在文本之内",
        "it stands inside its text",
        lambda model=model: _outside(model),  # type: ignore[misc]  # one for each table
    )
    for model in PLACED
]
