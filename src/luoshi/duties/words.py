"""What the codes of the room are called on a page."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luoshi.duties.rules.lights import Reason
from luoshi.values.periods import NotAPeriod, Period
from luoshi.web.formatting import day, number

RHYTHMS = {"quarter": _("每季一报"), "month": _("每月一报"), "none": _("不定期报")}
ROLES = {"owner": _("总牵头"), "responsible": _("责任单位"), "supporting": _("配合单位")}
REASONS = {
    "behind": _("落后序时 %(points)s 个点"),
    "milestone": _("节点“%(what)s”应于%(day)s完成，已过 %(n)s 天"),
    "overdue": _("应于%(day)s完成，已过 %(n)s 天"),
    "reports": _("连续 %(n)s 次没有报送"),
}
"""Why a duty has its light (rules.lights.Reason)."""

RECEIPTS = {"accepted": _("已签收"), "objected": _("有异议"), "passed_on": _("已转办")}
STAGES = {"lead": _("等牵头单位审核"), "office": _("等计划管理员审核")}
DECIDERS = {"lead": _("牵头单位"), "office": _("计划管理员")}
OUTCOMES = {"accepted": _("已认定"), "returned": _("已退回")}
LIGHTS = {"red": _("红灯"), "yellow": _("黄灯"), "green": _("绿灯"), "none": _("未起算"), "closed": _("已销号")}
TURNS = {
    "red": _("转红"),
    "yellow": _("转黄"),
    "green": _("转绿"),
    "closed": _("已销号"),
    "reopened": _("重新打开"),
    "new": _("新下达"),
}
"""What is new about a duty since an earlier day (rules.turning)."""

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
SETTINGS = {
    "yellow": (_("黄灯起点"), _("比序时进度落后这么多个百分点起亮黄灯，含本数。默认依据银川市 2025 年的办法。")),
    "red": (_("红灯起点"), _("落后超过这么多个百分点亮红灯，不含本数。")),
    "missed_reports": (_("连续未报"), _("连续这么多期没有报告亮红灯；填 0 不计。")),
    "opens_days": (_("提前开报"), _("报告期结束前这么多天起可以报送。")),
    "due_working_days": (_("报送截止"), _("报告期结束后第几个工作日截止。")),
    "closes_working_days": (_("停止接收"), _("报告期结束后第几个工作日起不再收。")),
}
"""Settings (rules.settings.KNOWN): what each is called and what it means."""
NOT_SET = {
    "words": _("请写理由。"),
    "past": _("这一天已经过去，请改为今天或以后。过去的日子按当时的设置判断。"),
    "same": _("这一天本来就是这个数，不用改。"),
    "order": _("黄灯起点不能高于红灯起点，报送截止不能晚于停止接收。请改小或改大。"),
}
NOT_EXTENDED = {
    "words": _("请写延期的理由。"),
    "past": _("延到的日子已经过去，请改为今天或以后。"),
    "early": _("延到的日子不晚于原来的截止日，请改晚一些。"),
}
NOT_CHECKED = {"words": _("请写看到了什么。"), "future": _("核查的日子还没有到，请改日期。")}
REQUESTS = {
    "due": _("改期限"),
    "target": _("改目标"),
    "owner": _("换总牵头"),
    "close": _("销号"),
    "reopen": _("重新打开"),
    "void": _("撤销任务"),
}
FIELDS = {
    "due": _("期限"),
    "quantity": _("数量"),
    "unit": _("计量单位"),
    "deliverable": _("成果形式"),
    "owner": _("总牵头"),
    "weight": _("权重"),
    "share": _("分量"),
    "proof": _("凭什么核实"),
    "report": _("已认定的报告"),
}
"""What a request changes (queries.asked.Line)."""
DECISIONS = {"": _("待裁定"), "accepted": _("同意"), "refused": _("不同意"), "revoked": _("已撤回")}
NOT_ASKED = {
    "words": _("请写理由。"),
    "already": _("同样的申请已经提出，还没有裁定。请等裁定，或先撤回那一件。"),
    "closed": _("这项任务已经销号或撤销。要改，请先申请重新打开。"),
    "open": _("这项任务没有销号，不必重新打开。"),
    "same": _("没有改动任何内容。请改要变的一项。"),
    "unit": _("没有这个单位，请重新选。"),
    "incomplete": _("认定的进展还没有到全部。仍要销号，请写理由，由计划管理员裁定。"),
    "proof": _("请选一份能证明成果的已认定报告，或写明凭什么核实。"),
    "reported": _("已有报告，不能撤销。请改目标，或申请销号。"),
}
"""Why a request is not taken (actions.requesting.NotAsked), and what to do."""
NOT_DECIDED = {
    "taken": _("这件申请已经有人处理，没有重复处理。"),
    "changed": _("提出申请以后这项任务又改过，不能照原样同意。请不同意并说明，由单位按现在的内容重提。"),
    "words": _("请写裁定的理由：不同意、没有全部认定就销号、裁定自己提出的申请都要写。"),
    "early": _("起算日已经过去，请改为今天或以后。"),
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
    "duties.reports.accepted": _("批量认定报告"),
    "duties.draft.signed": _("内部审签"),
    "duties.duty.checked": _("现场核查"),
    "duties.period.extended": _("延长报送期"),
    "duties.units.reminded": _("催办"),
    "duties.request.asked": _("申请变更或销号"),
    "duties.request.accepted": _("同意申请"),
    "duties.request.refused": _("不同意申请"),
    "duties.request.revoked": _("撤回申请"),
    "duties.setting.changed": _("更改设置"),
    "delivery.tasks.brought": _("从上一年带入任务"),
    "delivery.tasks.imported": _("传回任务分解表"),
}
"""Audit actions; one that is not here is shown by its code."""
PARTS = {"owner": _("牵头"), "responsible": _("责任"), "supporting": _("配合")}
STEP_NAMES = {"clerk": _("经办人"), "section": _("科室负责人"), "head": _("分管领导")}
NOT_TAKEN = {
    "closed": _("这一期现在不收：还没有开，或已经关闭。需要补报时，请向发展改革部门申请延期。"),
    "already": _("这一期已经报了，正在审核或已通过。退回后才能重报。"),
    "quantity": _("请填完成数；没有进展就点“无变化”。按节点考核的事项不填数。"),
    "less": _("累计数比上次认定的少。核减请在“困难”里写明原因，或核对是否把本期数当成了累计数。"),
    "evidence": _("认领“%(what)s”要附佐证，请在这个节点下添加文件，或这次先不认领。"),
    "unknown": _("认领的节点不在这个事项里，或已经认定过。请刷新后再选。"),
    "words": _("请写进展情况，两三句即可；没有进展就点“无变化”。"),
    "signatures": _("本单位实行内部审签，还差：%(step)s。送签后内容改动要重新签。"),
}
"""Why a report is not taken (actions.reporting.NotTaken), and what to do."""

FIELD_OF = {"quantity": "quantity", "less": "quantity", "words": "text", "evidence": "claims", "unknown": "claims"}
"""Beside which field it is said; the others are said of the whole."""

NOT_UNCHANGED = _("格子里已经写了内容。要报“无变化”，请先清空；不然请点“提交”。")
NOT_SIGNED = {
    "changed": _("内容在您打开后改动过，没有签。请看过现在的内容再签。"),
    "turn": _("现在不该您签：前一步还没有签，或已经签完。"),
    "author": _("起草或已签过的人不能再签一步，请另一位签。"),
}


def period_name(code: str) -> str:
    """A period as a person says it; the code itself if it is none."""
    try:
        names = Period.parse(code).names()
    except NotAPeriod:
        return code
    return names.en if get_language() == "en" else names.zh


def reason(why: Reason) -> str:
    """One reason for a light, in words and figures."""
    said = {"points": number(why.points), "what": why.what, "day": day(why.since), "n": why.count}
    return REASONS[why.code] % said
