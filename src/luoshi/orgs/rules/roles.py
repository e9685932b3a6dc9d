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
        ("plans.read", "plans.import", "plans.review", "orgs.read", "orgs.manage"),
    ),
    "approver": Role(
        _("审定人"),
        _("签署采用方案，对采用的内容负责。"),
        ("plans.read", "plans.import", "plans.review", "plans.adopt", "orgs.read"),
    ),
    "liaison": Role(_("联络员"), _("代表本单位查看方案和本单位承担的事项。"), ("plans.read", "orgs.read")),
    "leader": Role(_("领导"), _("查看方案和各单位承担的事项。"), ("plans.read", "orgs.read")),
    "auditor": Role(
        _("审计员"), _("查看方案和全部操作记录，不作任何修改。"), ("plans.read", "orgs.read", "audit.read")
    ),
    "administrator": Role(
        _("系统管理员"), _("管理账号、单位和区划，不处理方案。"), ("orgs.read", "orgs.manage", "audit.read")
    ),
}
"""Code -> role. The code is what is stored."""


def permissions_of(codes: list[str]) -> frozenset[str]:
    """Everything these roles allow; unknown codes allow nothing.

    >>> sorted(permissions_of(["liaison", "gone"]))
    ['orgs.read', 'plans.read']
    """
    return frozenset(permission for code in codes if code in ROLES for permission in ROLES[code].permissions)
