"""Projects of short sentences in the styles of plans about roads, schools, water and power."""

from collections.abc import Callable
from typing import Any

import pytest

from luoshi.reader import read_text

HEAD = "青河市基础设施三年行动方案（2026—2028年）\n一、重点任务\n（一）推进建设。"

CASES: dict[str, list[str]] = {
    "建成投运青河至石桥、柳湾至东山等铁路。": ["青河至石桥铁路", "柳湾至东山铁路"],
    "扎实推进青柳、石东川等高铁建设。": ["青柳高铁", "石东川高铁"],
    "开工建设青河、柳湾机场。": ["青河机场", "柳湾机场"],
    "完成青河、柳湾、石桥等机场改扩建。": ["青河机场改扩建", "柳湾机场改扩建", "石桥机场改扩建"],
    "加快推进青河机场二期、柳湾机场改扩建和石桥机场新建等项目。": [
        "青河机场二期",
        "柳湾机场改扩建",
        "石桥机场新建",
    ],
    "推进国道101、205等一级公路贯通工程。": ["国道101", "国道205"],
    "推进青柳高铁等重点项目前期工作。": ["青柳高铁"],
    "推进青河热电制氢等项目。": ["青河热电制氢"],
    "启动育英高中、天一高中迁建，职教园扩建。": ["育英高中", "天一高中迁建", "职教园扩建"],
    "加快推进科技馆、青山绿轴、柳湾公园等一批标志性、功能性项目。": ["科技馆", "青山绿轴", "柳湾公园"],
    "加快推进101国道至205省道连接线、翁柳大道、青石公路一期建设。": [
        "101国道至205省道连接线",
        "翁柳大道",
        "青石公路一期建设",
    ],
    "开工建设纬三路、石桥大道二期。": ["纬三路", "石桥大道二期"],
    "建成柳湾水库、推进青龙潭水库扩建。": ["柳湾水库", "青龙潭水库扩建"],
    "实施东山县、北川县污水处理工程。": ["东山县污水处理工程", "北川县污水处理工程"],
    "开工建设罗湾、凤岩等15座中型水库。": ["罗湾水库", "凤岩水库"],
    "实施清江、澄江等主要支流防洪治理工程。": ["清江防洪治理工程", "澄江防洪治理工程"],
    "完成大型水库3座、小型水库150座除险加固任务。": [],
    "支持安县、丰县开展城镇化建设试点。": [],
    "S303线新至磨市公路竣工通车，青慈高速连接线建成投用。": ["S303线新至磨市公路", "青慈高速连接线"],
    "去年青河县水厂建成投用。": [],
    "实施十项骨干工程。": [],
    "推进美丽河湖建设。": [],
    "完成妨碍河道行洪突出问题清零。": [],
    "推动园区集聚，加快铁路专用线进港区、进园区。": [],
    "支持乡镇卫生院提升改造，推进青河至柳湾段航道整治。": ["乡镇卫生院提升改造", "青河至柳湾段航道整治"],
    "实施6至9个乡镇供水管网改造项目。": [],
    "推进翠谷智慧谷、青河乳品加工园扩建项目建成投产。": ["翠谷智慧谷", "青河乳品加工园扩建项目"],
    "力争推动石桥至柳湾高速公路全线通车。": ["石桥至柳湾高速公路"],
    "建设城西污水处理厂。": ["城西污水处理厂"],
    "迁建县人民医院，改扩建市第二中学。": ["县人民医院", "市第二中学"],
    "推动县人民医院与省城医院合作。": [],
    "完成青龙水库下闸蓄水。": ["青龙水库"],
    "实施青河和柳溪河综合整治。": ["青河综合整治", "柳溪河综合整治"],
    "建设东岭茶叶、西坡花椒、北川菌菇三大产业带。": ["东岭茶叶产业带", "西坡花椒产业带", "北川菌菇产业带"],
    "实施以下重点项目。": [],
    "启动石桥镇老街片区有机更新。": ["石桥镇老街片区有机更新"],
    "每年实施“揭榜挂帅”项目10项以上。": [],
}


@pytest.mark.parametrize("sentence", CASES)
def test_projects_of(sentence: str) -> None:
    assert [project.name for project in read_text(HEAD + sentence).projects] == CASES[sentence]


def test_a_member_with_a_verb_of_its_own_has_its_strength() -> None:
    works = read_text(f"{HEAD}建成柳湾水库、推进青龙潭水库扩建。").projects
    assert [(work.verb, work.strength) for work in works] == [("建成", "committed"), ("推进", "implement")]


def test_verbs_are_no_places() -> None:
    text = f"{HEAD}，提升县城功能，推进义务教育学校提升改造。"
    assert read_text(text).projects == ()


def test_projects_of_the_real_plan_are_found(seed_score: Callable[[str], dict[str, Any]]) -> None:
    assert seed_score("projects")["f1"] >= 0.93
    assert seed_score("projects.strength")["f1"] >= 0.9


def test_a_box_lists_works_by_name() -> None:
    box = "专栏1 水网工程\n1.青河干流治理工程：新建堤防20公里。\n"
    box += "（2）引青济柳工程。续建干渠30公里。\n说明：工程以批复为准。\n"
    works = read_text(f"{HEAD}\n{box}（二）提高能力。\n东山治理工程：新建梯田。\n").projects
    assert [(work.name, work.verb) for work in works] == [("青河干流治理工程", "新建"), ("引青济柳工程", "续建")]
