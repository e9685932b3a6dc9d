"""Tables of the room, one file per noun."""

from luoshi.plans.models.corrections import Correction
from luoshi.plans.models.documents import Adoption, Line, Plan, Provision, ReadingProblem, Revision
from luoshi.plans.models.measures import Measure, MeasureLink, MeasureUnit
from luoshi.plans.models.mentions import MechanismMention, ProjectMention, TargetMention
from luoshi.plans.models.search import SearchEntry

__all__ = [
    "Adoption",
    "Correction",
    "Line",
    "Measure",
    "MeasureLink",
    "MeasureUnit",
    "MechanismMention",
    "Plan",
    "ProjectMention",
    "Provision",
    "ReadingProblem",
    "Revision",
    "SearchEntry",
    "TargetMention",
]
