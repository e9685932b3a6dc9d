"""What the codes of the room are called on a page."""

from django.utils.translation import gettext_lazy as _

STAGES = {"lead": _("等牵头单位审核"), "office": _("等计划管理员审核")}
OUTCOMES = {"accepted": _("已认定"), "returned": _("已退回")}

REPORT_KINDS = {
    "quantity": _("填了数量"),
    "milestone": _("认领节点"),
    "unchanged": _("无变化"),
    "behalf": _("代填"),
}
"""What a report in the review queue is (queries.reviewing.KINDS)."""

PHRASES = (
    _("佐证不够，请补验收单或照片。"),
    _("数字与佐证不一致，请核对。"),
    _("请填累计数，不填当期数。"),
    _("进展写得太简，请写清楚做到哪一步。"),
    _("附件打不开，请重新上传。"),
)
"""What a return often says; a button puts it into the field, where it can be changed."""

STATES = {"missing": _("未报"), "returned": _("已退回"), "waiting": _("已报，待审"), "accepted": _("已认定")}
"""How a report that is owed stands (queries.deadlines), the most urgent first."""

REVIEW_NEWS = {
    "accepted": _("已认定：%(what)s。"),
    "passed": _("已审核，转计划管理员：%(what)s。"),
    "returned": _("已退回：%(what)s。"),
}
NOT_EXTENDED = {
    "words": _("请写延期的理由。"),
    "past": _("延到的日子已经过去，请改为今天或以后。"),
    "early": _("延到的日子不晚于原来的截止日，请改晚一些。"),
}
NOT_CHECKED = {"words": _("请写看到了什么。"), "future": _("核查的日子还没有到，请改日期。")}
REQUESTS = {
    "due": _("改期限"),
    "quantity": _("改数量"),
    "owner": _("换总牵头"),
    "milestones": _("改节点"),
    "close": _("销号"),
    "reopen": _("重新打开"),
}
