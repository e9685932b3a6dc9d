"""Made-up data for the gallery. Nothing here is from a real plan."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from luoshi.web.listing import Column
from luoshi.web.marking import Mark, paragraphs

TEXT = """　　建立校车安全联席机制。到2027年，全县校车标准站点达到120个，其中山区不少于60个。
　　推进北塬校车调度中心建设，健全校车安全联席机制和站点巡查制度。"""


def _mark(number: int, kind: str, words: str, tag: str) -> Mark:
    start = TEXT.index(words)
    return Mark(start, start + len(words), kind, f"{tag}{number}", f"t-{kind}{number}", f"#r-{kind}{number}", words)


MARKS = [
    _mark(1, "mech", "校车安全联席机制", "机"),
    _mark(1, "target", "全县校车标准站点达到120个，其中山区不少于60个", "指"),
    _mark(2, "target", "山区不少于60个", "指"),
    _mark(1, "project", "北塬校车调度中心建设", "项"),
    _mark(2, "mech", "站点巡查制度", "机"),
]
PARAGRAPHS = paragraphs(TEXT, MARKS)

ROWS = [
    {"name": "县教育局", "place": "县城", "done": Decimal(96), "due": Decimal(120), "light": "yellow"},
    {"name": "县公安局", "place": "县城", "done": Decimal(41), "due": Decimal(40), "light": "green"},
    {"name": "北塬镇政府", "place": "北塬镇", "done": Decimal(3), "due": Decimal(20), "light": "red"},
]
STRIP = [
    {"light": light, "stale": stale, "label": label, "href": "#lights"}
    for light, stale, label in (
        ("green", False, "一（一）校车站点"),
        ("yellow", False, "一（二）驾驶员培训"),
        ("red", True, "一（三）山区线路"),
        ("green", True, "一（四）站点巡查"),
    )
]
SERIES = {
    "years": (2021, 2022, 2023, 2024, 2025),
    "values": (Decimal(35), Decimal(52), Decimal(71), Decimal(83), Decimal(96)),
    "target": Decimal(120),
    "until": 2027,
}


def columns() -> list[Column]:
    """The heads of the sample table."""
    return [
        Column(_("单位"), "name"),
        Column(_("地点"), "place"),
        Column(_("应完成"), "due", "num"),
        Column(_("已认定"), "done", "num"),
        Column(_("进度，竖线为序时"), css="w-share"),
        Column(_("灯")),
    ]


def events() -> list[tuple[date, str, str]]:
    """A short history."""
    return [
        (date(2025, 6, 2), _("报送进展，附照片三张"), "now"),
        (date(2025, 3, 18), _("采纳第 1 版"), "done"),
        (date(2025, 3, 1), _("上传文件"), "done"),
    ]
