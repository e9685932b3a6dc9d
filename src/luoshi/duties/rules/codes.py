"""Codes that are stored. `duties.words` says what they are called."""

MEASURED = ("quantity", "milestones")
"""How progress is known: accepted quantity over the quantity due, or the weight of accepted milestones."""

RHYTHMS = ("month", "quarter", "none")
ROLES = ("responsible", "supporting")
"""What a unit is to a duty besides its owner, who leads."""

RECEIPTS = ("accepted", "objected", "passed_on")
OUTCOMES = ("accepted", "returned")
STAGES = ("lead", "office")
"""Who looks at a report: the unit that owns the duty, then the plan office."""

SIGNATURES = ("clerk", "section", "head")
"""Inside a unit before a report leaves it, in this order: 经办, 科室, 分管领导."""
