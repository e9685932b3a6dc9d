"""What the codes of the reading contract are called on a page."""

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from luoshi.plans.rules.kinds import AS_ADOPTED
from luoshi.reader.certainty import reason as reader_reason

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
ADOPTED, DRAFT = _("已采用"), _("未采用")

MODALITIES = {"binding": _("约束性"), "expected": _("预期性")}
CERTAINTIES = {"sure": _("有把握"), "likely": _("大致"), "doubtful": _("没把握")}
PLANS = {
    "plan": pgettext_lazy("kind", "方案"),
    "minutes": _("会议纪要"),
    "tasks": _("上级任务清单"),
    "agreement": _("合作协议"),
    "instruction": _("领导批示"),
}
OPEN = {
    "nothing_read": _("文中没有读出举措、指标、项目和机制，请在原文里选中文字补上"),
    "unchecked": _("%(n)s 条没有核对"),
    "unknown_units": _("%(n)s 个单位名称没有认定"),
    "no_accountable": _("%(n)s 条举措有几个牵头单位，没有定总牵头"),
    "no_owner": _("%(n)s 个目标没有归口单位"),
    "unseen_problems": _("%(n)s 处读不准的地方没有看过"),
    "no_modality": _("%(n)s 个目标没有写明约束性或预期性"),
    "no_due": _("%(n)s 条举措没有完成时限"),
}
FILLED = {
    "unknown_units": _("认定 %(n)s 个单位名称"),
    "no_accountable": _("定了 %(n)s 条举措的总牵头"),
    "no_owner": _("补了 %(n)s 个目标的归口单位"),
    "no_modality": _("补了 %(n)s 个目标的性质"),
    "no_due": _("补了 %(n)s 条举措的完成日期"),
}
ROWS = {
    "measure": _("举措"),
    "unit": _("单位"),
    "target": _("指标"),
    "project": _("项目"),
    "mech": _("机制"),
}
LINES = {"provision": _("条款"), **ROWS}
"""What goes on through the revisions of a plan, and the units of its measures."""

OPERATIONS = {
    "confirm": _("确认"),
    "correct": _("更正"),
    "add": _("新增"),
    "split": _("拆分"),
    "merge": _("合并"),
    "strike": _("删去"),
    "restore": _("恢复"),
    "match": pgettext_lazy("operation", "对应"),
}
CHANGES = {
    "changed": _("修改"),
    "added": _("新增"),
    "dropped": pgettext_lazy("change", "删去"),
    "moved": _("移动"),
    "same": _("未变"),
}
NO_REVISION = {
    "open_draft": _("第 %(n)s 版还是草稿。请先核对采用那一版，再上传新版。"),
    "same_text": _("与现行版相同，没有可以修订的内容。"),
    "known": _("这份文件以前导入过：《%(title)s》第 %(n)s 版。请选择修订后的文件。"),
}
REASONS = {AS_ADOPTED: _("与现行版相同")}


def reason(code: str) -> str:
    """Why a row is as sure as it is, in the language of the page; the codes are the reader's and this room's own."""
    if code in REASONS:
        return str(REASONS[code])
    zh, en = reader_reason(code)
    return en if get_language() == "en" else zh
