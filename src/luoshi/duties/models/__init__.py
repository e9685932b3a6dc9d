"""Tables of the room, one file per noun."""

from luoshi.duties.models.assignments import Assignment, Receipt
from luoshi.duties.models.calendar import Extension, Setting
from luoshi.duties.models.duties import Duty, Milestone, MilestoneTerm, Term
from luoshi.duties.models.handing import Handover
from luoshi.duties.models.handins import HandIn, HandInFile, HandInProof
from luoshi.duties.models.reports import (
    Claim,
    Draft,
    DraftFile,
    DraftSignature,
    Evidence,
    FieldCheck,
    FieldPhoto,
    Report,
    Signature,
    Verdict,
)
from luoshi.duties.models.requests import Reminder, Request

__all__ = [
    "Assignment",
    "Claim",
    "Draft",
    "DraftFile",
    "DraftSignature",
    "Duty",
    "Evidence",
    "Extension",
    "FieldCheck",
    "FieldPhoto",
    "HandIn",
    "HandInFile",
    "HandInProof",
    "Handover",
    "Milestone",
    "MilestoneTerm",
    "Receipt",
    "Reminder",
    "Report",
    "Request",
    "Setting",
    "Signature",
    "Term",
    "Verdict",
]
