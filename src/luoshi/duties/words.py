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
REFUSED = {
    "kind": _("单位的个数与改法不符：更名、撤销是一个变一个，合并是几个变一个，拆分是一个变几个。"),
    "future": _("生效日还没有到。请到那天或以后再登记，那天以前仍按原单位办。"),
    "twice": _("“%(what)s”写了两次。并入其中一个单位时，原单位只选其余的，改法选“撤销”。"),
    "ended": _("“%(what)s”已经撤并，不能再改。请选它的继任单位。"),
    "early": _("生效日那天“%(what)s”还没有成立。请改日期。"),
    "taken": _("名称%(what)s已经指别的单位。请换一个名称，或在“由名录里的单位承接”里选它。"),
    "nameless": _("请写新单位的名称。"),
    "new": _("撤销的单位由名录里的单位承接，请在“由名录里的单位承接”里选。"),
    "words": _("请写依据的文件。"),
}
"""Why a reform cannot be (orgs.rules.reforms.Refused), and what to do."""
REFORM_FIELDS = {
    "kind": "kind",
    "future": "since",
    "twice": "formers",
    "ended": "formers",
    "early": "since",
    "taken": "names",
    "nameless": "names",
    "new": "heir",
    "words": "why",
}
NOT_HANDED = {
    "self": _("交接人和接手人是同一个人。请选另一位同事。"),
    "unit": _("接手人不在同一个单位，或账号已停用。请选本单位的同事。"),
    "past": _("交接日已经过去，请改为今天或以后。"),
    "roles": _("这个账号还有本单位以外的角色，请系统管理员办理交接。"),
    "nothing": _("这个账号没有可交接的角色和事项。"),
}
"""Why work is not handed over (actions.handing.NotHanded), and what to do."""

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
    "duties.workbook.taken": _("收下交回的台账"),
    "duties.units.reminded": _("催办"),
    "duties.request.asked": _("申请变更或销号"),
    "duties.request.accepted": _("同意申请"),
    "duties.request.refused": _("不同意申请"),
    "duties.request.revoked": _("撤回申请"),
    "duties.units.reformed": _("登记机构改革"),
    "duties.duty.succeeded": _("机构改革，由继任单位承接"),
    "duties.work.handed_over": _("工作交接"),
    "duties.setting.changed": _("更改设置"),
    "delivery.tasks.brought": _("从上一年带入任务"),
    "delivery.tasks.imported": _("传回任务分解表"),
}
"""Audit actions; one that is not here is shown by its code."""
PARTS = {"owner": _("牵头"), "responsible": _("责任"), "supporting": _("配合")}
STEP_NAMES = {"clerk": _("经办人"), "section": _("科室负责人"), "head": _("分管领导")}
NOT_TAKEN = {
    "part": _("这项任务由总牵头单位报送，分了数量的由各分担单位报送，本单位不单独报。情况请告诉牵头单位。"),
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

HAND_IN_STATES = {
    "ready": _("可以报送"),
    "evidence": _("等佐证"),
    "sign": _("等审签"),
    "conflict": _("有冲突"),
    "refused": _("不能收"),
    "unchanged": _("没有变化"),
    "empty": _("没有填"),
}
"""How a row of a workbook that came back stands (queries.handing_in.STATES)."""
HAND_IN_NOTES = {
    "again": _("同一批里另一个文件已有同样的内容。"),
    "reported": _("和这一期报过的一样。"),
    "kept": _("您选了保留系统里的，不报这一行。"),
    "draft": _("和系统里的草稿一样，草稿还在等佐证、审签或补充。"),
    "returned": _("台账发出以后，这一期的报告被退回了。"),
    "changed": _("台账发出以后，事项的要求、已认定的数或报告情况变了。"),
    "drafted": _("台账发出以后，系统里的草稿改过。"),
}
HAND_IN = {
    "no_key": _("这一行没有编号，不知道是哪个事项。新事项请发展改革部门登记；复制行时请连同隐藏的列。"),
    "bad_key": _("这一行的编号被改动过，或不是本系统发出的。请重新下载台账，把内容填到原来的行里。"),
    "old": _("这是旧版的台账。请重新下载一份再填。"),
    "other_unit": _("这一行是别的单位的，您只能交本单位的台账。"),
    "gone": _("这个事项这一期不由这个单位报，可能已经调整或销号。请删去这一行。"),
    "mixed": _("编号是“%(what)s”的，和这一行写的事项对不上。可能是排序时漏了隐藏的列，请重新下载再填。"),
    "again": _("同一个事项填了两次，内容不同。请留一行。"),
    "figure": _("“%(what)s”不是数字，请只填数字，如 61.5。"),
    "unit": _("“%(what)s”的单位和右边写的不是一类，请换算后只填数字。"),
    "range": _("“%(what)s”不能小于 0，也不能大得离谱，请核对。"),
    "places": _("“%(what)s”的小数多于四位，请四舍五入。"),
    "day": _("“%(what)s”不是日期，请写成 2026-06-30。"),
    "future": _("完成日期 %(what)s 还没有到，做完了再认领。"),
    "unchanged": _("“%(what)s”看不懂，请选“无变化”或清空。"),
    "both": _("选了“无变化”，又写了内容。请留一样。"),
    "long": _("文字太长，请改到 %(what)s 字以内。"),
    "no_step": _("节点“%(what)s”已不在这个事项里，请刷新台账再填。"),
    "has_draft": _("认领的节点缺佐证，而这个单位在系统里已有草稿。请在下面附上佐证，或请单位自己报送。"),
}
"""What is wrong with a row (rules.handing_in.Problem); what is not here stands in NOT_TAKEN."""
NOT_A_WORKBOOK = {
    "unreadable": _("打不开。请在 WPS 或 Excel 里另存为 .xlsx 再传；有密码的请去掉密码。"),
    "heads": _("不是台账：没有找到表头“%(what)s”。请用下载的台账填，不要改表头，也不要删去隐藏的列。"),
    "long": _("太大了，不像台账。请用下载的台账填。"),
    "empty": _("里面没有事项。"),
    "large": _("超过 2 MB，不像台账。请用下载的台账填，图片等佐证在交回后另外添加。"),
    "no_books": _("压缩包里没有 .xlsx 文件。"),
}
"""Why a file that came back is none of ours (rules.sent_files.Came)."""

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
