"""How words stand around a figure: patterns built from the vocabulary, each compiled once."""

import re

from luoshi.reader.targets import words
from luoshi.reader.targets.quantities import any_of

Match = re.Match[str]

_REACH = any_of(words.REACHES)
_RISE, _FALL, _KEEP = any_of(words.RISES), any_of(words.FALLS), any_of(words.KEEPS)
_HEDGE = r"(?:(?<![节集条契])约|大约|约为|接近|(?<![最附邻远将亲])近)"
_ADVERB = (
    r"(?:年均|平均每年|年平均|每年|(?<![0-9上去本今全])年|分别|累计|平均|同比|环比|力争|实现|稳定|稳步|再|合计|共|净|可比价|现价|各|均|都"
    r"|原则上|总体|基本|有望|逐年|至少|要|应|须|将)"
)
_MOVED = rf"(?:{_RISE}|{_FALL}|{_KEEP})(?:并稳定|并保持|稳定|保持)?(?:到|至|在|达到|达|为|成|实现)"
_OF = r"(?P<of>[\u4e00-\u9fff]{2,12}的)?"
_OVER = (
    r"(?:全[省市州县国区盟]|[\u4e00-\u9fff]{0,8}(?:平均|同期|经济|GDP|财政|收入)|上年|上一年|去年|同期)"
    r"[\u4e00-\u9fffA-Z]{0,8}"
)
_YEAR = r"20[0-9]{2}年"
_EDGE = r"(?:年?[底末]|[0-9]{1,2}月(?:[0-9]{1,2}日)?底?)?(?:以?前|之前)?"

REACH_WIDTH = 28
"""How far before a figure the words that reach it may begin."""

HEDGE = re.compile(rf"{_HEDGE}$")
OWN_YEAR = re.compile(rf"{_YEAR}[底末]?的?$")
"""…提高到2025年的48%."""

LEVEL = re.compile(
    rf"{_ADVERB}*(?:(?P<moved>{_MOVED})(?P<reach>{_REACH})?|(?P<only>(?:{_REACH}))(?:{_REACH})?|(?P<made>(?:基本)?实现))(?:{_HEDGE})?{_OF}$"
)
"""…达到, …提高到, …控制在, …不低于 at the end of what stands before a figure."""

GROWTH = re.compile(
    rf"(?P<adverbs>(?:{_ADVERB})*)(?P<verb>{any_of(words.GROWTHS)})(?:了|幅度|幅|率|速度)?"
    rf"(?:(?P<reach>{_REACH})|力争|保持在|控制在|稳定在|至少|在|为)*$"
)
"""…年均增长, …下降 at the end of what stands before a figure."""

OVER = re.compile(rf"(?P<adverbs>(?:{_ADVERB})*)(?P<verb>高于|快于|高出|低于|超过|领先)(?:{_OVER})$")
"""…高于全省平均水平 at the end of what stands before a figure in points."""

ANYTHING_END = re.compile(r"(?P<adverbs>(?:实现|力争|再)*)$")
SIZED = re.compile(r"[\u4e00-\u9fff]{0,8}[0-9.]+[\u4e00-\u9fff]{1,6}?(?:及?以[上下])?的")
"""A size before the noun (200张床位以上的医院)."""
ACTION = re.compile(any_of(words.ACTIONS))
BUILDS_ONLY = re.compile("(?:其中|新建|改造|提升|新增|扩建|改建|改扩建|续建|完成)+")
ACHIEVED = re.compile(
    "(?:实施|进行|开展)[\u4e00-\u9fff]{0,6}(?:改造|整治|治理|修复|提升|加固)$|(?:全面|全部|基本|如期)(?:建成|完成|竣工|投产|投用|开工|通车)(?:投用|投产|运营)?$"
)
"""首批100个示范社区全面建成: what is achieved stands before its verb."""
BUILD = re.compile(
    r"新建|建成|建设|打造|创建|培育|引进|新增|完成|改造|实施|布局|形成|认定|开工|举办|创成|改建|推进|组建|打通|选树|评选"
)
CHANGE = re.compile(
    r"(?:压减|压缩|减少|降低|削减|节约|缩短|精简|提高|提升|增加|下降|降)(?P<noun>[\u4e00-\u9fff]{2,20})"
)
FALLING = re.compile(rf"(?:{_FALL}|降幅|收窄|节约|减排)")
MEASURE_END = re.compile(rf"(?:{any_of(words.MEASURES)})$")
LIMITED = re.compile(
    r"(?:失业率|死亡率|发病率|患病率|漏损率|受害率|成灾率|流失率|辍学率|浓度|排放(?:总量|量)|用水总量|用水量|能耗|消费总量|综合指数|不良率|负债率|赤字率"
    r"|价格指数|涨幅|时限|办理时间|响应时间|超标率|违法率)$"
)
"""Indicators for which less is better: a bare figure is a ceiling."""
PER_HEAD = re.compile(r"每(?:千|万|百|十万|百万|亿|名|个|位|村|所|户)|人均|户均|亩均|地均|单位")
SHARED_TAIL = re.compile(
    rf"(?:重点工程|减排|削减|种植|播种|饲养|养殖|栽培|生产|加工|销售|消费|使用|利用|处理|治理|居民|人均|年均|总|平均|综合|常住|可支配|户均|规模以上|排放|规模化)*(?:{any_of(words.MEASURES)})+$"
)
ANNUAL = re.compile(r"年均|平均每年|年平均|每年|年$")
FROM = re.compile(rf"(?:由|从)(?P<when>(?:目前|现在|现有|当前|(?:上年|{_YEAR})[末底]?)?的?)$")
COMPARED = re.compile(
    rf"[，,]?(?:比|较|与|在)?(?P<base>{_YEAR})[末底]?(?:相比|的?基础上(?:再)?)?[，,]?$"
    r"|(?:比|较)(?:目前|上年|去年|上一年|同期|全[国省市]平均水平|[\u4e00-\u9fff“”]{2,8}(?:末|期末|平均水平|同期))$"
)
COMPARED_IN = re.compile(
    rf"(?:比|较|与|在){_YEAR}[末底]?(?:相比|的?基础上(?:再)?)?|(?:比|较)“?十[一二三四]五”?(?:期?末|时期)?|[比较](?:上年|去年)(?:同期)?$"
)
MODALITY = re.compile("|".join(words.MODALITIES))
NOUN = re.compile(r"的?[\u4e00-\u9fffA-Za-z“]")
AIM = re.compile(r"的?(?:目标|任务|要求|水平|标准$|预期)")
AIMED = re.compile(r"^的?[\u4e00-\u9fff]{0,4}(?:目标|任务|水平)$")
LINK = re.compile(r"(?:为|是|[:：])$")
PLAIN = re.compile(r"(?:现有|共有|共|有|设有|位于|涉及|具有|属于|建于|位居)")
PORTION = re.compile(
    r"的?(?P<what>[\u4e00-\u9fff]{2,14}?(?:达到|建成|实现|完成|建有|开展|配备|纳入|用上|通|设有|建立|具备|覆盖|得到|符合|创建|消除|解决|参加|享受|接入|使用|采用|签订|安装|拥有|成为|有)"
    r"[\u4e00-\u9fffA-Z“”\"]*)"
)
EACH = re.compile(r"每(?![年个村乡镇县社校市区])[\u4e00-\u9fff]{0,3}$")
"""每吸纳1人: the unit of a reward."""
COVERING = re.compile(r"(?:覆盖|惠及)$")
STRIVING = re.compile(r"(?:力争|争取|确保|努力)(?:达到|实现|增长|完成|下降)?$")
SERVED = re.compile(
    r"(?P<who>[\u4e00-\u9fff“”、]{2,20}?)(?:免费|无偿|集中|统一|上门)?(?:提供|实施|开展|完成|发放|解决|办理|配备|进行|购买|落实|适配|建立)"
)
SPOKEN_OF = re.compile(
    r"(?:全[省市州县区国]|其余|其他|剩余|该|这|上述|围绕|聚焦|涉及|(?<!成|完|建)对|分为|[是有]|经|向|从|在)$"
)
ABSTRACT = re.compile(
    r"的?(?:部门|单位|成员单位|省区|省份|国家和地区|方面|环节|阶段|层面|维度|关键|重点(?:领域|任务|环节|方向)|领域|步骤|目标|原则|要素|转变|转型|统一|统筹|度|革命|意识|结合|一[批律体])"
)

TIME_LEAD = re.compile(
    rf"(?:[，、：；—\-]|并|且|其中|(?:到|至|力争到|争取到)?{_YEAR}{_EDGE}(?=[\u4e00-\u9fff])|以及|[和及与])+"
)
LEAD_IN = re.compile(
    rf"(?:(?:到|至|截至|力争到|争取到|在|于|从|自)?{_YEAR}(?:起|{_EDGE})|[0-9一二三四五六七八九十]{{1,2}}年(?:之)?内"
    rf"|20[0-9]{{2}}年?[-—–~至到]{{1,2}}{_YEAR}(?:期间)?"
    r"|(?:到|在)?[“\"]?十[一二三四五六]五[”\"]?(?:期间|时期|期?末|规划期)?|今年|年内|本年度|全年|年底前|每年|未来[0-9一二三四五]年"
    r"|(?:力争)?(?:用|利用|通过)?[0-9一二三四五六七八九十]年(?:左右)?的?(?:时间|之?内|努力)"
    r"|力争|争取|确保|努力|保证|使|实现|推动|促进|保持|其中|包括|同时|且|并|而|以及|及|和|与|也|还|要|将|应|须|以(?!上|下|内)|按|达到"
    r"|全(?:州|市|县|区|省|乡|镇|域|旗|盟|国|系统|社会(?!研|用电|固定)|年)|我(?:省|市|县|区|州|盟|旗)|各(?:县市区?|市州|县区|乡镇)|区域内|辖区内"
    r"|[一二三四五六七八九十两]年(?=累计|共|新增|完成|新建|改造|建设|实施|城镇)|累计|计划|预计|目标|基本(?=实现|完成|建成|形成|消除)|逐步|总体上?|主要是"
    r"|(?:于|在|到|至)?(?:[0-9]{1,2}月(?:[0-9]{1,2}日|[上中下]旬)?[底末]?之?前|(?:年底|[上下]半年|第?[一二三四]季度[底末]?)之?前)|[，、：；。]|[-—]+)+"
)
"""What stands before the subject of a clause and is not part of it."""

PAST = re.compile(
    r"已(?!有[^，。；]{0,6}基础)|(?<![从由在以较比])目前|现有|截至|截止|曾|过去|以来|(?<![比较与])去年|(?<![比较与])上年(?!度?目标)|原有|位居|居全|荣获|荣膺|分别为|共有"
    r"|较上年同期|同比(?:增长|下降|提高|增加)了|[“\"]?十[一二三]五[”\"]?(?:期间|时期|末)"
)
FORWARD = re.compile(
    r"力争|争取|确保|努力|计划|目标|将|拟|预计|到20[2-9]|(?<!截)至20[2-9]|底前|末前|年内|今后|未来|每年"
)
PAST_TITLE = re.compile(
    r"现状|成效|成就|成绩|回顾|形势|背景|完成情况|进展|主要问题|存在问题|问题与|概况|基本情况|机遇|挑战|(?<![夯打牢实])发展基础"
    r"|现实基础|工作基础|产业基础$|基础条件|发展环境|回眸"
)
GOAL_TITLE = re.compile(r"目标|指标")

GRANTED = re.compile(
    r"给予|奖励|补助|补贴|资助|奖补|奖金|罚款|处以|注册资本|贴息|报销|一次性(?=给予|奖|补|资助|[0-9])|最高(?!水平)|上限|封顶|起征"
    r"|按照?每|按照?[^，。；]{0,16}(?:比例|标准)|按照?不[高低超]|贷款(?:额度|期限)|年化利率|免征|减征|税率|定额|缴纳|收费标准|每[人户亩]每[年月天]"
)
"""What makes a sum or a share a rule about money, not a target."""
ELIGIBLE = re.compile(r"不满|年满|未满|^凡|任职满|工作满|从业(?:满|年限|经历)|每分|扣分|扣减|权重")
"""What makes a figure a rule about who may take part or how marks are given."""
ELIGIBLE_AFTER = re.compile(
    r"的?(?:比例|标准)?(?:给予|予以)?的?(?:奖励|补助|补贴|资助|奖补|奖金|罚款|资金支持|资金补助|支持资金|贴息|扶持资金|处罚|的标准|的比例(?:给|予|安|补|提|配|收))"
)
OFTEN = re.compile("每(?:周|旬|半?月|季度?|半年|天|日|两月)[^，。；]{0,8}$")
"""每月不少于2次: how often something is done."""

ORGANISED = re.compile(r"领导小组|任组长|工作组|专班|联络员|分管领导|专职人员|信息员")
MEETING = re.compile(
    r"召开|调度|通报|报送|上报|汇报|例会|会商|会议|听取|督查|督导|巡查|巡河|暗访|检查|抽查|走访|报告|专题研究|反馈"
)
SPECIFIED = re.compile(
    r"(?:总投资|^计划投资|^投资|概算|估算|占地|占地面积|总占地|规划面积|建筑面积|总建筑面积|全长|总长|总长度|长约|日处理|年处理|年产|日产|处理能力"
    r"|总库容|总装机|装机|装机容量|装机规模|建设面积|建设规模|投资规模|宽|高|深|直径|半径|电压)(?:约|达|近|为|达到|超|超过|约为)?$"
)
"""What describes one work (总投资5亿元, 年产3万吨) where a verb of action stands before it."""
OF_WORKS = re.compile(r"[^，。；]{2,40}?(?:等[^，。；、]{0,6})?(?:项目|工程|电站)(?![0-9])")
"""…20万吨锂电铜箔等重点项目: the size of one work of a list."""
SMALLEST = re.compile("[\u4e00-\u9fff]{0,4}?(?:村|屯|嘎查|社区|聚居点|安置点|企业|单位|学校|医院)")
"""30户以上自然村: how large a village, an employer or a school must at least be to be meant."""
PART_DONE = re.compile("(?:完成|实现)$")
DIMENSION = re.compile("水深|宽|高|深|长|级|直径|口径")
ADDED = re.compile(r"(?:每?年)?(?:新增|形成)")

DESCRIBED = re.compile(r"全覆盖的|已|持续巩固")


def unhedged(region: str) -> tuple[str, bool]:
    """What stands before a figure without 约 at its end, and whether it was there.

    >>> unhedged("建成公路约"), unhedged("节约")
    (('建成公路', True), ('节约', False))
    """
    found = HEDGE.search(region)
    return (region[: found.start()], True) if found else (region, False)
