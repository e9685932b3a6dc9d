"""Tables of the room, one file per noun."""

from luoshi.plans.models.documents import Adoption, Document, Plan, Provision, ReadingProblem
from luoshi.plans.models.measures import Measure, MeasureUnit
from luoshi.plans.models.mentions import MechanismMention, ProjectMention, TargetMention
from luoshi.plans.models.search import SearchEntry

__all__ = [
    "Adoption",
    "Document",
    "Measure",
    "MeasureUnit",
    "MechanismMention",
    "Plan",
    "ProjectMention",
    "Provision",
    "ReadingProblem",
    "SearchEntry",
    "TargetMention",
]
