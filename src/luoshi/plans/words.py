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
    "mech": _("机制"),
}
LINES = KINDS | {"measure": _("举措")}
ADOPTED, DRAFT = _("已采用"), _("未采用")

MODALITIES = {"binding": _("约束性"), "expected": _("预期性")}
CERTAINTIES = {"sure": _("有把握"), "likely": _("大致"), "doubtful": _("没把握")}
PLANS = {
    "plan": _("方案"),
    "minutes": _("会议纪要"),
    "tasks": _("上级任务清单"),
    "agreement": _("合作协议"),
    "instruction": _("领导批示"),
}
OPEN = {
    "unchecked": _("%(n)s 条没有核对"),
    "unknown_units": _("%(n)s 个单位名称没有认定"),
    "no_accountable": _("%(n)s 条举措有几个牵头单位，没有定总牵头"),
    "no_owner": _("%(n)s 个目标没有归口单位"),
    "unseen_problems": _("%(n)s 处读不准的地方没有看过"),
    "no_modality": _("%(n)s 个目标没有写明约束性或预期性"),
    "no_due": _("%(n)s 条举措没有完成时限"),
}
