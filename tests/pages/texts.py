"""Short plans of our own writing, as long as a test wants them."""

HEAD = """临夏州河湖清洁行动实施方案（2025—2027年）

各县市人民政府，州直有关单位：

一、总体要求
到2027年，全州重点河段水质达标率达到98%以上。

二、重点任务
"""
MEASURE = """（{number}）清理第{number}段河道。到2027年，清理河道{length}公里以上。
推进第{number}段河道整治工程建设，建立河段巡查制度。
牵头单位：州水务局
责任单位：州生态环境局、各县市政府
"""
TAIL = """三、组织保障
各责任单位按年度报告进展。
"""
NUMBERS = "一二三四五六七八九十"


def short_plan(measures: int = 3) -> bytes:
    """A .txt with so many measures, up to ten, each with units, a target, a project and a mechanism."""
    body = "".join(MEASURE.format(number=NUMBERS[at], length=10 + at) for at in range(measures))
    return (HEAD + body + TAIL).encode()
