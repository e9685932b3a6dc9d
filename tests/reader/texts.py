"""Documents of our own for the reader's tests; all places, units and figures are invented."""

from luoshi.reader.errors import UnreadableFile
from luoshi.reader.formats import source_of

NOTICE = """\
青河县人民政府文件
青政发〔2026〕12号
青河县人民政府关于印发青河县“十五五”节水行动实施方案的通知
各乡镇人民政府，县政府各部门、各直属机构：
现将《青河县“十五五”节水行动实施方案》印发给你们，请结合各自职责，认真抓好贯彻执行。
青河县人民政府
2026年3月9日
青河县“十五五”节水行动实施方案
为贯彻落实节水优先方针，推进水资源节约集约利用，根据省、市有关规定，制定本方案。
一、总体要求
（一）指导思想。坚持以水定城、以水定地，把水资源作为最大的刚性约束，提升水资源利用效率。
（二）主要目标。到2030年，全县用水总量控制在1.2亿立方米以内，灌溉水有效利用系数提高到0.62以上。
二、重点任务
（一）推进农业节水增效
1.建设高标准农田。推广喷灌、微灌技术，新建高标准农田5万亩，实施灌区续建配套工程。
牵头单位：县农业农村局
责任单位：县水利局、县财政局，各乡镇人民政府
2.健全农业水价形成机制。落实节水奖励，推动灌区按方收费、计量到户，保障工程运行。
牵头单位：县发展改革局
责任单位：县水利局、县财政局
（二）推进工业节水减排。支持园区建设中水回用设施，推动重点企业开展测试，培育节水型企业10家以上。
牵头单位：县工业和信息化局
责任单位：县水利局、青河工业园区管委会
三、保障措施
（一）加强组织领导。建立节水工作联席会议制度，研究解决重大问题，各乡镇要明确专人负责。
（二）强化监督考核。县水利局要会同有关部门调度进展，年底将完成情况向县政府报告。
"""
"""A notice and its plan: labels, run-in headings, four facts of every kind."""


def _wrapped(text: str, width: int, lines_per_page: int) -> str:
    """The text as a PDF gives it: indented, cut at a width, with page numbers."""
    lines: list[str] = []
    for paragraph in text.strip().split("\n"):
        indent = "　　" if len(paragraph) > 20 or paragraph[0] in "（12牵责" or paragraph[1] == "、" else ""
        indented = indent + paragraph
        lines += [indented[start : start + width] for start in range(0, len(indented), width)]
    pages = [lines[start : start + lines_per_page] for start in range(0, len(lines), lines_per_page)]
    return "\n".join("\n".join(page) + f"\n— {number} —" for number, page in enumerate(pages, 1))


HARD_WRAPPED = _wrapped(NOTICE, 28, 22)

FLATTENED = """\
丰收县冬季清洁取暖实施方案
为改善空气质量，保障群众温暖过冬，制定本方案。
一、总体要求
（一）指导思想
以改善空气质量为核心，坚持因地制宜、多能互补，稳步推进清洁取暖。
（二）工作目标
到2027年，全县清洁取暖率达到85%以上，完成改造3万户。
二、重点任务
（一）推进热源建设
加快热电联产机组改造，新建区域锅炉房2座，新增供热面积60万平方米。
牵头单位：县住房城乡建设局
责任单位：县发展改革局、各乡镇人民政府
（二）实施管网改造工程
统筹推进老旧供热管网更新，改造管网20公里。
牵头单位：县住房城乡建设局
责任单位：各乡镇人民政府
（三）提升用户能效水平
实施建筑节能改造，推广分户计量。
牵头单位：县住房城乡建设局
责任单位：县财政局
三、保障措施
1.加强组织领导。成立工作专班，定期调度。
2.强化督查考核。将完成情况纳入年度考核。
"""


def outcome(data: bytes, name: str) -> str:
    """`read`, or the kind of the error."""
    try:
        source_of(data, name)
    except UnreadableFile as error:
        return error.kind
    return "read"
