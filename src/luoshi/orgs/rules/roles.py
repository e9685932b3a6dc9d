"""Who may do what, as data an official can read. The roles page shows these tables as they stand here."""

from dataclasses import dataclass


def _(text: str) -> str:
    """Marks a text for translation; it is translated where it is shown."""
    return text


PERMISSIONS = {
    "plans.read": _("查看已采用的方案"),
    "plans.import": _("导入方案文件，查看未采用的方案"),
    "plans.review": _("核对、更正读出的内容"),
    "plans.adopt": _("签署采用方案"),
    "duties.read": _("查看本单位的事项"),
    "duties.read_all": _("查看全部事项"),
    "duties.report": _("代表本单位签收、填报"),
    "duties.sign_section": _("在本科室审签"),
    "duties.sign": _("代表本单位审签，设置本单位的内部审签"),
    "duties.review": _("审核本单位牵头事项的报告"),
    "duties.review_all": _("审核全部报告，裁定变更和销号"),
    "duties.report_for": _("替单位填报，注明谁说的"),
    "delivery.break_down": _("分解年度任务"),
    "orgs.read": _("查看单位、区划、角色和工作日历"),
    "orgs.manage": _("登记单位、别名、账号和放假安排"),
    "audit.read": _("查看操作记录"),
}
"""Permission -> what it allows."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role an account can hold: its name, its duty in one sentence, what it may do."""

    name: str
    duty: str
    permissions: tuple[str, ...]


ROLES = {
    "plan_office": Role(
        _("计划管理员"),
        _("导入方案，核对读出的内容，维护单位名称。"),
        (
            "plans.read",
            "plans.import",
            "plans.review",
            "duties.read",
            "duties.read_all",
            "duties.review_all",
            "duties.report_for",
            "delivery.break_down",
            "orgs.read",
            "orgs.manage",
        ),
    ),
    "approver": Role(
        _("审定人"),
        _("签署采用方案，对采用的内容负责。"),
        ("plans.read", "plans.import", "plans.review", "plans.adopt", "orgs.read"),
    ),
    "liaison": Role(
        _("联络员"),
        _("代表本单位签收、填报，审核本单位牵头事项的报告。"),
        ("plans.read", "duties.read", "duties.report", "duties.review", "orgs.read"),
    ),
    "section_head": Role(
        _("科室负责人"),
        _("在本科室的报告送单位负责人前审签。"),
        ("plans.read", "duties.read", "duties.sign_section", "orgs.read"),
    ),
    "unit_head": Role(
        _("单位负责人"),
        _("在本单位的报告送出前审签。"),
        ("plans.read", "duties.read", "duties.sign", "duties.review", "orgs.read"),
    ),
    "leader": Role(
        _("领导"),
        _("查看方案和各单位承担的事项。"),
        ("plans.read", "duties.read", "duties.read_all", "orgs.read"),
    ),
    "auditor": Role(
        _("审计员"),
        _("查看方案、事项和全部操作记录，不作任何修改。"),
        ("plans.read", "duties.read", "duties.read_all", "orgs.read", "audit.read"),
    ),
    "administrator": Role(
        _("系统管理员"), _("管理账号、单位和区划，不处理方案。"), ("orgs.read", "orgs.manage", "audit.read")
    ),
}
"""Code -> role. The code is what is stored."""


OF_UNITS = frozenset({"liaison", "section_head", "unit_head"})
"""Roles inside a unit, which its head may let a colleague take over."""


def permissions_of(codes: list[str]) -> frozenset[str]:
    """Everything these roles allow; unknown codes allow nothing.

    >>> sorted(permissions_of(["liaison", "gone"]))
    ['duties.read', 'duties.report', 'duties.review', 'orgs.read', 'plans.read']
    """
    return frozenset(permission for code in codes if code in ROLES for permission in ROLES[code].permissions)
