"""Plan documents of any length, in our own words, and the tasks their measures ask for."""

from dataclasses import dataclass
from random import Random

SUBJECTS = [
    "河湖清洁",
    "城乡供水",
    "耕地保护",
    "产业升级",
    "冬季清洁取暖",
    "公共服务补短板",
    "交通畅通",
    "科技创新",
    "生态修复",
    "安全生产",
    "优化营商环境",
    "数字政府",
    "文旅融合",
    "乡村建设",
    "就业促进",
    "医疗提升",
    "教育提质",
    "防灾减灾",
    "节能降碳",
    "招商引资",
]
CHAPTERS = ["重点工程", "保障民生", "制度建设", "产业支撑", "基础能力"]
DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Theme:
    """Work that a measure asks for: what is done to what, in which unit, how much a year."""

    verb: str
    thing: str
    unit: str
    least: int
    most: int


THEMES = (
    Theme("改造", "灌区渠系", "公里", 20, 200),
    Theme("清理", "河道", "公里", 30, 300),
    Theme("新建", "充电桩", "个", 50, 900),
    Theme("修复", "退化草原", "亩", 800, 9000),
    Theme("改造", "老旧小区", "个", 10, 80),
    Theme("建设", "高标准农田", "亩", 3000, 60000),
    Theme("新增", "养老床位", "张", 60, 800),
    Theme("改建", "农村公路", "公里", 20, 240),
    Theme("培训", "技能人员", "人次", 500, 8000),
    Theme("更新", "供水管网", "公里", 5, 90),
    Theme("新增", "入库企业", "家", 5, 60),
    Theme("造林", "重点区段", "亩", 900, 20000),
)
STEPS = (("完成前期手续", 20), ("主体工程完工", 50), ("通过验收", 30))


def document(number: int, names: list[list[str]], rng: Random) -> str:
    """Plan `number`; a measure for each list of units, whose first leads."""
    title = f"{SUBJECTS[number % len(SUBJECTS)]}行动实施方案（2024—2028年）第{number + 1}号"
    size = -(-len(names) // len(CHAPTERS))
    lines = [title, "", "2023年12月20日", "", "各有关单位：", ""]
    for chapter, head in enumerate(CHAPTERS):
        inside = names[chapter * size : (chapter + 1) * size]
        lines += [f"{DIGITS[chapter + 1]}、{head}"] if inside else []
        for at, units in enumerate(inside):
            lines += _measure(at + 1, number * 1000 + chapter * size + at, units, rng)
    return "\n".join(lines) + "\n"


def theme_of(number: int) -> Theme:
    """The theme of a measure of a plan."""
    return THEMES[number % len(THEMES)]


def _measure(at: int, number: int, units: list[str], rng: Random) -> list[str]:
    theme = theme_of(number)
    figure = rng.randint(theme.least, theme.most) * 5
    what = f"{theme.verb}第{number + 1}片{theme.thing}。到2028年，{theme.verb}{theme.thing}{figure}{theme.unit}以上。"
    how = f"建立第{number + 1}片月调度制度，把任务落到单位和节点，年底开展现场核查。"
    return [f"（{spelt(at)}）{what}{how}", f"牵头单位：{units[0]}", f"责任单位：{'、'.join(units[1:])}"]


def spelt(number: int) -> str:
    """A number below a hundred as documents count.

    >>> spelt(3), spelt(10), spelt(21)
    ('三', '十', '二十一')
    """
    tens, ones = divmod(number, 10)
    return (DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones] if ones else "")
