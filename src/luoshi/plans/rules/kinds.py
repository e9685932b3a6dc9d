"""Codes that are stored: kinds of plans, kinds of rows, what was done to a row. `plans.words` names them."""

PLANS = ("plan", "minutes", "tasks", "agreement", "instruction")
"""方案, 会议纪要, 上级任务清单, 合作协议, 领导批示."""

ITEMS = ("measure", "unit", "target", "project", "mech")
"""Rows that people check, in the order in which a screen shows those that stand at the same place."""

LINES = ("provision", "measure", "target", "project", "mech")
"""Rows that go on through the revisions of a plan. A unit goes with its measure."""

OPERATIONS = ("confirm", "correct", "add", "split", "merge", "strike", "restore", "match")
MODALITIES = ("binding", "expected")
PRINTED_MODALITIES = {"约束性": "binding", "预期性": "expected"}

AS_ADOPTED = "as_adopted"
"""A reason for being sure, beside those of luoshi.reader.certainty: the same as in the adopted revision."""
