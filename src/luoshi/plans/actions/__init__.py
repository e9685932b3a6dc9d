"""What changes plans."""

from luoshi.plans.actions.adopting import AlreadyAdopted, adopt_plan
from luoshi.plans.actions.importing import Imported, import_document

__all__ = ["AlreadyAdopted", "Imported", "adopt_plan", "import_document"]
