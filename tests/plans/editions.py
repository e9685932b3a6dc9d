"""A plan of our own writing and what its next edition changes."""

from collections.abc import Iterable

FIRST = """临夏州河湖清洁行动实施方案（2025—2027年）

各县市人民政府，州直有关单位：

一、总体要求
到2027年，全州重点河段水质达标率达到95%以上。

二、重点任务
（一）清理北段河道。到2026年，清理河道30公里以上。推进北段河道整治工程建设，建立河段巡查制度。
牵头单位：州水务局
责任单位：州生态环境局、各县市政府
（二）修复南岸湿地。到2027年，修复湿地2000亩以上。实施南岸湿地修复工程，建立湿地管护机制。
牵头单位：州林草局、州水务局
责任单位：州自然资源局
（三）处理沿岸垃圾。到2026年，沿岸村庄垃圾处理率达到90%以上。建成大河家污水处理厂，建立保洁员制度。
牵头单位：州住建局
责任单位：州财政局

三、组织保障
各责任单位按年度报告进展。建立河湖联席会议制度。
"""


def edited(*changes: tuple[str, str], text: str = FIRST) -> bytes:
    """The text with each first wording replaced by the second; each must be there."""
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    return text.encode()


def moved(text: str, start: str, stop: str, before: str) -> str:
    """The text with what lies between two marks put in front of a third."""
    low, high = text.index(start), text.index(stop)
    part, rest = text[low:high], text[:low] + text[high:]
    return rest.replace(before, part + before)


def names(rows: Iterable[object]) -> list[str]:
    """What rows are called."""
    return [str(row) for row in rows]
