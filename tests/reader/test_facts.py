"""Document facts: kind, number, title, issuer, date, addressees, period; and the 密级."""

import pytest

from luoshi.reader import read_text
from luoshi.reader.dates import iso_date, period_in
from luoshi.reader.errors import SecretDocument
from luoshi.reader.reading import Facts, Period
from tests.reader.texts import FLATTENED, HARD_WRAPPED, NOTICE

BODY = "一、任务\n（一）治水。加强治理，推进节水。\n"


def facts(head: str, body: str = BODY) -> Facts:
    return read_text(f"{head}\n{body}").document


def test_a_notice_and_the_plan_it_encloses() -> None:
    assert read_text(NOTICE).document == Facts(
        kind="方案",
        number="青政发〔2026〕12号",
        title="青河县“十五五”节水行动实施方案",
        issuer="青河县人民政府",
        date="2026-03-09",
        addressees=("各乡镇人民政府", "县政府各部门", "各直属机构"),
        period=Period(2026, 2030),
    )


def test_the_same_facts_from_wrapped_and_from_flattened_text() -> None:
    assert read_text(HARD_WRAPPED).document == read_text(NOTICE).document
    for space in ("", " "):
        assert read_text(NOTICE.replace("\n", space)).document == read_text(NOTICE).document


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("临州办发〔2022〕65号", "临州办发〔2022〕65号"),
        ("青政办[2022]5号", "青政办〔2022〕5号"),
        ("环大气(2024)6号", "环大气〔2024〕6号"),
        ("邓政办【2018】127号", "邓政办〔2018〕127号"),
        ("甘政办发﹝2021﹞089号", "甘政办发〔2021〕89号"),
        ("发文字号：甲政发〔2024〕 3 号", "甲政发〔2024〕3号"),
        ("（甲政发〔2024〕3号）", "甲政发〔2024〕3号"),
        ("甲政发〔2024〕3号　　签发人：王某", "甲政发〔2024〕3号"),
        ("根据甲政发〔2024〕3号文件精神", None),
        ("甲政发〔2024〕号", None),
    ],
)
def test_the_number_is_normalised(printed: str, number: str | None) -> None:
    assert facts(f"{printed}\n甲县节水实施方案").number == number


@pytest.mark.parametrize(
    ("head", "title", "kind"),
    [
        ("甲县人民政府关于加快节水工作的实施意见", "甲县人民政府关于加快节水工作的实施意见", "意见"),
        ("甲县“十五五”水利发展规划", "甲县“十五五”水利发展规划", "规划"),
        ("甲县节水三年行动计划\n（2024—2026年）", "甲县节水三年行动计划（2024—2026年）", "计划"),
        ("甲县节约用水管理办法（试行）", "甲县节约用水管理办法（试行）", "办法"),
        ("甲县水库建设协调会议纪要", "甲县水库建设协调会议纪要", "纪要"),
        ("甲县2026年重点任务清单", "甲县2026年重点任务清单", "清单"),
        ("关于做好2026年节水工作的通知", "关于做好2026年节水工作的通知", "通知"),
        ("关于印发《甲县节水方案》的通知", "甲县节水方案", "方案"),
        ("甲县政府关于转发县水利局关于印发甲县节水办法的通知的通知", "甲县节水办法", "办法"),
        (
            "甲县人民政府关于\n印发甲县推进节水建设\n实施方案的通知",
            "甲县推进节水建设实施方案",
            "方案",
        ),
        ("甲县国民经济和社会发展第十五个五年规划纲要", "甲县国民经济和社会发展第十五个五年规划纲要", "规划"),
        ("甲县节水工作概况说明", "甲县节水工作概况说明", None),
        ("# 甲县节水实施方案", "甲县节水实施方案", "方案"),
    ],
)
def test_title_and_kind_are_those_of_the_plan_itself(head: str, title: str, kind: str | None) -> None:
    found = facts(head)
    assert (found.title, found.kind) == (title, kind)


def test_text_that_begins_with_a_heading_has_no_title() -> None:
    reading = read_text(BODY)
    assert reading.document.title is None
    assert "no_title" in [row.kind for row in reading.problems]


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2022年7月4日", "2022-07-04"),
        ("2022年07月04日", "2022-07-04"),
        ("二〇二二年七月四日", "2022-07-04"),
        ("二○二二年七月四日", "2022-07-04"),
        ("二零二四年十二月三十一日", "2024-12-31"),
        ("２０２２年７月４日", "2022-07-04"),
        ("2024-02-29", "2024-02-29"),
        ("2022年2月30日", None),
        ("2022年13月1日", None),
        ("2022年", None),
    ],
)
def test_dates(printed: str, iso: str | None) -> None:
    assert iso_date(printed) == iso


def test_a_date_that_does_not_exist_stays_empty_and_is_reported() -> None:
    reading = read_text(NOTICE.replace("2026年3月9日", "2026年2月30日"))
    assert reading.document.date is None
    row = next(row for row in reading.problems if row.kind == "invalid_date")
    assert reading.text[row.start : row.end] == "2026年2月30日"


def test_the_signature_at_the_end_counts_and_belongs_to_no_heading() -> None:
    signed = "甲县水利局\n甲县财政局\n2026年5月6日\n抄送：县委办公室。\n甲县水利局办公室 2026年5月7日印发\n"
    text = f"甲县节水实施方案\n{BODY}{signed}"
    reading = read_text(text)
    assert (reading.document.issuer, reading.document.date) == ("甲县水利局、甲县财政局", "2026-05-06")


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("甲县人民政府文件\n甲县节水方案", "甲县人民政府"),
        ("甲县水利局关于印发节水方案的通知", "甲县水利局"),
        ("甲县水利局 甲县财政局关于印发节水方案的通知", "甲县水利局、甲县财政局"),
        ("发文机关：甲县水利局\n甲县节水方案", "甲县水利局"),
        ("甲县节水方案", None),
    ],
)
def test_the_issuer_without_a_signature(head: str, issuer: str | None) -> None:
    assert facts(head).issuer == issuer


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            "各县市人民政府，州政府各部门，省属在州各单位：",
            ("各县市人民政府", "州政府各部门", "省属在州各单位"),
        ),
        ("各县（市、区）人民政府，市直各部门:", ("各县（市、区）人民政府", "市直各部门")),
        ("各县、市人民政府：", ("各县、市人民政府",)),
        ("县水利局、县财政局、县住建局：", ("县水利局", "县财政局", "县住建局")),
        ("现将有关事项通知如下：", ()),
    ],
)
def test_addressees(line: str, names: tuple[str, ...]) -> None:
    assert facts(f"关于做好节水工作的通知\n{line}").addressees == names


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("甲县“十四五”水利规划", Period(2021, 2025)),
        ("甲县十五五水利规划", Period(2026, 2030)),
        ("甲县节水行动方案（2024—2028年）", Period(2024, 2028)),
        ("甲县节水行动方案(2023-2025年)", Period(2023, 2025)),
        ("甲县2023年至2025年节水方案", Period(2023, 2025)),
        ("甲县2026年节水工作要点", Period(2026, 2026)),
        ("甲县“十四五”规划和2035年远景目标纲要", Period(2021, 2025)),
        ("甲县节水方案", Period()),
    ],
)
def test_the_period_of_a_title(title: str, period: Period) -> None:
    assert period_in(title) == period


def test_a_plan_without_years_in_its_title_takes_those_of_its_text() -> None:
    assert facts("甲县节水方案", "一、总则\n本方案实施期限为2024年至2027年。").period == Period(2024, 2027)
    assert facts("甲县节水方案", "一、目标\n到2027年建成。到2027年达标。到2035年领先。").period == Period(None, 2027)
    assert facts("甲县节水三年行动方案", "一、目标\n到2027年建成。").period == Period(2025, 2027)


@pytest.mark.parametrize(
    "mark",
    [
        "机密★1年",
        "秘密",
        "绝密★长期",
        "密级：秘密",
        "000123\n机密★5年\n特急",
        "机 密 ★ 10年",
        "000001　秘密★1年　特急",
    ],
)
def test_a_classified_document_is_refused(mark: str) -> None:
    with pytest.raises(SecretDocument) as caught:
        read_text(f"{mark}\n{NOTICE}")
    assert "密" in caught.value.zh
    assert "classified" in caught.value.en


@pytest.mark.parametrize("line", ["加强商业秘密保护", "保守国家秘密工作方案", "秘密是", "机密文件管理办法", "公开"])
def test_a_text_about_secrets_is_no_secret(line: str) -> None:
    assert read_text(f"{line}\n{NOTICE}").document.number == "青政发〔2026〕12号"


def test_a_mark_far_below_the_top_is_text() -> None:
    assert read_text(NOTICE + "秘密\n").document.title


def test_flattened_text_without_a_notice() -> None:
    found = read_text(FLATTENED.replace("\n", "")).document
    assert (found.title, found.kind) == ("丰收县冬季清洁取暖实施方案", "方案")


def test_a_plan_about_another_document_keeps_the_words_behind_its_name() -> None:
    text = "关于印发《甲县“十五五”水规划》重点任务落实方案的通知\n一、目标\n治水。"
    assert read_text(text).document.title == "《甲县“十五五”水规划》重点任务落实方案"


@pytest.mark.parametrize("quoted", ["丰收县冬季清洁取暖实施方案", "《丰收县冬季清洁取暖实施方案》"])
def test_a_title_may_break_before_its_last_words(quoted: str) -> None:
    text = f"丰收县人民政府办公室关于印发\n{quoted}\n的通知\n\n各乡镇人民政府：\n一、总体要求\n推进清洁取暖。\n"
    title = read_text(text).document.title
    assert title == "丰收县冬季清洁取暖实施方案"
