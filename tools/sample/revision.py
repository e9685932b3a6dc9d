"""What the second edition of the sample plan changes: wordings replaced in plan.md and in the tables.

A plausible adjustment halfway: a term moved, targets raised, projects that came, went and changed their names, a bureau
renamed, a section put into another chapter, one new section.
"""

from collections.abc import Iterable

MOVED = ("（三）应急联动", "\n# 六、", "\n@annex 附件：1")
"""The section from the first mark up to the second is put before the third."""

NEW_SECTION = """## （四）推行低碳出行
到2028年，城区新能源公交车比例达到90%以上，建设公共充电桩1200个。实施临夏市公交枢纽站建设项目，建立公共停车信息共享机制。\
（州交通运输局牵头，州发展改革委、州住建局、各县市政府配合）

"""
EDITS = (
    ("临州办发〔2024〕18号", "临州办发〔2026〕7号"),
    ("2024年3月15日", "2026年2月26日"),
    ("2025年底前完成全部入河排污口排查溯源", "2026年6月底前完成全部入河排污口排查溯源"),
    ("全州用水总量控制在4.2亿立方米以内", "全州用水总量控制在4.1亿立方米以内"),
    ("治理水土流失面积800平方公里", "治理水土流失面积900平方公里"),
    ("5G基站数量达到4500个", "5G基站数量达到5200个"),
    ("，争取实施临夏通用机场项目", ""),
    ("临夏市第三污水处理厂", "临夏市城东污水处理厂"),
    ("和政县海甸峡灌区节水改造工程，", "和政县海甸峡灌区节水改造工程、临夏县北塬灌区量测水设施建设工程，"),
    ("建设州级应急物资储备库和8个县级储备点", "建设州级应急物资储备库、航空救援直升机起降点和8个县级储备点"),
    ("责任单位：州农业农村局、州乡村振兴局、州科技局", "责任单位：州农业农村局、州科技局"),
    ("责任单位：州工信局、州政务服务中心、临夏公路港管委会", "责任单位：州数据局、州工信局、临夏公路港管委会"),
    ("州工信局、州住建局、\n州农业农村局，各县市政府", "州工信局、州住建局、\n州农业农村局、州统计局，各县市政府"),
    ("每半年召开一次会议", "每季度召开一次会议"),
    ("（三）应急联动。", "（四）应急联动。"),
    (
        "# 四、做强特色产业",
        NEW_SECTION + "# 四、做强特色产业",
    ),
)
CELLS = {"2024年12月": "2026年12月", "建成80个农村互助幸福院": "建成100个农村互助幸福院", "州大数据中心": "州数据局"}
"""Cells of the tables that change."""


def revised(text: str) -> str:
    """plan.md as the second edition has it. Raises ValueError for a wording that is not there."""
    start, stop = text.index(MOVED[0]), text.index(MOVED[1])
    section, rest = text[start:stop], text[:start] + text[stop:]
    before = rest.index(MOVED[2])
    text = rest[:before] + section + rest[before:]
    for old, new in EDITS:
        text.index(old)
        text = text.replace(old, new)
    return text


def revised_rows(rows: Iterable[list[str]]) -> list[list[str]]:
    """A table with its cells changed."""
    return [[_cell(cell) for cell in row] for row in rows]


def _cell(cell: str) -> str:
    for old, new in CELLS.items():
        cell = cell.replace(old, new)
    return cell
