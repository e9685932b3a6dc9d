"""What the codes of the room are called on a page."""

from django.utils.translation import gettext_lazy as _

RHYTHMS = {"quarter": _("每季一报"), "month": _("每月一报"), "none": _("不定期报")}
ROLES = {"owner": _("总牵头"), "responsible": _("责任单位"), "supporting": _("配合单位")}
RECEIPTS = {"accepted": _("已签收"), "objected": _("有异议"), "passed_on": _("已转办")}
STAGES = {"lead": _("等牵头单位审核"), "office": _("等计划管理员审核")}
DECIDERS = {"lead": _("牵头单位"), "office": _("计划管理员")}
OUTCOMES = {"accepted": _("已认定"), "returned": _("已退回")}
REQUESTS = {
    "due": _("改期限"),
    "quantity": _("改数量"),
    "owner": _("换总牵头"),
    "milestones": _("改节点"),
    "close": _("销号"),
    "reopen": _("重新打开"),
}
UNSOUND = {
    "days": _("截止日早于开始日，请改日期。"),
    "no_measure": _("没有写数量，也没有写节点，无法衡量是否完成。请至少写一样。"),
    "weights": _("节点的权重都是 0。请至少给一个节点写权重。"),
    "milestones": _("有节点的日期不在开始日和截止日之间，请改日期。"),
    "same_milestone": _("有两个节点同名，请改名或合并。"),
    "twice": _("同一个单位写了两次，请去掉一次。"),
    "sum": _("各单位分量之和不等于数量，请改到一致，或都留空。"),
}
EVENTS = {
    "delivery.task.created": _("分解为年度任务"),
    "delivery.task.registered": _("登记交办"),
    "delivery.task.corrected": _("更正任务"),
    "duties.duty.created": _("事项建立"),
    "duties.duty.corrected": _("更正内容"),
    "duties.receipt.accepted": _("签收"),
    "duties.receipt.objected": _("提出异议"),
    "duties.receipt.passed_on": _("转办"),
    "duties.report.sent": _("报送进展"),
    "duties.report.confirmed": _("确认代填的报告"),
    "duties.report.accepted": _("认定报告"),
    "duties.report.returned": _("退回报告"),
}
"""Audit actions; one that is not here is shown by its code."""
