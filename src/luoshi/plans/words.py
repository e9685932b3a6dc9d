"""What the codes of the reading contract are called on a page."""

from django.utils.translation import gettext_lazy as _

ROLES = {"lead": _("牵头单位"), "responsible": _("责任单位"), "supporting": _("配合单位")}
COMPARATORS = {
    ">=": "≥",
    "<=": "≤",
    ">": ">",
    "<": "<",
    "=": "=",
    "range": _("区间"),
    "approx": "≈",
    "external": _("另行下达"),
}
SOURCES = {
    "explicit": _("文中写明"),
    "sentence": _("同一句写明"),
    "preceding_sentence": _("前一句写明"),
    "printed_period": _("文中写的时期"),
    "plan_period": _("随方案期限"),
    "none": _("文中未写"),
}
STRENGTHS = {
    "committed": _("建成"),
    "started": _("开工"),
    "implement": _("实施"),
    "strive": _("争取"),
    "explore": _("探索"),
}
KINDS = {
    "provision": _("条款"),
    "target": _("指标"),
    "project": _("项目"),
    "mechanism": _("机制"),
}
ADOPTED, DRAFT = _("已采用"), _("未采用")
