"""What changes plans."""

from luoshi.plans.actions.adopting import AlreadyAdopted, NotReady, TooEarly, adopt_revision
from luoshi.plans.actions.importing import Imported, import_document
from luoshi.plans.actions.naming import recognise, recognise_all
from luoshi.plans.actions.rematching import Matched, rematch
from luoshi.plans.actions.reshaping import NotThere, add_item, merge_items, restore_item, split_item
from luoshi.plans.actions.reviewing import (
    Conflict,
    Seen,
    Settled,
    check_item,
    confirm_rows,
    fill_rows,
    first_accountable,
    see_problem,
    strike_item,
)
from luoshi.plans.actions.revising import NoRevision

__all__ = [
    "AlreadyAdopted",
    "Conflict",
    "Imported",
    "Matched",
    "NoRevision",
    "NotReady",
    "NotThere",
    "Seen",
    "Settled",
    "TooEarly",
    "add_item",
    "adopt_revision",
    "check_item",
    "confirm_rows",
    "fill_rows",
    "first_accountable",
    "import_document",
    "merge_items",
    "recognise",
    "recognise_all",
    "rematch",
    "restore_item",
    "see_problem",
    "split_item",
    "strike_item",
]
