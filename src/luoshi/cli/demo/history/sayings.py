"""What units write in their reports, where the tables do not say."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from luoshi.cli.demo.history.rules.chance import choice
from luoshi.cli.demo.history.tables import Step, Told

NEWS = (
    "各标段按施工计划推进，质量抽检合格。",
    "已召开调度会两次，问题清单逐项销号。",
    "资金已拨付到位，台账已更新。",
    "已完成自查，资料归档齐全。",
    "乡镇台账与现场已逐一核对。",
    "下一步抓紧验收，及时补齐影像资料。",
)
BEGINNING = (
    "正在办理前期手续，尚未形成实物量。",
    "方案已印发，正在组织招标。",
    "已落实资金，正在做施工准备。",
)
GOING = (
    "正在推进“{0}”，各工作面按计划展开。",
    "围绕“{0}”倒排工期，每周调度一次。",
    "“{0}”正在实施，人员和设备已到位。",
)


def of_quantity(told: Told, unit: str, period: str, month: date, total: Decimal) -> str:
    """What is said of a figure."""
    if not total:
        return BEGINNING[choice(len(BEGINNING), told.title, unit, period)]
    news = NEWS[choice(len(NEWS), told.title, unit, period)]
    return f"截至{month.month}月底累计完成{total.normalize():f}{told.unit}。{news}"


def of_steps(told: Told, period: str, reached: Sequence[Step], ahead: Sequence[Step]) -> str:
    """What is said of milestones reached, and of the next one."""
    said = [f"“{each.title}”已于{day.month}月{day.day}日完成。" for each in reached if (day := each.reached)]
    if ahead:
        said.append(GOING[choice(len(GOING), told.title, period)].format(ahead[0].title))
    return "".join(said) or NEWS[choice(len(NEWS), told.title, period)]
