"""What must hold of plans."""

from functools import partial

from django.db.models import F, Model, Q
from django.db.models.functions import Length

from luoshi.audit.rules.invariants import Invariant, Keys
from luoshi.plans.models import Measure, MechanismMention, ProjectMention, Provision, TargetMention

PLACED: tuple[type[Model], ...] = (Provision, Measure, TargetMention, ProjectMention, MechanismMention)


def outside(model: type[Model]) -> Keys:
    """Rows with a `revision` whose `start`..`end` does not stand inside its text."""
    rows = model._default_manager.annotate(length=Length("revision__text"))
    return rows.filter(Q(start__lt=0) | Q(end__lt=F("start")) | Q(end__gt=F("length"))).values_list("pk", flat=True)


INVARIANTS = [
    Invariant(
        model._meta.db_table,
        "起止位置在文本之内",
        "it stands inside its text",
        partial(outside, model),
    )
    for model in PLACED
]
