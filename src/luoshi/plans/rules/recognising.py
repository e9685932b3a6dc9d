"""Which kind of plan a document is, by the kind of document that its title ends on."""

GENRES = {
    "纪要": "minutes",
    "清单": "tasks",
    "台账": "tasks",
    "分解": "tasks",
    "任务": "tasks",
    "协议": "agreement",
    "协定": "agreement",
    "备忘录": "agreement",
    "批示": "instruction",
    "方案": "plan",
    "规划": "plan",
    "计划": "plan",
    "意见": "plan",
    "纲要": "plan",
    "行动": "plan",
    "措施": "plan",
    "要点": "plan",
    "办法": "plan",
    "预案": "plan",
    "分工": "plan",
    "细则": "plan",
    "决定": "plan",
    "通知": "plan",
}
"""Last word of a title (luoshi.reader.titles) -> code of rules.kinds.PLANS."""


def kind_of(genre: str) -> str | None:
    """The kind that a genre means; None when it means none of ours, and a person has to say.

    >>> kind_of("纪要"), kind_of("概况"), kind_of("")
    ('minutes', None, None)
    """
    return GENRES.get(genre)
