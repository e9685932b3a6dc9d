"""Workbooks: titles, merged cells, repeated heads, numbers as a person sees them, hidden parts, WPS, attacks."""

import io
import zipfile

import pytest
import xlsxwriter

from luoshi.reader import read_bytes
from luoshi.reader.errors import SecretDocument, UnreadableFile
from luoshi.reader.formats import source_of
from luoshi.reader.formats._number_format import BUILT_IN, general, shown
from tests.reader.sheets import MAIN, OFFICE, PACKAGE, data, relations, xlsx
from tests.reader.word import archive

HEAD = ["序号", "重点任务", "牵头单位", "完成时限"]


def text_of(*sheets: str, **parts: object) -> str:
    return source_of(xlsx(*sheets, **parts), "清单.xlsx").text  # type: ignore[arg-type]


def grid(*sheets: str, **parts: object) -> list[list[str]]:
    source = source_of(xlsx(*sheets, **parts), "清单.xlsx")  # type: ignore[arg-type]
    return [[source.text[cell.start : cell.end] for cell in row] for row in source.tables[0].rows]


def refusal(content: bytes, name: str = "清单.xlsx") -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        source_of(content, name)
    return caught.value


def test_a_title_stands_above_the_table_and_notes_below_it() -> None:
    sheet = data(
        ["重点任务清单", "", "", ""],
        HEAD,
        [1, "新建泵站3座", "县水利局", "2026年底"],
        ["注：按季调度。"],
        merges=["A1:D1", "A4:D4"],
    )
    assert (
        text_of(sheet)
        == "重点任务清单\n序号\t重点任务\t牵头单位\t完成时限\n1\t新建泵站3座\t县水利局\t2026年底\n注：按季调度。\n"
    )


def test_rows_of_a_sheet_are_measures_with_units_and_deadlines() -> None:
    sheet = data(
        ["青河县2026年重点任务清单"],
        HEAD,
        [1, "新建泵站3座", "县水利局", "2026年底"],
        HEAD,
        [2, "改造管网20公里", "县住房城乡建设局&#10;县财政局", "2027年"],
    )
    reading = read_bytes(xlsx(sheet), "清单.xlsx")
    assert [(each.title, each.named("lead"), each.deadline) for each in reading.measures] == [
        ("新建泵站3座", ["县水利局"], "2026年底"),
        ("改造管网20公里", ["县住房城乡建设局", "县财政局"], "2027年"),
    ]
    assert reading.document.title == "青河县2026年重点任务清单"


def test_a_merged_cell_counts_for_every_row_it_covers() -> None:
    sheet = data(HEAD, [1, "新建泵站", "县水利局", ""], [2, "改造渠系", "", ""], merges=["C2:C3"])
    rows = source_of(xlsx(sheet), "a.xlsx").tables[0].rows
    assert grid(sheet)[2][2] == "县水利局"
    assert [row[2].merged for row in rows] == [False, False, True]


def test_a_merge_whose_first_row_is_hidden_still_shows_its_text() -> None:
    sheet = data(HEAD, [1, "甲", "县水利局", ""], [2, "乙", "", ""], [3, "丙", "", ""], merges=["C2:C4"])
    assert [row[2] for row in grid(sheet.replace('<row r="2">', '<row r="2" hidden="1">'))] == [
        "牵头单位",
        "县水利局",
        "县水利局",
    ]


def test_hidden_rows_columns_and_sheets_are_left_out_and_named() -> None:
    sheet = "<cols><col min='4' max='4' hidden='1'/></cols>" + data(
        HEAD, [1, "甲", "县水利局", "密"], [2, "乙", "县财政局", "密"]
    )
    sheet = sheet.replace('<row r="3">', '<row r="3" hidden="1">')
    reading = read_bytes(xlsx(sheet, data(["密", "密"]), names=["任务", "-底稿"]), "清单.xlsx")
    assert "密" not in reading.text
    assert "乙" not in reading.text
    assert {row.kind for row in reading.problems} >= {"hidden_cells", "hidden_sheets"}


def test_sheets_come_in_order_and_one_without_a_title_is_named() -> None:
    text = text_of(
        data(HEAD, [1, "甲", "县水利局", ""]), data(HEAD, [2, "乙", "县财政局", ""]), names=["农业农村", "Sheet2"]
    )
    assert [line.split("\t")[0] for line in text.splitlines()] == ["农业农村", "序号", "1", "序号", "2"]


def test_line_breaks_in_a_cell_become_vertical_tabs() -> None:
    assert grid(data(["任务", "单位"], ["甲", "县水利局&#10;县财政局"]))[1] == ["甲", "县水利局\v县财政局"]


def test_shared_strings_with_runs_lose_their_reading_aids() -> None:
    strings = [
        "<si><r><t>县水</t></r><r><rPr/><t>利局</t></r><rPh><t>xian</t></rPh></si>",
        "<si><t>甲_x000D_&#10;乙</t></si>",
    ]
    sheet = data(
        ["任务", '<c r="B1" t="s"><v>0</v></c>', '<c r="C1" t="s"><v>1</v></c>', '<c r="D1" t="s"><v>9</v></c>']
    )
    assert text_of(sheet, strings=strings) == "任务\t县水利局\t甲\v乙\n"


def test_a_formula_shows_the_value_that_was_stored_with_it() -> None:
    cells = [
        '<c r="A1"><f>1+1</f><v>42</v></c>',
        '<c r="B1" t="str"><f>HYPERLINK("http://x")</f><v>甲</v></c>',
        '<c r="C1"><f>A1</f></c>',
    ]
    cells += [
        '<c r="D1" t="b"><v>1</v></c>',
        '<c r="E1" t="e"><v>#REF!</v></c>',
        '<c r="F1" t="d"><v>2026-03-09</v></c>',
    ]
    assert text_of(data(cells)) == "42\t甲\t是\t#REF!\t2026-03-09\n"


@pytest.mark.parametrize(
    ("value", "code", "printed"),
    [
        (0.85, "0%", "85%"),
        (0.8567, "0.00%", "85.67%"),
        (12345.678, "#,##0.00", "12,345.68"),
        (1200, "General", "1200"),
        (0.1 + 0.2, "", "0.3"),
        (1200, '0"万元"', "1200万元"),
        (5, "000", "005"),
        (0.5, "#.##", ".5"),
        (1.50, "0.0#", "1.5"),
        (-3, "0;(0)", "(3)"),
        (-3, "0", "-3"),
        (0, '0;-0;"无"', "无"),
        (1234567, "0.0,", "1234.6"),
        (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"),
        (3.5, '[红色]0.0_ ;[Red]-0.0" "', "3.5"),
        (2.5, "0", "3"),
        (0.5, "# ?/?", "0.5"),
        (12345, "0.00E+00", "12345"),
        (46022, BUILT_IN[14], "2025/12/31"),
        (46022, BUILT_IN[31], "2025年12月31日"),
        (46022, BUILT_IN[57], "2025年12月"),
        (46022, "yyyy\\-mm\\-dd;@", "2025-12-31"),
        (46022, '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "二〇二五年十二月三十一日"),
        (46022.75, "yyyy/m/d h:mm", "2025/12/31 18:00"),
        (46022.75, "h:mm AM/PM", "6:00 PM"),
        (46022.75, "上午/下午h:mm", "下午6:00"),
        (46022.503472, "hh:mm:ss", "12:05:00"),
        (46022, "aaaa", "星期三"),
        (59, "yyyy-mm-dd", "1900-02-28"),
        (-1, "yyyy-mm-dd", "-1"),
        (1e300, "yyyy-mm-dd", "1E+300"),
        (1e300, "#,##0.00", "1E+300"),
        (1e300, "0%%", "1E+304%%"),
        (1234567, "0,", "1235"),
        (7, "@", "7"),
    ],
)
def test_numbers_are_printed_as_a_person_sees_them(value: float, code: str, printed: str) -> None:
    assert shown(value, code) == printed


def test_the_other_calendar_of_old_workbooks_is_known() -> None:
    assert shown(44560, "yyyy/m/d", since_1904=True) == "2025/12/31"


def test_no_number_loses_what_it_is_worth_without_a_format() -> None:
    assert [general(value) for value in (100.0, 1e10, -0.25, 1e-7)] == ["100", "10000000000", "-0.25", "1E-07"]


def test_styles_say_which_format_a_cell_has() -> None:
    styles = (
        '<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;;@"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="9"/></cellXfs>'
    )
    cells = ['<c r="A1" s="1"><v>46022</v></c>', '<c r="B1" s="2"><v>0.5</v></c>', '<c r="C1" s="99"><v>1.0</v></c>']
    assert text_of(data(cells), styles=styles) == "2025年12月\t50%\t1\n"


def test_a_workbook_may_leave_out_places_styles_and_strings() -> None:
    row = "<row><c><v>1</v></c><c t='inlineStr'><is><t>甲</t></is></c></row>"
    sheet = f"<worksheet {MAIN}><sheetData>{row}</sheetData></worksheet>"
    listed = '<x:sheets><x:sheet name="a" q:id="r1"/></x:sheets>'
    book = f'<x:workbook xmlns:x="{MAIN[7:-1]}" xmlns:q="{OFFICE}">{listed}</x:workbook>'
    members = {
        "_rels/.rels": relations(("r", "officeDocument", "/xl/workbook2.xml")),
        "xl/workbook2.xml": book.encode(),
        "xl/_rels/workbook2.xml.rels": relations(("r1", "worksheet", "sheet.xml")),
        "xl/sheet.xml": sheet.encode(),
    }
    assert source_of(archive(members), "a.xlsx").text == "a\n1\t甲\n"


def test_the_strict_form_of_the_standard_is_read_too() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx(data(["甲", "乙"])))) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    strict = {
        name: part.replace(MAIN[7:-1].encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
            OFFICE.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, part in members.items()
    }
    assert source_of(archive(strict), "a.xlsx").text == "甲\t乙\n"


def test_a_classification_in_the_header_for_print_is_found() -> None:
    header = (
        '<headerFooter><oddHeader>&amp;L机密★1年&amp;C&amp;"黑体"&amp;14清单&amp;R&amp;P</oddHeader></headerFooter>'
    )
    with pytest.raises(SecretDocument, match="机密"):
        read_bytes(xlsx(data(HEAD, [1, "甲", "县水利局", ""]) + header), "清单.xlsx")


def test_links_to_other_files_are_never_followed() -> None:
    link = f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="file:///etc/passwd" TargetMode="External"/>'
    outside = f"<Relationships {PACKAGE}>{link}</Relationships>"
    book = f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>'
    members = {"xl/workbook.xml": book.encode(), "xl/_rels/workbook.xml.rels": outside.encode()}
    assert refusal(archive(members)).kind == "blank"


@pytest.mark.parametrize(
    ("member", "name", "kind"),
    [
        ("xl/vbaProject.bin", "清单.xlsm", "macros_xlsx"),
        ("xl/vbaProject.bin", "清单.xlsx", "macros_xlsx"),
        ("xl/workbook.bin", "清单.xlsb", "xlsb"),
    ],
)
def test_macros_and_binary_workbooks_are_refused(member: str, name: str, kind: str) -> None:
    error = refusal(xlsx(data(["甲", "乙"]), more={member: b"x"}), name)
    assert error.kind == kind
    assert ".xlsx" in error.zh


@pytest.mark.parametrize("name", ["清单.et", "清单.xls", "清单.ett", "清单.docx"])
def test_a_workbook_under_another_name_says_which_would_be_right(name: str) -> None:
    error = refusal(xlsx(data(["甲", "乙"])), name)
    assert (error.kind, ".xlsx" in error.zh) == ("wrong_extension", True)


def varied(rows: int, columns: int = 4) -> str:
    """Cells that do not pack too well, so that the limits after unpacking are what is tested."""
    return (
        "<sheetData>"
        + "".join(
            "<row>"
            + "".join(f"<c><v>{(row * 7919 + at * 104729) % 1000003}</v></c>" for at in range(columns))
            + "</row>"
            for row in range(rows)
        )
        + "</sheetData>"
    )


def repeated(rows: int) -> str:
    """Rows that all show the first shared string."""
    return "<sheetData>" + "<row><c t='s'><v>0</v></c></row>" * rows + "</sheetData>"


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        (lambda: xlsx(varied(100_000)), {"too_much"}),
        (lambda: xlsx(varied(1, 16_384)), {"too_much"}),
        (lambda: xlsx(varied(70_000, 3)), {"too_much"}),
        (lambda: xlsx(data(*[["建设", "县水利局", "乙"]] * 100_000)), {"too_much", "bomb"}),
        (lambda: xlsx(repeated(2000), strings=["<si><t>" + "县水利局" * 5000 + "</t></si>"]), {"too_much"}),
        (lambda: xlsx(data(*[["甲", "乙"]] * 1000, merges=["A1:B1000"] * 40_000)), {"too_much", "bomb"}),
        (lambda: xlsx("<x>" * 5000), {"damaged", "too_complex"}),
        (lambda: xlsx("<a>" * 3000 + "</a>" * 3000), {"too_complex"}),
        (lambda: xlsx("", more={"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), {"doctype"}),
        (lambda: xlsx("", more={"xl/workbook.xml": b"<?xml version='1.0' encoding='UTF-7'?>+ADw-x/>"}), {"damaged"}),
    ],
    ids=["rows", "columns", "cells", "same", "strings", "merges", "open", "depth", "entities", "charset"],
)  # fmt: skip
def test_a_workbook_that_attacks_the_parser_is_refused(content: object, kinds: set[str]) -> None:
    assert callable(content)
    assert refusal(content()).kind in kinds


def test_a_cell_at_the_far_corner_costs_nothing() -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    assert text_of(f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{far}</sheetData>') == "1\n2\n"


@pytest.mark.parametrize("place", ["ZZZ1", "A0", "A99999999", "Ａ1", "甲", "", "A²"])
def test_a_place_that_cannot_be_is_counted_instead(place: str) -> None:
    assert text_of(f'<sheetData><row r="²"><c r="{place}"><v>1</v></c><c><v>2</v></c></row></sheetData>') == "1\t2\n"


def test_a_truncated_workbook_is_damaged_wherever_it_breaks_off() -> None:
    whole = xlsx(data(HEAD, [1, "甲", "县水利局", ""]))
    assert {refusal(whole[:size]).kind for size in range(10, len(whole) - 1, 37)} <= {"damaged", "wrong_extension"}


def test_xlsxwriter_and_we_agree() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("任务")
        sheet.merge_range("A1:C1", "重点任务清单")
        sheet.write_row("A2", HEAD[:3])
        sheet.write_row("A3", [1, "新建泵站3座", "县水利局"])
    assert (
        source_of(buffer.getvalue(), "清单.xlsx").text
        == "重点任务清单\n序号\t重点任务\t牵头单位\n1\t新建泵站3座\t县水利局\n"
    )
