"""The general vocabulary of figures: units, words that reach, move and act. The only dictionary here."""

from luoshi.reader.reading import Comparator


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


PERCENT = ("%", "‰")
POINTS = ("个百分点", "百分点")
TIMES = ("倍",)

COUNTS = _listed(
    """
    个 家 条 所 座 处 项 名 位 户 套 台 辆 件 场 支 种 片 块 间 张 部 本 册 篇 首 架 艘 对 组 只 头 匹 羽 口
    株 棵 盏 根 份 宗 起 笔 单 例 人 门 款 幅 栋 幢 孔 眼 箱 桶 袋 瓶 尾 枚 列 节 次 课时 学时 人次 户次
    人日 台套 台次 架次 场次 班次 批次 件次 例次 车次 艘次 辆次 家次 标箱 标准箱 TEU 席 席位 座位 班 批
    """
)

AMOUNTS = _listed(
    """
    亩 公顷 平方公里 平方千米 平方米 平米 公里 千米 米 毫米 吨 公斤 千克 克 毫克 微克 斤 担 升 毫升 立方米
    立方 方 元 美元 欧元 千瓦 千瓦时 兆瓦 兆瓦时 吉瓦 瓦 千伏安 吨标准煤 吨标煤 吨二氧化碳 吨二氧化碳当量
    蒸吨 床 床位 学位 车位 泊位 岁 分 分贝 亩次 车公里 人公里 吨公里 标台 MW GW kW KW MWh kWh GWh kVA MVA
    EFLOPS PFLOPS PFlops EFlops P km km2 km² m2 m² m³ hm2 hm² mg ug μg dB TB PB EB Gbps Mbps Tbps
    """
)

SPANS = _listed(
    """
    个工作日 工作日 个月 小时 分钟 秒 天 年 周岁
    """
)
"""Units of time: a figure in them is a target only where something lasts or is shortened to it."""

PER = _listed(
    """
    立方米 标立方米 万平方公里 百平方公里 千平方公里 升 万元 元 吨 亩 公顷 平方公里 平方米 公里 百公里
    人 千人 万人 十万人 百人 户 百户
    千瓦时 千克 公斤 年 日 天 小时 月 次 台 辆 万辆 车公里 家 床 m³ m3 L 秒
    """
)
"""What an amount may be measured against (微克/立方米)."""

SCALES = _listed(
    """
    万亿 千亿 百亿 十亿 千万 百万 十万 百 千 万 亿
    """
)

OTHER_WORDS = {
    "方": "面式案针向位",
    "部": "门分委队",
    "位": "数于置居",
    "项": "目",
    "名": "录单称牌",
    "人": "才均口民",
    "分": "别之析区级类为",
    "节": "点能水约日庆",
    "口": "岸",
    "本": "地级科",
    "单": "位元一个",
    "家": "庭园电",
    "场": "所馆地景",
    "门": "类诊户票槛",
    "组": "织合团建长",
    "头": "部雁",
    "班": "子",
    "片": "区",
    "处": "理置于",
    "所": "有得在属",
    "座": "谈",
    "条": "例件",
    "首": "次个批位",
    "对": "口接照比标",
    "只": "有",
    "根": "据本",
    "起": "来",
    "例": "如会",
    "种": "植业养子质",
    "支": "持撑部援农教",
    "架": "构",
    "间": "接",
    "台": "账阶",
    "件": "事",
    "天": "然津",
    "升": "级",
    "户": "籍均外",
    "次": "数序",
    "度": "假",
    "批": "准发",
    "元": "素",
    "年": "度级代产均用",
}
"""Unit -> what follows it where the two are another word (3方面, 5项目)."""

_REACHES: dict[Comparator, tuple[str, ...]] = {
    ">=": _listed("达到 保持 维持 稳定保持 达至 达 不低于 不少于 不小于 不短于 不得低于 不得少于 至少 最少 ≥"),
    ">": _listed("超过 突破 超 高于 大于 多于 > 跨越 超越"),
    "<=": _listed("不高于 不超过 不超 不大于 不多于 不得超过 不得高于 不长于 最多 ≤"),
    "<": _listed("低于 小于 少于 <"),
    "approx": _listed("约 大约 约为 接近 近"),
}
REACHES = {word: comparator for comparator, listed in _REACHES.items() for word in listed}
"""Word before a figure -> comparator."""

_SUFFIXES: dict[Comparator, tuple[str, ...]] = {
    ">=": _listed("及以上 或以上 以上"),
    "<": _listed("及以下 以下"),
    "<=": _listed("以内 之内 内"),
    "approx": _listed("左右 上下"),
}
SUFFIXES = {word: comparator for comparator, listed in _SUFFIXES.items() for word in listed}
"""Word after a figure -> comparator."""

RISES = _listed(
    """
    提高 提升 增加 增 上升 升 扩大 扩 增长 发展 拓展 恢复 回升 改善 壮大 延长 推广 增强 跃升 扩增 扩容 扩充
    集聚 培育 建设 覆盖 发展壮大 延伸 优化 完善
    """
)

FALLS = _listed(
    """
    下降 降低 降 减少 减 压减 压缩 压降 缩短 缩小 缩减 控制 控 收窄 削减 回落 精简 压
    """
)

KEEPS = _listed(
    """
    稳定 保持 维持 巩固 稳 守住 落实
    """
)

GROWTHS = _listed(
    """
    增长 增加 增 提高 提升 上升 递增 增速 增幅 增长率 扩大 增产 增收 增效 涨幅 新增 提速 下浮 改善 下降 降低
    减少 压减 压降 压缩 缩减 缩短 削减 减 降 降幅 节约 精简 收窄 下降率 降低率
    """
)

ACTIONS = _listed(
    """
    新建 新打 改建 扩建 改扩建 新改扩建 新改建 续建 建成 建设 建立 建好 打造 创建 创成 培育 培养 培植 孵化 引进
    引育 招引 新增 增加 增设 实施 完成 改造 修复 治理 整治 整改 种植 栽植 栽种 营造 造林 绿化 推广 发展 扶持
    举办 承办 组织 开展 培训 选派 签约 开工 竣工 投产 达产 储备 谋划 认定 评选 选树 遴选 形成 淘汰 关闭 关停
    拆除 搬迁 减少 压减 削减 退出 转移 安置 帮扶 盘活 收储 供应 投放 投入 争取 落实 筹集 筹建 筹措 安排 发放
    配备 配置 布设 设置 设立 布局 覆盖 惠及 服务 接入 开通 开行 运营 回收 利用 消纳 处理 处置 生产 销售 出口
    接待 吸引 集聚 聚集 汇聚 转化 制定 制订 修订 编制 发布 推出 出版 申报 获批 入选 上市 纳入 保护 划定 巩固
    恢复 清理 排查 抽检 检查 监测 检测 更新 更换 购置 采购 安装 铺设 敷设 架设 整合 组建 成立 聘请 招聘 招录
    录用 评定 创评 实现 推进 推动 加快 抓好 支持 吸纳 带动 输送 提供 招收 招生 扩增 维修 修缮 加固 提升 补充
    配套 开发 建造 构建 聘任 选聘 引入 落地 减免 降低 节约 新造 完工 交付 举行 开设 增补 复垦 新认定 认证 登记 新培育
    饲养 养殖 抚育 改良 出栏 存栏 播种 选择 创办 兴办 疏浚 清淤 选拔 资助 退耕还林 退耕还草 退耕还林还草 开放 新修
    整修 制（修）订 新（改）建 新（改、扩）建 改（扩）建
    硬化 解决 促成 扩大 开建 启动 启用 投运 并网 升级 晋升 评审 签订 化解 分流
    """
)

MODALITIES = _listed(
    """
    力争 争取 确保 努力 保证 约束性 预期性
    """
)

MEASURES = _listed(
    """
    率 比例 比重 占比 总量 产量 产能 面积 里程 产值 总产值 增加值 收入 总收入 规模 数量 总数 人数 数 额 总额
    投资 支出 强度 浓度 指数 寿命 年限 容量 装机 保有量 存栏 出栏 存栏量 出栏量 拥有量 消费量 利用量 排放量
    用水量 用量 密度 满意度 覆盖面 蓄积量 库容 税收 营收 利润 消费 交易额 销售额 成本 时间 时限 价格 系数
    得分 盖度 能耗 水耗 距离 深度 水平 贡献率 吞吐量 周转量 资金 经费 总值 流量 算力 储备 岸线 能力 量 值 度
    期 消耗 长度 床位 学位 数占比 费用 贷款 余额
    """
)
"""Nouns that a figure measures; what the members of a list share ends in one of them."""
