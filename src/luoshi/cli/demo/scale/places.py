"""Regions and units of a demonstration, as the tables that `orgs.actions.regions` reads. The units are invented."""

from collections.abc import Iterator

PREFECTURES = """
620100 兰州市 620200 嘉峪关市 620300 金昌市 620400 白银市 620500 天水市 620600 武威市 620700 张掖市 620800 平凉市
620900 酒泉市 621000 庆阳市 621100 定西市 621200 陇南市 622900 临夏州 623000 甘南州
"""
PROVINCES = """
110000 北京市 120000 天津市 130000 河北省 140000 山西省 150000 内蒙古 210000 辽宁省 220000 吉林省 230000 黑龙江省
310000 上海市 320000 江苏省 330000 浙江省 340000 安徽省 350000 福建省 360000 江西省 370000 山东省 410000 河南省
420000 湖北省 430000 湖南省 440000 广东省 450000 广西 460000 海南省 500000 重庆市 510000 四川省 520000 贵州省
530000 云南省 540000 西藏 610000 陕西省 620000 甘肃省 630000 青海省 640000 宁夏 650000 新疆
"""
STEMS = [
    "发展改革",
    "教育",
    "科技",
    "工信",
    "公安",
    "民政",
    "司法",
    "财政",
    "人社",
    "自然资源",
    "生态环境",
    "住建",
    "交通运输",
    "水利",
    "农业农村",
    "商务",
    "文旅",
    "卫生健康",
    "应急管理",
    "市场监管",
]
BELOW = {
    "prefectures": (PREFECTURES, ("省", "厅 服务中心"), "局"),
    "provinces": (PROVINCES, ("国家", "总局 服务中心 规划院 信息中心 执法局"), "厅 服务中心 规划院 信息中心 执法局"),
}
"""Places below the own region, prefix and offices of its own units, offices of the units of each place."""
OWN = {"620000": "620000,甘肃省,甘肃省,省,", "100000": "100000,全国,全国,国家,"}


def regions(own: str, below: str) -> str:
    """The table of regions."""
    rows = ["code,name,short_name,kind,parent", OWN[own]]
    return "\n".join([*rows, *(f"{code},{name},{name},地方,{own}" for code, name in _places(below))])


def units(own: str, below: str) -> str:
    """The table of units: 320 in a province, 3,200 in a country."""
    (prefix, own_offices), offices = BELOW[below][1:]
    places = [(own, prefix, own_offices), *((code, name, offices) for code, name in _places(below))]
    rows = (
        f"{prefix}{stem}{office},{prefix}{stem}{office}机关,{'直属单位' if code == own else '地方单位'},{code},"
        for code, prefix, offices in places
        for office in offices.split()
        for stem in STEMS
    )
    return "\n".join(["name,full_name,kind,region,aliases", *rows])


def _places(below: str) -> Iterator[tuple[str, str]]:
    words = iter(BELOW[below][0].split())
    return zip(words, words, strict=True)
