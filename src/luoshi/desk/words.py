"""What the record calls things, for people who read it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi.duties.words import EVENTS

ACTIONS: Mapping[str, str | Promise] = {
    "plans.document.imported": _("读入文件"),
    "plans.revision.adopted": _("签署采用"),
    "plans.parent.set": _("登记上级方案"),
    "plans.measures.linked": _("举措对应上级"),
    "plans.measures.unlinked": _("撤去举措对应"),
    "plans.review.checked": _("核对一条"),
    "plans.review.confirmed": _("批量确认"),
    "plans.review.completed": _("按常规补齐"),
    "plans.review.filled": _("补填一项"),
    "plans.review.accountable": _("定总牵头"),
    "plans.review.recognised": _("认定单位名称"),
    "plans.review.added": _("新增一条"),
    "plans.review.split": _("拆成两条"),
    "plans.review.merged": _("合并两条"),
    "plans.review.struck": _("删去一条"),
    "plans.review.restored": _("恢复一条"),
    "plans.review.undone": _("撤销一步"),
    "plans.review.problem_seen": _("看过读不准的地方"),
    "plans.review.matched": _("更正两版对应"),
    "plans.review.kind": _("更正文件种类"),
    "audit.rows.written": _("成批写入"),
    "files.file.stored": _("存入文件"),
    "files.orphans.swept": _("清理无主文件"),
    "orgs.account.created": _("建立账号"),
    "orgs.account.password_changed": _("更换密码"),
    "orgs.role.granted": _("授予角色"),
    "orgs.calendar.imported": _("录入放假安排"),
    "orgs.calendar.withdrawn": _("撤销放假安排"),
    "orgs.regions.imported": _("录入行政区划"),
    "orgs.units.imported": _("录入单位"),
    "orgs.units.proposed": _("列出待确认单位"),
    "orgs.unit.registered": _("登记单位"),
    "orgs.unit.confirmed": _("确认单位"),
    "orgs.unit.absorbed": _("并入另一单位"),
    "orgs.unit.succeeded": _("单位改革"),
    "orgs.accounts.moved": _("账号转到另一单位"),
    "orgs.role.ended": _("终止角色"),
    "orgs.unit.alias_added": _("登记单位别名"),
    "orgs.group.registered": _("登记单位组"),
    "orgs.group.confirmed": _("确认单位组"),
    **EVENTS,
}
"""Action of an event -> what somebody did. Events keep the code."""
SUBJECTS: Mapping[str, str | Promise] = {
    "account": pgettext_lazy("one", "账号"),
    "duty": pgettext_lazy("one", "事项"),
    "file": pgettext_lazy("one", "文件"),
    "holiday": _("放假安排"),
    "period": pgettext_lazy("one", "报送期"),
    "plan": pgettext_lazy("one", "方案"),
    "region": pgettext_lazy("one", "行政区划"),
    "setting": pgettext_lazy("one", "设置"),
    "report": pgettext_lazy("one", "报告"),
    "revision": pgettext_lazy("one", "方案文本"),
    "task": pgettext_lazy("one", "任务"),
    "unit": pgettext_lazy("one", "单位"),
    "unit_group": pgettext_lazy("one", "单位组"),
}
