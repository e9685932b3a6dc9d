import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook as Opened
from openpyxl import load_workbook
from openpyxl.cell import Cell as OpenedCell
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from luoshi.papers.columns import Column, Group, Noted
from luoshi.papers.sheets import Sheet, Workbook, workbook_bytes
from tests.papers.parts import parts_of, xml_of
from tests.papers.samples import AT, duty_sheet, lists, project_sheet, target_sheet, task_rows, task_sheet


def opened(*sheets: Sheet) -> Opened:
    return load_workbook(io.BytesIO(workbook_bytes(Workbook("清单", sheets), at=AT)))


def one(sheet: Sheet) -> Worksheet:
    return opened(sheet).worksheets[0]


def small(*rows: object, **more: object) -> Sheet:
    columns = more.pop("columns", (Column("序号", "serial"), Column("事项", "wrap")))
    return Sheet(name="表", title="清单", columns=columns, rows=rows, **more)  # type: ignore[arg-type]


def cell_of(value: object, kind: str = "text") -> OpenedCell:
    """The first cell below the heading of a list of one column."""
    return one(small((value,), columns=(Column("内容", kind),)))["A3"]  # type: ignore[arg-type, no-any-return]


def test_a_sheet_reads_from_its_title_down_to_its_footnotes() -> None:
    sheet = one(task_sheet())
    assert sheet["A1"].value == task_sheet().title
    assert sheet["A2"].value == "（2026年度）"
    assert (sheet["A3"].value, sheet["G3"].value) == ("填报单位：州发展改革委", "数据截至2026年6月30日")
    assert [cell.value for cell in sheet[4]] == ["序号", "章", "举措", "任务内容", "牵头单位", "责任单位", "完成时限"]
    assert sheet["A5"].value == 1
    assert sheet["A64"].value == 60
    assert sheet["A65"].value == "注：1. “牵头单位”：排在第一位的为总牵头单位。"
    assert sheet["A66"].value.startswith("　　2. “各县市政府”指临夏市")


def test_headings_stay_in_view_and_on_every_printed_page() -> None:
    sheet = one(task_sheet())
    assert sheet.freeze_panes == "B5"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.auto_filter.ref == "A4:G64"


def test_a_sheet_prints_on_a4_one_page_wide_with_page_numbers() -> None:
    tasks, duties, *_ = opened(task_sheet(), duty_sheet()).worksheets
    assert tasks.page_setup.paperSize == 9
    assert (tasks.page_setup.orientation, duties.page_setup.orientation) == ("landscape", "portrait")
    assert tasks.sheet_properties.pageSetUpPr is not None
    assert tasks.sheet_properties.pageSetUpPr.fitToPage
    assert (tasks.page_setup.fitToWidth or 1, tasks.page_setup.fitToHeight) == (1, 0)
    assert tasks.oddFooter.center.text == "第 &P 页，共 &N 页"
    assert tasks.print_area == "'任务清单'!$A$1:$G$66"


def test_repeats_are_drawn_as_one_cell_and_kept_in_every_row() -> None:
    data = workbook_bytes(Workbook("清单", (task_sheet(),)), at=AT)
    merged = load_workbook(io.BytesIO(data)).worksheets[0].merged_cells.ranges
    assert any(area.min_col == area.max_col == 3 and area.min_row == 5 for area in merged)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [row[2] for row in rows[4:64]] == [row[2] for row in task_rows()]


def test_a_merged_cell_is_never_higher_than_a_page() -> None:
    sheet = one(task_sheet())
    heights = [
        sum(sheet.row_dimensions[row].height for row in range(area.min_row, area.max_row + 1))
        for area in sheet.merged_cells.ranges
        if area.min_col == area.max_col
    ]
    assert len(heights) > 10
    assert max(heights) <= 480


def test_repeats_are_merged_only_inside_what_is_merged_to_their_left() -> None:
    columns = (Column("章", merge_repeats=True), Column("举措", merge_repeats=True))
    sheet = one(small(("一", "甲"), ("一", "甲"), ("二", "甲"), ("二", "甲"), columns=columns))
    vertical = {str(area) for area in sheet.merged_cells.ranges if area.min_row > 1}
    assert vertical == {"A3:A4", "A5:A6", "B3:B4", "B5:B6"}


def test_figures_and_dates_are_no_texts() -> None:
    assert (cell_of(Decimal("12560000.50"), "number").value, cell_of(2024, "serial").value) == (12560000.5, 2024)
    assert cell_of(Decimal("1234.50"), "number").number_format == "#,##0.00"
    assert cell_of(2024, "serial").number_format == "0"
    percent = cell_of(Decimal("90.8"), "percent")
    assert (percent.value, percent.number_format) == (pytest.approx(0.908), "#,##0.0%")
    day = cell_of(date(2026, 6, 30), "date")
    assert day.value.isoformat() == "2026-06-30T00:00:00"
    assert day.number_format == 'yyyy"年"m"月"d"日"'


def test_a_moment_is_shown_by_chinas_clocks() -> None:
    assert cell_of(datetime(2026, 6, 30, 18, 5, tzinfo=UTC), "date").value.isoformat() == "2026-07-01T02:05:00"


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        ("另行下达", "number", "另行下达"),
        ("8—10", "number", "8—10"),
        (Decimal("12345678901234567"), "serial", "12345678901234567"),
        (Decimal("NaN"), "number", "NaN"),
        (date(1895, 4, 17), "date", "1895年4月17日"),
        ("622923196501010017", "text", "622923196501010017"),
        ("https://example.com", "text", "https://example.com"),
    ],
)
def test_what_excel_would_change_stays_text(value: object, kind: str, text: str) -> None:
    cell = cell_of(value, kind)
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)


@pytest.mark.parametrize("text", ["=1+1", "+86 0930", "-", "@SUM(A1)", '=HYPERLINK("http://x","y")'])
def test_text_is_no_formula_and_does_not_become_one_when_edited(text: str) -> None:
    cell = cell_of(text)
    assert (cell.data_type, cell.value) == ("s", text)
    assert cell.quotePrefix


def test_what_xml_forbids_is_dropped() -> None:
    assert cell_of("第一\x00行\x0b\r\n第二行\ufffe\ud800").value == "第一行\n第二行"


def test_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    sheet = one(small((1, "落" * 40000)))
    assert len(sheet["B3"].value) == 32767
    assert sheet["B3"].value.endswith("落……（全文 40000 字，超过一格的上限，此处截断）")
    assert sheet["A4"].value == "注：第 3 行文字过长，打印时显示不全，请看电子表。"


def test_a_row_too_high_for_excel_gets_smaller_type_before_it_is_cut() -> None:
    columns = (Column("事项", "wrap", width=20),)
    fitting, smaller = one(small(("落实" * 200,), columns=columns)), one(small(("落实" * 330,), columns=columns))
    assert (fitting["A3"].font.sz, smaller["A3"].font.sz) == (11, 9)
    assert smaller.row_dimensions[3].height <= 409
    assert smaller["A4"].value is None


def test_rows_are_high_enough_for_what_they_hold() -> None:
    sheet = one(
        small((1, "短"), (2, "落实" * 120), columns=(Column("序号", "serial"), Column("事项", "wrap", width=20)))
    )
    assert sheet.row_dimensions[3].height < 30
    assert sheet.row_dimensions[4].height >= 12 * 14


def test_headings_over_columns_span_them_and_single_ones_span_both_rows() -> None:
    sheet = one(project_sheet())
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"F3:G3", "A3:A4", "E3:E4"} <= merged
    assert (sheet["F3"].value, sheet["F4"].value, sheet["G4"].value) == ("建设年限", "开工", "完工")
    assert sheet["E3"].value == "总投资\n（万元）"
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.auto_filter.ref == "A4:I24"


def test_the_total_stands_outside_the_filter() -> None:
    sheet = one(project_sheet())
    assert [sheet["B25"].value, sheet["E25"].value] == ["合计", 55586522.99]
    assert sheet["E25"].data_type == "n"


def test_group_headings_span_the_table_without_merging() -> None:
    sheet = one(duty_sheet())
    assert [cell.value for cell in sheet[4]] == ["州发展改革委（牵头 3 项，配合 2 项）", None, None, None, None]
    assert not any(area.min_row <= 4 <= area.max_row for area in sheet.merged_cells.ranges)


def test_notes_are_comments_and_footnotes_where_asked() -> None:
    sheet = one(task_sheet())
    assert sheet["E4"].comment.text == "排在第一位的为总牵头单位。"
    assert sheet["G4"].comment.text.startswith("原文没有写明时限的")
    assert sheet["G5"].comment.text.startswith("原文没有写明时限，")
    assert not any("由牵头单位提出" in str(row[0].value) for row in sheet.iter_rows(min_row=65))


def test_an_empty_list_says_so() -> None:
    sheet = one(small())
    assert sheet["A3"].value == "（无）"
    assert sheet.auto_filter.ref is None


def test_a_list_of_one_column_needs_no_merging() -> None:
    sheet = one(small(("甲",), columns=(Column("单位"),), note_left="左", note_right="右"))
    assert [row[0].value for row in sheet.iter_rows()] == ["清单", "左", "右", "单位", "甲"]
    assert not sheet.merged_cells.ranges


def test_names_of_tabs_are_made_fit() -> None:
    names = ["任务清单", "任务清单", "2025/2026", "长" * 40, "长" * 40, "'", "History"]
    assert opened(*(replace(small(), name=name) for name in names)).sheetnames == [
        "任务清单",
        "任务清单（2）",
        "2025／2026",
        "长" * 31,
        "长" * 28 + "（2）",
        "表6",
        "History（2）",
    ]


def test_short_columns_take_what_they_need_and_the_page_is_filled() -> None:
    sheet = one(task_sheet())
    widths = {letter: dimension.width for letter, dimension in sheet.column_dimensions.items()}
    assert widths["A"] < 8 < widths["E"] < widths["D"]
    assert sum(widths.values()) == pytest.approx(124, abs=6)


def test_a_figure_always_fits_its_column() -> None:
    columns = (Column("总投资", "number", width=3), Column("名称", "wrap"))
    sheet = one(small((Decimal("123456789012.345"), "甲"), columns=columns))
    assert sheet.column_dimensions["A"].width >= len("123,456,789,012.345") + 2


def test_the_same_values_and_moment_give_the_same_bytes() -> None:
    first, again = workbook_bytes(lists(), at=AT), workbook_bytes(lists(), at=AT)
    assert first == again
    assert first != workbook_bytes(lists(), at=datetime(2026, 11, 25, tzinfo=UTC))


def test_properties_name_title_author_and_moment() -> None:
    book = load_workbook(io.BytesIO(workbook_bytes(lists(), at=AT)))
    found = book.properties
    assert (found.title, found.creator, found.created) == ("三个清单", "临夏州发展改革委", AT.replace(tzinfo=None))


def test_every_part_is_well_formed_and_holds_no_formula_and_no_link_outside() -> None:
    data = workbook_bytes(lists(), at=AT)
    found = xml_of(data)
    assert len(found) > 10
    assert not any(element.tag.endswith("}f") for xml in found.values() for element in xml.iter("{*}f"))
    assert not any(b'TargetMode="External"' in part for part in parts_of(data).values())


def test_ranges_and_external_targets_stand_beside_figures() -> None:
    sheet = one(target_sheet())
    assert [sheet.cell(row, 5).value for row in range(4, 8)] == [7, 15, "另行下达", "8—10"]


def test_rows_must_match_columns() -> None:
    with pytest.raises(ValueError, match=r"表“表”第 2 行有 1 格，应有 2 格.*Row 2 of table '表' has 1 cells, not 2"):
        small((1, "甲"), (2,))


def test_a_workbook_needs_a_sheet_and_a_time_zone() -> None:
    with pytest.raises(ValueError, match=r"没有工作表.*has no sheet"):
        Workbook("空", ())
    with pytest.raises(ValueError, match=r"没有时区.*aware datetime"):
        workbook_bytes(Workbook("清单", (small(),)), at=AT.replace(tzinfo=None))


def test_a_noted_cell_keeps_its_value() -> None:
    sheet = one(small((1, Noted("长期", "未写明")), Group("二、其他"), (2, Noted(None, "待定"))))
    assert (sheet["B3"].value, sheet["B3"].comment.text) == ("长期", "未写明")
    assert (sheet["B5"].value, sheet["B5"].comment.text) == (None, "待定")
