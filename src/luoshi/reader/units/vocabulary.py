"""Words on which the names of bodies end, whatever the document. The longest ending that is listed decides."""

import re
from collections.abc import Callable

Gap = Callable[[int], bool]
"""Tells whether white space, which the flow has dropped, stood just before a place."""

COLON = "[：:∶︰﹕]"
OPENING, CLOSING = "（(〔【[［﹝〖﹙", r"）)〕】\]］﹞〗﹚"
"""Brackets of every shape, ready for a character class: scans mix them."""

_AUTHORITIES = """
局 委 厅 部 署 办 政府 委员会 管委会 管理委 工委 党委 党组 党工委 纪委 监委 人大
政协 办公室 办公厅 委办 国务院 两院 机关 科室 处室 股室 分局 总局 街道 街道办 办事处 乡镇 镇街
街镇 镇办 乡办 村委会 居委会 村两委 部门 单位 机构 派出机构 人民团体 团体 群团 组织
各地 地区 地方
"""

_JOINT = """
指挥部 领导小组 工作小组 协调小组 推进小组 工作组 推进组 专项组 保障组 专责组 指导组
协调组 督导组 综合组 专班 联席会议 协调机制 领导机构
"""

_INSTITUTIONS = """
法院 检察院 总队 支队 大队 中队 调查队 执法队 消防队 海关 兵团 团场 农场 林场 牧场
武警 军区 军分区 警备区 人武部 中心 研究院 研究所 科学院 工程院 社科院 中科院 农科院
设计院 勘察院 规划院 大学 学院 党校 学校 高校 院校 职校 中学 小学 幼儿园 医院 保健院 卫生院 福利院
政协办 博物馆 图书馆 文化馆 档案馆 科技馆 美术馆 纪念馆 气象台 地震台 监测站 管理站
服务站 工作站 推广站 总站 管理处 管理所 服务处 服务所 事务处 事务所 监管处 派出所
税务所 司法所 电视台 广播台 总台 融媒体 报社 日报 日报社 新华社 出版社 通讯社 社区
"""

_ORGANISATIONS = """
团中央 总会 工会 总工会 妇联 团委 共青团 青团中央 残联 工商联 科协 文联 侨联 台联 社科联
作协 记协 贸促会 红十字会 法学会 老龄委 供销社 供销总社 联社 合作社 协会 学会 商会
联合会 促进会 研究会 基金会 理事会 同业公会 消委会 消协
"""

_ENTERPRISES = """
公司 集团 银行 支行 分行 总行 农发行 农行 工行 建行 中行 交行 人行 国开行 进出口行
信用社 企业 国企 央企 民企 法人 业主 运营商 电网 供电所 交易所 平台公司 城投 水投
交投
"""

_ZONES = """
园区 开发区 高新区 新区 经开区 度假区 示范区 管理区 试验区 保护区 自贸区 综保区
保税区 功能区 合作区 集聚区 工业区 集中区 产业园 科技园 工业园 物流园 产业区
"""

BODIES = frozenset((_AUTHORITIES + _JOINT + _INSTITUTIONS + _ORGANISATIONS + _ENTERPRISES + _ZONES).split())
"""Endings that make a name the name of a body."""

_PERHAPS = """
组 铁塔 电信 移动 联通 院 会 处 所 站 社 馆 台 校 队 行 司 室 团 师 班 乡
镇 村 市 县 区 州 旗 盟 省 军 港 机场 厂 矿 基地 平台 网 库 队伍 场 科 股 党组织 党支部 党总支
"""
PERHAPS = frozenset(_PERHAPS.split())
"""Endings that fit a body but many other things too."""

_OTHERS = """
社会 机会 盛会 大会 晚会 现场会 座谈会 推介会 展会 博览会 运动会 城市 都市 超市
门市 全县 全市 全省 全州 全区 我市 我县 我省 我区 我州 本市 本县 本省 本区 全国
片区 景区 灾区 库区 厂区 校区 小区 城区 郊区 山区 牧区 林区 街区 场所 厕所 住所
电站 车站 泵站 加油站 充电站 电厂 水厂 进行 运行 执行 实行 推行 发行 试行 先行
并行 现行 履行 通行 出行 暂行 用处 好处 到处 干部 内部 全部 外部 局部 东部 西部
中部 南部 北部 头部 底部 顶部 腹部 俱乐部 开办 举办 承办 主办 督办 创办 严办 查办
通办 代办 帮办 快办 即办 网办 评委 常委 互联网 因特网 新媒体 自媒体 水网 路网 管网
线上 市场 社会组织 合作组织 有组织 无组织 市中心 格局 布局 结局 分组 小组 重组 机组
信息平台 服务平台 学科 本科 专科 百科 内科 外科 儿科 牙科 理科 文科 工科 全科 控股 入股
"""
OTHERS = frozenset(_OTHERS.split())
"""Endings that look like one of the above and are none."""

LONGEST = 6
"""No ending above is longer."""


def any_of(words: str) -> str:
    """A pattern that matches any of these words, the longest first.

    >>> any_of("县 区县")
    '(?:区县|县)'
    """
    return f"(?:{'|'.join(map(re.escape, sorted(words.split(), key=len, reverse=True)))})"
