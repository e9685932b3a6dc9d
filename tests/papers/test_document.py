import io
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise

import docx
import pytest
from docx.document import Document
from docx.shared import Mm
from docx.text.paragraph import Paragraph as Words
from lxml import etree

from luoshi.papers.columns import Column, Group
from luoshi.papers.document import (
    Annex,
    Heading,
    Imprint,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    SmallPrint,
    Table,
    paper_bytes,
)
from tests.papers.parts import W, parts_of, xml_of
from tests.papers.samples import AT, adoption, notice

# The order that WordprocessingML asks of the properties we use; Word calls a file damaged that breaks it.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl pBdr tabs autoSpaceDE autoSpaceDN snapToGrid"
    " spacing ind jc outlineLvl sectPr",
    "rPr": "rFonts color spacing sz szCs lang",
    "tblPr": "tblpPr tblW jc tblInd tblBorders tblLayout tblCellMar",
    "trPr": "cantSplit trHeight tblHeader",
    "tcPr": "tcW gridSpan vMerge tcBorders vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar docGrid",
    "tblBorders": "top left bottom right insideH insideV",
}


def opened(paper: Paper) -> Document:
    return docx.Document(io.BytesIO(paper_bytes(paper, at=AT)))


def texts(paper: Paper) -> list[str]:
    return [paragraph.text for paragraph in opened(paper).paragraphs]


def find(document: Document, start: str) -> Words:
    return next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith(start))


def style_of(document: Document, paragraph: Words) -> etree._Element:
    return next(
        style
        for style in document.styles.element.iter(f"{W}style")
        if style.get(f"{W}styleId") == paragraph._p.pPr.pStyle.val
    )


def east_asian_font(document: Document, paragraph: Words) -> str | None:
    return style_of(document, paragraph).find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia")


def test_the_page_is_a4_with_the_margins_of_the_standard() -> None:
    section = opened(adoption()).sections[0]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.1)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [margin.mm for margin in margins] == pytest.approx([37, 35, 28, 26], abs=0.1)
    assert section.page_width - section.left_margin - section.right_margin == pytest.approx(Mm(156), abs=2000)


def test_22_lines_of_28_characters_fill_the_page() -> None:
    document = opened(notice())
    body = style_of(document, find(document, "《任务清单》已经"))
    line = int(body.find(f"{W}pPr/{W}spacing").get(f"{W}line")) / 20
    assert body.find(f"{W}pPr/{W}spacing").get(f"{W}lineRule") == "exact"
    assert 225 * 72 / 25.4 // line == 22
    size = int(body.find(f"{W}rPr/{W}sz").get(f"{W}val")) / 2 + int(body.find(f"{W}rPr/{W}spacing").get(f"{W}val")) / 20
    assert 156 * 72 / 25.4 // size == 28


@pytest.mark.parametrize(
    ("start", "font", "size"),
    [
        ("临夏回族自治州人民政府办公室关于", "方正小标宋简体", 22),
        ("一、", "黑体", 16),
        ("（一）", "楷体", 16),
        ("1. ", "仿宋", 16),
        ("（1）", "仿宋", 16),
        ("牵头单位对任务", "仿宋", 16),
        ("附件1", "黑体", 16),
    ],
)
def test_each_level_has_its_font(start: str, font: str, size: float) -> None:
    document = opened(notice())
    paragraph = find(document, start)
    assert east_asian_font(document, paragraph) == font
    assert int(style_of(document, paragraph).find(f"{W}rPr/{W}sz").get(f"{W}val")) / 2 == size


def test_a_heading_may_run_into_its_paragraph() -> None:
    words = find(opened(adoption()), "（一）举措、指标和项目。")
    assert [run.text for run in words.runs] == ["（一）举措、指标和项目。", "共12项举措、49项指标、260个项目。"]
    assert words.runs[0]._r.rPr.rFonts.get(f"{W}eastAsia") == "楷体"


def test_a_notice_has_its_parts_in_the_order_of_the_standard() -> None:
    found = [text.replace("\n", "") for text in texts(notice())]
    expected = [
        "临夏回族自治州人民政府办公室文件",
        "临州办发〔2026〕65号",
        notice().title,
        "各县市人民政府，州政府各部门，省属在临各单位：",
        "一、总体要求",
        "附件：1.2026年度任务清单",
        "2.报送要求",
        "临夏回族自治州人民政府办公室",
        "2026年6月30日",
        "（此件公开发布）",
        "附件1",
        "2026年度任务清单",
        "附件2",
        "报送要求",
    ]
    places = [found.index(text) for text in expected]
    assert places == sorted(places)


def test_the_mark_is_red_and_fits_on_one_line() -> None:
    document = opened(notice())
    mark = find(document, "临夏回族自治州人民政府办公室文件")
    assert style_of(document, mark).find(f"{W}rPr/{W}color").get(f"{W}val") == "FF0000"
    assert mark.runs[0].font.size.pt * 16 <= 156 * 72 / 25.4
    rule = find(document, "临州办发")._p.pPr.find(f"{W}pBdr/{W}bottom")
    assert rule.get(f"{W}color") == "FF0000"


def test_a_paper_without_a_mark_has_no_red_rule() -> None:
    assert b"FF0000" not in parts_of(paper_bytes(adoption(), at=AT))["word/document.xml"]


def test_a_paper_to_superiors_names_who_signs_it() -> None:
    assert "临州发〔2026〕1号\t签发人：马文山" in texts(Paper("请示", number="临州发〔2026〕1号", signer="马文山"))


def test_the_date_ends_four_characters_from_the_right_and_the_name_is_centred_over_it() -> None:
    document = opened(Paper("通知", issuer="州政府办", on=date(2026, 6, 5)))
    name, day = find(document, "州政府办"), find(document, "2026年6月5日")
    assert day.paragraph_format.right_indent.pt == 4 * 16
    assert name.paragraph_format.right_indent.pt == 4 * 16 + (6 * 16 - 4 * 16) / 2


def test_a_name_longer_than_the_line_pushes_the_date_inwards() -> None:
    document = opened(notice())
    names = [each for each in document.paragraphs if each.text == "临夏回族自治州人民政府办公室"]
    assert names[0].paragraph_format.right_indent.pt >= 0
    day = find(document, "2026年6月30日")
    centre = day.paragraph_format.right_indent.pt + 6.5 * 16 / 2
    assert names[0].paragraph_format.right_indent.pt + 14 * 16 / 2 == pytest.approx(centre, abs=0.1)


def test_one_attachment_has_no_number() -> None:
    assert "附件：名单" in texts(Paper("通知", attachments=("名单",)))
    assert "附件" in texts(Paper("通知", annexes=(Annex("名单", [Paragraph("无")]),)))


def test_page_numbers_stand_on_the_outside() -> None:
    document = opened(notice())
    odd = document.sections[0].footer.paragraphs[0]._p
    even = document.sections[0].even_page_footer.paragraphs[0]._p
    assert [each.pPr.jc.get(f"{W}val") for each in (odd, even)] == ["right", "left"]
    assert ["".join(text.text for text in each.iter(f"{W}t")) for each in (odd, even)] == ["— 1 —", "— 1 —"]
    assert odd.find(f"{W}fldSimple").get(f"{W}instr").strip() == "PAGE"
    assert document.settings.odd_and_even_pages_header_footer


def test_a_wide_annex_lies_on_its_side() -> None:
    sections = opened(notice()).sections
    assert [section.page_width > section.page_height for section in sections] == [False, True, False]


def test_a_table_repeats_its_headings_and_splits_no_row() -> None:
    table = opened(adoption()).tables[0]
    rows = table._tbl.tr_lst
    assert [cell.text for cell in table.rows[0].cells] == ["序号", "举措", "内容", "牵头单位", "责任单位"]
    assert rows[0].trPr.find(f"{W}tblHeader") is not None
    assert rows[1].trPr.find(f"{W}tblHeader") is None
    assert all(row.trPr.find(f"{W}cantSplit") is not None for row in rows)
    assert len(rows) == 41


def test_a_table_is_as_wide_as_the_text() -> None:
    for table in opened(adoption()).tables:
        widths = [int(column.get(f"{W}w")) for column in table._tbl.tblGrid]
        assert sum(widths) == pytest.approx(156 / 25.4 * 1440, abs=5)


def test_three_rules_are_above_below_and_under_the_headings() -> None:
    table = opened(adoption()).tables[1]._tbl
    assert [border.tag.removeprefix(W) for border in table.tblPr.find(f"{W}tblBorders")] == ["top", "bottom"]
    assert len(table.findall(f".//{W}tcBorders/{W}bottom")) == 4


def test_headings_over_columns_in_a_table() -> None:
    columns = (Column("名称"), Column("低", above="范围"), Column("高", above="范围"))
    table = opened(Paper("表", [Table(columns, [("甲", "1", "2")])])).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["名称", "范围", "范围"],
        ["名称", "低", "高"],
        ["甲", "1", "2"],
    ]
    assert [row.trPr.find(f"{W}tblHeader") is not None for row in table._tbl.tr_lst] == [True, True, False]


def test_repeats_groups_and_totals_in_a_table() -> None:
    columns = (Column("章", merge_repeats=True), Column("数", "number"))
    rows = [("一", 1), ("一", 1200), Group("其他"), ("二", Decimal("3.5"))]
    table = opened(Paper("表", [Table(columns, rows, total=("合计", Decimal("1204.5")))])).tables[0]
    merges = [[cell.vMerge for cell in row.tc_lst] for row in table._tbl.tr_lst]
    assert merges == [[None, None], ["restart", None], ["continue", None], [None], [None, None], [None, None]]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["章", "数"],
        ["一", "1"],
        ["一", "1,200"],
        ["其他", "其他"],
        ["二", "3.5"],
        ["合计", "1,204.5"],
    ]


def test_a_merged_cell_of_a_table_begins_again_on_every_half_page() -> None:
    columns = (Column("章", merge_repeats=True), Column("事项", "wrap"))
    table = opened(Paper("表", [Table(columns, [("一", f"第{number}项") for number in range(100)])])).tables[0]
    begins = [index for index, row in enumerate(table._tbl.tr_lst) if row.tc_lst[0].vMerge == "restart"]
    line = 15 + 4  # points of a row
    assert len(begins) > 5
    assert all((later - earlier) * line <= 225 * 72 / 25.4 / 2 for earlier, later in pairwise(begins))


def test_a_signature_shows_by_chinas_clocks_who_signed_and_leaves_room_otherwise() -> None:
    signed, empty = opened(adoption()).tables[2:]
    assert [row.cells[1].text for row in signed.rows] == [
        "同意。请各牵头单位于12月15日前报送年度任务分解。",
        "州政府办公室　马文山",
        "2026年11月24日 09:30",
    ]
    assert [row.cells[0].text for row in empty.rows] == ["会签意见", "签署人", "时间"]
    assert [row.cells[1].text for row in empty.rows] == ["", "", ""]
    assert empty.rows[0].height.pt >= 60


def test_hashes_stand_in_small_type() -> None:
    document = opened(Paper("表", [SmallPrint((("审计链头", "60303ae2"),))]))
    line = find(document, "审计链头：60303ae2")
    assert int(style_of(document, line).find(f"{W}rPr/{W}sz").get(f"{W}val")) == 18


def test_a_page_break_breaks_the_page() -> None:
    found = xml_of(paper_bytes(Paper("表", [Paragraph("甲"), PageBreak(), Paragraph("乙")]), at=AT))[
        "word/document.xml"
    ]
    assert [each.get(f"{W}type") for each in found.iter(f"{W}br")] == ["page"]


def test_the_imprint_is_held_at_the_foot_of_the_page() -> None:
    paper = Paper("通知", imprint=Imprint("州政府办公室", date(2026, 7, 1), "抄送：州委各部门。"))
    table = opened(paper).tables[0]
    assert [row.cells[0].text for row in table.rows] == ["抄送：州委各部门。", "州政府办公室\t2026年7月1日印发"]
    assert table._tbl.tblPr.find(f"{W}tblpPr").get(f"{W}tblpYSpec") == "bottom"


@pytest.mark.parametrize("paper", [adoption(), notice()], ids=["adoption", "notice"])
def test_properties_stand_in_the_order_of_the_schema(paper: Paper) -> None:
    for xml in xml_of(paper_bytes(paper, at=AT)).values():
        for name, order in ORDER.items():
            for element in xml.iter(f"{W}{name}"):
                ranks = [order.split().index(each.tag.removeprefix(W)) for each in element]
                assert all(low <= high for low, high in pairwise(ranks)), etree.tostring(element)


def test_nothing_of_a_foreign_template_is_left() -> None:
    found = parts_of(paper_bytes(adoption(), at=AT))
    assert not any(name.startswith(("word/theme", "customXml", "docProps/thumbnail")) for name in found)
    assert not any(b"python-docx" in content or b"Calibri" in content for content in found.values())
    assert b'w:eastAsia="zh-CN"' in found["word/styles.xml"]


def test_properties_are_ours() -> None:
    core = opened(adoption()).core_properties
    assert (core.title, core.author, core.language) == (adoption().title, "临夏回族自治州人民政府办公室", "zh-CN")
    assert core.created == core.modified == AT


def test_the_same_values_and_moment_give_the_same_bytes() -> None:
    assert paper_bytes(notice(), at=AT) == paper_bytes(notice(), at=AT)
    assert paper_bytes(notice(), at=AT) != paper_bytes(notice(), at=datetime(2026, 11, 25, tzinfo=UTC))


def test_a_table_must_match_its_columns_and_a_moment_needs_a_zone() -> None:
    with pytest.raises(ValueError, match=r"第 1 行有 2 格，应有 1 格.*has 2 cells, not 1"):
        Table((Column("甲"),), [("一", "二")], title="表1")
    with pytest.raises(ValueError, match=r"没有时区.*aware datetime"):
        paper_bytes(Paper("表"), at=AT.replace(tzinfo=None))


def test_headings_can_be_navigated() -> None:
    document = opened(Paper("表", [Heading("一、甲"), Heading("（一）乙", 2)]))
    levels = [style_of(document, find(document, text)).find(f"{W}pPr/{W}outlineLvl") for text in ("一、", "（一）")]
    assert [level.get(f"{W}val") for level in levels] == ["0", "1"]


def test_a_signature_without_a_moment_stays_open() -> None:
    table = opened(Paper("表", [Signature("审定")])).tables[0]
    assert [row.cells[1].text for row in table.rows] == ["", "", ""]
