"""What changes plans."""

from luoshi.plans.actions.adopting import AlreadyAdopted, NotReady, TooEarly, adopt_revision
from luoshi.plans.actions.completing import Rules, complete_rows
from luoshi.plans.actions.importing import Given, Imported, import_document
from luoshi.plans.actions.linking import (
    CannotBeParent,
    LinksStand,
    NotLinkable,
    link_measures,
    set_parent,
    unlink_measures,
)
from luoshi.plans.actions.naming import recognise, recognise_all
from luoshi.plans.actions.registering import UnknownKind, register_instruction, set_kind
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
from luoshi.plans.actions.undoing import Undone, undo_last

__all__ = [
    "AlreadyAdopted",
    "CannotBeParent",
    "Conflict",
    "Given",
    "Imported",
    "LinksStand",
    "Matched",
    "NoRevision",
    "NotLinkable",
    "NotReady",
    "NotThere",
    "Rules",
    "Seen",
    "Settled",
    "TooEarly",
    "Undone",
    "UnknownKind",
    "add_item",
    "adopt_revision",
    "check_item",
    "complete_rows",
    "confirm_rows",
    "fill_rows",
    "first_accountable",
    "import_document",
    "link_measures",
    "merge_items",
    "recognise",
    "recognise_all",
    "register_instruction",
    "rematch",
    "restore_item",
    "see_problem",
    "set_kind",
    "set_parent",
    "split_item",
    "strike_item",
    "undo_last",
    "unlink_measures",
]
