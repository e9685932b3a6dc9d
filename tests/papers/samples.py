"""Papers as the plan office of a prefecture would circulate them: four lists and an adoption sheet."""

from datetime import UTC, date, datetime
from decimal import Decimal

from luoshi.papers.columns import Column, Group, Noted, Row
from luoshi.papers.document import Annex, Heading, Imprint, Paper, Paragraph, Signature, SmallPrint, Table
from luoshi.papers.sheets import Sheet, Workbook

AT = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
PLAN = "临夏州黄河上游绿色发展与区域协作实施方案（2024—2028年）"
CHAPTERS = {
    "一、筑牢黄河上游生态屏障": [
        "（一）推进水土流失综合治理",
        "（二）强化黄河干流及洮河、大夏河、湟水河流域水环境保护",
        "（三）实施国土绿化行动",
    ],
    "二、完善基础设施互联互通": ["（一）畅通对外综合运输通道", "（二）建设州级水网", "（三）推进新型基础设施建设"],
    "三、发展特色优势产业": ["（一）做强牛羊产业全产业链", "（二）做精高原夏菜和食用菌", "（三）提升文旅融合水平"],
    "四、促进公共服务共建共享": ["（一）共享优质教育资源", "（二）推进医疗联合体建设", "（三）健全社会保障协作机制"],
}
TASKS = [
    "编制完成州级水网建设规划，明确骨干工程布局、分年度建设内容和投资来源，报省水利厅审查后印发实施",
    (
        "以刘家峡、盐锅峡、八盘峡库区为重点，实施沿黄坡耕地综合治理、淤地坝除险加固和小流域综合治理项目，"
        "新增水土流失治理面积；建立水土保持监测站点数据按月共享机制，做到治理一片、验收一片、移交一片，"
        "并将管护责任落实到乡镇、村组和护林护草人员，年底前完成国家和省级下达的年度治理任务"
    ),
    "开通州、县两级医院检查检验结果互认平台，首批互认项目不少于100项",
    "建成80个农村互助幸福院",
    "完成折红二级公路、S230线东乡段等国省干线灾毁路段修复，年内完成交工验收",
    (
        "支持康美、燎原等龙头企业扩大精深加工规模，推动养殖、屠宰、冷链、皮毛、餐饮各环节向“东乡贡羊”"
        "“和政羊”等区域公用品牌集中，力争全产业链产值年均增长10%以上"
    ),
]
UNITS = [
    "州发展改革委",
    "州水务局",
    "州交通运输局",
    "州农业农村局",
    "州卫生健康委",
    "州生态环境局",
    "州教育局",
    "州文旅局",
]
HELPERS = [
    "州财政局、州自然资源局，各县市政府",
    "州林草局、州应急局、州大数据中心，临夏市、临夏县、东乡县、永靖县政府",
    "各县市政府",
    "州财政局、州人社局、州医保局、州民政局、州残联，各县市政府，临夏经开区管委会",
]


def measures() -> list[tuple[str, str]]:
    return [(chapter, measure) for chapter, listed in CHAPTERS.items() for measure in listed]


def task_rows(count: int = 60) -> list[Row]:
    places = measures()
    rows: list[Row] = []
    for index in range(count):
        chapter, measure = places[index * len(places) // count]
        due = date(2026, index % 12 + 1, 28) if index % 4 else None
        when = due if due else Noted("长期坚持", "原文没有写明时限，经州发展改革委确认为长期任务。")
        lead = "、".join(UNITS[(index + step) % len(UNITS)] for step in range(1 + index % 3))
        rows.append((index + 1, chapter, measure, TASKS[index % len(TASKS)], lead, HELPERS[index % len(HELPERS)], when))
    return rows


def task_sheet() -> Sheet:
    return Sheet(
        name="任务清单",
        title=f"{PLAN}任务清单",
        subtitle="（2026年度）",
        note_left="填报单位：州发展改革委",
        note_right="数据截至2026年6月30日",
        columns=(
            Column("序号", "serial"),
            Column("章", "wrap", width=6, merge_repeats=True),
            Column("举措", "wrap", width=9, merge_repeats=True),
            Column("任务内容", "wrap"),
            Column("牵头单位", "wrap", note="排在第一位的为总牵头单位。", note_below=True),
            Column("责任单位", "wrap"),
            Column("完成时限", "date", note="原文没有写明时限的，由牵头单位提出、州政府办公室审定。"),
        ),
        rows=task_rows(),
        footnotes=("“各县市政府”指临夏市、临夏县、康乐县、永靖县、广河县、和政县、东乡县、积石山县政府。",),
        freeze_columns=1,
    )


def duty_sheet() -> Sheet:
    rows: list[Row | Group] = []
    for unit in UNITS[:4]:
        rows.append(Group(f"{unit}（牵头 {3} 项，配合 {2} 项）"))
        for index in range(5):
            role = "牵头" if index < 3 else "配合"
            rows.append(
                (index + 1, role, measures()[index * 2][1], TASKS[(index + 1) % len(TASKS)], date(2026, 12, 31))
            )
    return Sheet(
        name="责任清单",
        title=f"{PLAN}责任清单",
        note_right="数据截至2026年6月30日",
        columns=(
            Column("序号", "serial"),
            Column("分工", merge_repeats=True),
            Column("举措", "wrap", merge_repeats=True),
            Column("任务内容", "wrap"),
            Column("完成时限", "date"),
        ),
        rows=rows,
        landscape=False,
    )


def project_sheet() -> Sheet:
    names = [
        ("兰州至合作铁路临夏段", "续建", "临夏市、临夏县、和政县", "12560000.50", 2020, 2026, "3120000", "61.5"),
        ("引黄济临供水工程", "续建", "永靖县、东乡县", "1280000", 2022, 2027, "260000", "38"),
        ("东乡县百和水库除险加固", "新建", "东乡县", "8650.25", 2026, 2027, "5000", "0"),
        ("临夏州智慧河湖监管系统一期", "新建", "州级", "2980", 2026, 2026, "2980", "12.75"),
        ("和政羊精深加工产业园", "前期", "和政县", "45000", 2027, 2028, "", ""),
    ]
    rows: list[Row] = [
        (number, name, stage, place, Decimal(total), first, last, Decimal(year) if year else None,
         Decimal(done) if done else "—")
        for number, (name, stage, place, total, first, last, year, done) in enumerate(names * 4, 1)
    ]  # fmt: skip
    return Sheet(
        name="项目清单",
        title="临夏州2026年重大项目清单",
        note_left="填报单位：州发展改革委",
        note_right="资金为调度口径",
        columns=(
            Column("序号", "serial"),
            Column("项目名称", "wrap"),
            Column("阶段"),
            Column("建设地点", "wrap"),
            Column("总投资", "number", unit="万元"),
            Column("开工", "serial", above="建设年限"),
            Column("完工", "serial", above="建设年限"),
            Column("年度计划投资", "number", unit="万元"),
            Column("形象进度", "percent", note="已验收工程量与总工程量之比。", note_below=True),
        ),
        rows=rows,
        total=("", "合计", "", "", Decimal("55586522.99"), "", "", Decimal("13551920"), ""),
    )


def target_sheet() -> Sheet:
    named = [
        ("地区生产总值年均增长", "%", "6.8", "7", "≥7", "预期性", "州统计局"),
        ("森林覆盖率", "%", "13.6", "15", "≥15", "约束性", "州林草局"),
        ("万元地区生产总值能耗降低", "%", "—", "另行下达", "另行下达", "约束性", "州发展改革委"),
        ("省级现代农业产业园", "个", "6", "8—10", "8—10", "预期性", "州农业农村局"),
        ("农村居民人均可支配收入", "元", "11234", "15600", "15600左右", "预期性", "州农业农村局"),
        ("地表水达到或好于Ⅲ类水体比例", "%", "100", "100", "100", "约束性", "州生态环境局"),
        ("营造林面积（累计）", "万亩", "52.35", "90", "≥90", "", "州林草局"),
        ("“三品一标”农产品产量占比", "%", "38.5", "42", "≥42", "", "州农业农村局"),
    ]
    rows: list[Row] = [
        (number, name, unit, figure(base), figure(due), printed, nature or Noted("", "原文没有标明，待审定。"), owner)
        for number, (name, unit, base, due, printed, nature, owner) in enumerate(named, 1)
    ]
    return Sheet(
        name="指标清单",
        title=f"{PLAN}指标清单",
        columns=(
            Column("序号", "serial"),
            Column("指标名称", "wrap"),
            Column("单位"),
            Column("2023年基数", "number"),
            Column("2028年", "number", above="目标值"),
            Column("原文", "text", above="目标值"),
            Column("属性"),
            Column("责任单位"),
        ),
        rows=rows,
        footnotes=("“另行下达”的指标以省上当年下达的为准。",),
        landscape=False,
    )


def figure(text: str) -> Decimal | str:
    return Decimal(text) if text.replace(".", "").isdecimal() else text


def lists() -> Workbook:
    return Workbook("三个清单", (task_sheet(), duty_sheet(), project_sheet(), target_sheet()), "临夏州发展改革委")


def adoption() -> Paper:
    """The sheet that lists what was adopted."""
    rows = [
        (number, measure, TASKS[number % len(TASKS)], UNITS[number % len(UNITS)], HELPERS[number % len(HELPERS)])
        for number, (_, measure) in enumerate((measures() * 4)[:40], 1)
    ]
    columns = (
        Column("序号", "serial"),
        Column("举措", "wrap", merge_repeats=True),
        Column("内容", "wrap"),
        Column("牵头单位", "wrap"),
        Column("责任单位", "wrap"),
    )
    return Paper(
        title=f"{PLAN}审定表",
        number="编号：临州审〔2026〕3号",
        blocks=[
            Paragraph(
                "临夏州发展改革委对照原文逐项核对了系统读取的举措、责任单位、指标和项目，现予审定。"
                "审定后，表内所列事项自2026年12月1日起作为任务分解、督查和考核的依据。"
            ),
            Heading("一、审定范围"),
            Paragraph("共12项举措、49项指标、260个项目。", lead=Heading("（一）举措、指标和项目。", 2)),
            Paragraph("原文没有写明时限的举措31项，由牵头单位提出、审定人确认。", lead=Heading("（二）补充事项。", 2)),
            Heading("二、审定的举措"),
            Table(columns, rows, title="表1　审定的举措", footnotes=("责任单位按原文次序。", "内容有删节。")),
            Heading("三、审定的指标"),
            Table(
                (Column("指标", "wrap"), Column("单位"), Column("2028年", "number"), Column("属性")),
                [("森林覆盖率", "%", Decimal("15"), "约束性"), ("省级现代农业产业园", "个", "8—10", "预期性")],
                title="表2　审定的指标",
                unit_note="数据截至2026年6月30日",
                rules="three",
                size=12,
            ),
            Heading("四、审定"),
            Signature("审定意见", "同意。请各牵头单位于12月15日前报送年度任务分解。", "州政府办公室　马文山", AT),
            Signature("会签意见"),
            SmallPrint(
                (
                    ("原文摘要（SHA-256）", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
                    ("审计链头", "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752（第1024条）"),
                )
            ),
        ],
        issuer="临夏回族自治州人民政府办公室",
        on=date(2026, 11, 24),
    )


def notice() -> Paper:
    """A notice with everything that GB/T 9704 knows."""
    return Paper(
        title=f"临夏回族自治州人民政府办公室关于印发《{PLAN}》任务清单的通知",
        mark="临夏回族自治州人民政府办公室文件",
        number="临州办发〔2026〕65号",
        addressee="各县市人民政府，州政府各部门，省属在临各单位",
        blocks=[
            Paragraph("《任务清单》已经州政府同意，现印发给你们，请结合各自实际，认真贯彻落实。"),
            Heading("一、总体要求"),
            Paragraph("各县市、各部门要把任务清单纳入年度工作，逐项明确责任人和完成时限。" * 6),
            Heading("（一）压实责任", 2),
            Paragraph("牵头单位对任务负总责，责任单位按职责分工负责。" * 4),
            Heading("1. 按月调度", 3),
            Paragraph("每月25日前报送进展和佐证材料。" * 8),
            Heading("（1）报送方式", 4),
            Paragraph("通过系统报送，不再另行报送纸质材料。" * 20),
        ],
        annexes=[
            Annex("2026年度任务清单", [Table(task_sheet().columns, task_rows(24))], landscape=True),
            Annex("报送要求", [Heading("一、报送时间"), Paragraph("每月25日前。")]),
        ],
        issuer="临夏回族自治州人民政府办公室",
        on=date(2026, 6, 30),
        remark="此件公开发布",
        imprint=Imprint(
            "临夏回族自治州人民政府办公室", date(2026, 7, 1), "州委各部门，州人大常委会办公室，州政协办公室"
        ),
    )
