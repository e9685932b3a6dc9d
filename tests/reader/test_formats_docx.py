"""Word documents: order, tables, automatic numbers, tracked changes, and files that only look like one."""

import pytest

from luoshi.reader import read_bytes
from luoshi.reader.errors import SecretDocument, UnreadableFile
from luoshi.reader.formats import source_of
from luoshi.reader.formats._numbering import chinese
from tests.reader.word import NAMESPACES, archive, cell, docx, levels, paragraph, table

OFFICIAL = levels(("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))


def text_of(body: str, **parts: str) -> str:
    return source_of(docx(body, **parts), "计划.docx").text


def boxed(inner: str) -> str:
    """A text box."""
    return f"<w:r><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></w:r>"


def grid(body: str) -> list[list[str]]:
    source = source_of(docx(body), "计划.docx")
    return [[source.text[place.start : place.end] for place in row] for row in source.tables[0].rows]


def test_paragraphs_and_tables_come_in_the_order_of_the_body() -> None:
    body = paragraph("前") + table(cell("甲") + cell("乙")) + paragraph("后")
    assert text_of(body) == "前\n甲\t乙\n后\n"


def test_a_cell_that_a_merge_covers_points_at_the_cell_that_shows() -> None:
    body = table(
        cell("任务", merge="restart") + cell("单位", span=2),
        cell(merge="continue") + cell("州水务局") + cell("州林草局"),
    )
    assert grid(body) == [["任务", "单位", "单位"], ["任务", "州水务局", "州林草局"]]
    rows = source_of(docx(body), "a.docx").tables[0].rows
    assert [[place.merged for place in row] for row in rows] == [[False, False, True], [True, False, False]]


def test_a_block_merged_in_both_directions_is_one_cell() -> None:
    body = table(
        cell("合", span=2, merge="restart") + cell("一"),
        cell(span=2, merge="continue") + cell("二"),
    )
    assert grid(body) == [["合", "合", "一"], ["合", "合", "二"]]


def test_short_rows_are_filled_so_that_columns_line_up() -> None:
    assert grid(table(cell("甲") + cell("乙") + cell("丙"), cell("丁"))) == [
        ["甲", "乙", "丙"],
        ["丁", "", ""],
    ]


def test_line_breaks_inside_a_cell_become_vertical_tabs() -> None:
    body = table(cell("州水务局", "州林草局") + cell("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>"))
    assert grid(body) == [["州水务局\v州林草局", "甲\v乙"]]


def test_a_table_inside_a_cell_is_text_of_that_cell() -> None:
    inner = f"<w:tc><w:tcPr/>{table(cell('甲') + cell('乙'))}<w:p/></w:tc>"
    assert grid(table(inner + cell("丙"))) == [["甲 乙", "丙"]]


def test_a_frame_of_one_column_around_the_document_is_no_table() -> None:
    body = table(f"<w:tc><w:tcPr/>{paragraph('一、总体要求')}{paragraph('坚持节水优先。')}</w:tc>")
    source = source_of(docx(body), "a.docx")
    assert (source.text, source.tables) == ("一、总体要求\n坚持节水优先。\n", ())


def test_numbers_that_word_makes_are_part_of_the_text() -> None:
    rows = [
        ("总体要求", 0),
        ("指导思想", 1),
        ("主要目标", 1),
        ("节水", 2),
        ("增效", 2),
        ("重点任务", 0),
        ("治水", 1),
    ]
    body = "".join(paragraph(text, number=1, level=level) for text, level in rows)
    assert text_of(body, numbering=OFFICIAL).split("\n") == [
        "一、 总体要求",
        "（一） 指导思想",
        "（二） 主要目标",
        "1. 节水",
        "2. 增效",
        "二、 重点任务",
        "（一） 治水",
        "",
    ]


def test_automatic_numbers_make_an_outline() -> None:
    rows = [("总体要求", 0), ("指导思想", 1), ("重点任务", 0)]
    body = "".join(paragraph(text, number=1, level=level) for text, level in rows)
    outline = read_bytes(docx(body, numbering=OFFICIAL), "a.docx").outline
    assert [(each.path, each.title) for each in outline] == [
        ("1", "总体要求"),
        ("1.1", "指导思想"),
        ("2", "重点任务"),
    ]


def test_a_list_started_again_counts_from_its_override() -> None:
    numbering = (
        OFFICIAL + '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>'
    )
    body = paragraph("甲", number=1) + paragraph("乙", number=2) + paragraph("丙", number=2)
    assert text_of(body, numbering=numbering) == "一、 甲\n三、 乙\n四、 丙\n"


def test_a_style_may_carry_the_number_and_inherit_it() -> None:
    styles = (
        '<w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="H1b"><w:basedOn w:val="H1"/></w:style>'
    )
    body = paragraph("甲", style="H1") + paragraph("乙", style="H1b")
    assert text_of(body, numbering=OFFICIAL, styles=styles) == "一、 甲\n二、 乙\n"


def test_number_zero_takes_a_paragraph_out_of_the_list() -> None:
    styles = '<w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    body = paragraph("甲", style="H1") + paragraph("乙", style="H1", number=0)
    assert text_of(body, numbering=OFFICIAL, styles=styles) == "一、 甲\n乙\n"


def test_bullets_are_no_numbers() -> None:
    assert text_of(paragraph("甲", number=1), numbering=levels(("bullet", "·"))) == "甲\n"


@pytest.mark.parametrize(
    ("kind", "printed"),
    [
        ("decimalEnclosedCircle", "③"),
        ("ideographDigital", "三"),
        ("chineseLegalSimplified", "叁"),
        ("decimalFullWidth", "３"),
        ("decimalZero", "03"),
        ("upperRoman", "III"),
        ("lowerLetter", "c"),
        ("ideographTraditional", "丙"),
        ("none", ""),
    ],
)
def test_every_way_word_prints_a_number(kind: str, printed: str) -> None:
    body = "".join(paragraph(text, number=1) for text in "甲乙丙")
    assert text_of(body, numbering=levels((kind, "%1、"))).split("\n")[2] == f"{printed}、 丙"


def test_a_level_may_print_the_numbers_above_it() -> None:
    body = paragraph("甲", number=1) + paragraph("乙", number=1, level=1)
    assert text_of(body, numbering=levels(("decimal", "%1"), ("decimal", "%1.%2"))) == "1 甲\n1.1 乙\n"


def test_numbers_in_words_reach_beyond_a_hundred() -> None:
    assert [chinese(number) for number in (19, 30, 99, 100, 215)] == [
        "十九",
        "三十",
        "九十九",
        "一百",
        "二百一十五",
    ]


def test_tracked_changes_count_as_accepted() -> None:
    kept = "<w:ins><w:r><w:t>新增</w:t></w:r></w:ins>"
    dropped = "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
    moved = "<w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>移来</w:t></w:r></w:moveTo>"
    assert text_of(paragraph("甲", kept, dropped, moved)) == "甲新增移来\n"


def test_a_row_deleted_under_tracked_changes_is_gone() -> None:
    deleted = "<w:trPr><w:del/></w:trPr>" + cell("旧") + cell("旧")
    assert grid(table(cell("甲") + cell("乙"), deleted)) == [["甲", "乙"]]


def test_links_fields_and_content_controls_keep_their_text() -> None:
    link = "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>"
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple><w:r><w:t>日期</w:t></w:r></w:fldSimple>"
    control = "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>内容</w:t></w:r></w:sdtContent></w:sdt>"
    assert text_of(paragraph(link, field, control)) == "链接日期内容\n"


def test_hidden_text_and_text_boxes_are_left_out() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
    box = boxed(paragraph("图注"))
    assert text_of(paragraph("正文", hidden, box)) == "正文\n"


def test_what_a_letterhead_says_in_a_text_box_is_kept() -> None:
    box = boxed(paragraph("甲县人民政府文件"))
    assert text_of(paragraph(box) + paragraph("正文")).startswith("甲县人民政府文件\n")


@pytest.mark.parametrize("where", ["box", "header"])
def test_a_classification_is_found_outside_the_body(where: str) -> None:
    mark = paragraph("机密★1年")
    box = boxed(mark)
    data = docx(paragraph(box)) if where == "box" else docx(paragraph("正文"), header1=mark)
    with pytest.raises(SecretDocument, match="机密"):
        read_bytes(data, "计划.docx")


def test_a_generated_table_of_contents_is_left_out() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    contents = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{paragraph('一、甲 1')}</w:sdtContent></w:sdt>"
    styles = '<w:style w:styleId="10"><w:name w:val="toc 1"/></w:style>'
    body = contents + paragraph("二、乙 2", style="10") + paragraph("一、甲")
    assert text_of(body, styles=styles) == "一、甲\n"


def test_the_strict_form_of_the_standard_is_read_too() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = "<w:body><w:p><w:r><w:t>总体要求</w:t></w:r></w:p></w:body>"
    document = f'<w:document xmlns:w="{strict}">{body}</w:document>'
    assert source_of(archive({"word/document.xml": document.encode()}), "a.docx").text == "总体要求\n"


def refusal(data: bytes, name: str = "计划.docx") -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        source_of(data, name)
    return caught.value


def test_a_truncated_file_is_damaged() -> None:
    assert refusal(docx(paragraph("正文" * 500))[:-60]).kind == "damaged"


def test_a_damaged_part_is_damaged() -> None:
    whole = archive({"word/document.xml": b"<w:document><w:body>"})
    assert refusal(whole).kind == "damaged"


def test_a_part_with_flipped_bits_is_damaged() -> None:
    data = bytearray(docx(paragraph("".join(chr(0x4E00 + number) for number in range(3000)))))
    middle = data.index(b"word/document.xml") + 2000
    data[middle : middle + 40] = bytes(40)
    assert refusal(bytes(data)).kind == "damaged"


def test_a_container_without_a_document_is_no_word_file() -> None:
    assert refusal(archive({"a.txt": b"x"})).kind == "wrong_extension"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_entity_bomb_is_refused_before_it_is_parsed(encoding: str) -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE d [<!ENTITY e0 "哈">{entities}]><d>&e9;</d>'
    assert refusal(archive({"word/document.xml": bomb.encode(encoding)})).kind == "doctype"


def test_a_part_that_unpacks_out_of_proportion_is_refused() -> None:
    assert refusal(archive({"word/document.xml": b" " * 30_000_000})).kind == "bomb"


def test_a_declared_size_that_lies_does_not_help_a_bomb() -> None:
    data = bytearray(archive({"word/document.xml": b" " * 30_000_000}))
    size = (30_000_000).to_bytes(4, "little")
    while (place := data.find(size)) >= 0:
        data[place : place + 4] = (1000).to_bytes(4, "little")
    assert refusal(bytes(data)).kind in {"bomb", "damaged"}


def test_too_many_members_are_refused() -> None:
    members = {f"word/{number}.xml": b"" for number in range(5001)} | {"word/document.xml": b"<d/>"}
    assert refusal(archive(members)).kind == "bomb"


def test_a_member_under_a_password_is_said_to_be_so() -> None:
    data = bytearray(docx(paragraph("正文")))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(sign)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(sign, place + 4)
    assert refusal(bytes(data)).kind == "encrypted"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("entry", "kind", "advice"),
    [("EncryptedPackage", "encrypted", "去掉密码"), ("WordDocument", "doc", "另存为 .docx")],
)
@pytest.mark.parametrize("name", ["计划.docx", "计划.doc", "计划.txt"])
def test_ole_containers_are_told_apart(entry: str, kind: str, advice: str, name: str) -> None:
    error = refusal(OLE + entry.encode("utf-16-le") + bytes(100), name)
    assert error.kind == kind
    assert advice in error.zh


WPS = 'xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData"'


def test_a_document_as_wps_writes_it_is_read() -> None:
    look = '<w:rPr><w:rFonts w:hint="eastAsia"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
    run = f"<w:r>{look}<w:t>总体要求</w:t></w:r>"
    inner = f"<w:txbxContent>{paragraph('框')}</w:txbxContent>"
    choice = f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>"
    fallback = f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
    boxes = f"<w:p><w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r></w:p>"
    extra = '<w:p><w:pPr><w:ind/></w:pPr><wpsCustomData:x/><w:bookmarkStart w:name="_GoBack"/></w:p><w:sectPr/>'
    document = f"<w:document {NAMESPACES} {WPS}><w:body><w:p>{run}</w:p>{boxes}{extra}</w:body></w:document>"
    members = {"[Content_Types].xml": b"<Types/>", "docProps/custom.xml": b"", "word/document.xml": document.encode()}
    assert source_of(archive(members), "方案.docx").text == "总体要求\n\n\n"


def test_the_main_part_may_have_another_name() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r" Target="/word/document2.xml" Type="{office}/officeDocument"/></Relationships>'
    )
    document = f"<w:document {NAMESPACES}><w:body>{paragraph('总体要求')}</w:body></w:document>"
    members = {"_rels/.rels": relations.encode(), "word/document2.xml": document.encode()}
    assert source_of(archive(members), "方案.docx").text == "总体要求\n"


def test_a_container_with_backslashes_in_its_names_is_read() -> None:
    document = f"<w:document {NAMESPACES}><w:body>{paragraph('总体要求')}</w:body></w:document>"
    assert source_of(archive({"word\\document.xml": document.encode()}), "方案.docx").text == "总体要求\n"


def test_a_comment_inside_a_text_does_not_cut_it() -> None:
    assert text_of(paragraph("<w:r><w:t>总体<!-- x -->要求</w:t></w:r>")) == "总体要求\n"


def test_another_file_inside_a_document_is_said_to_be_there() -> None:
    error = refusal(docx(paragraph("正文") + '<w:altChunk r:id="r1"/>'))
    assert error.kind == "embedded"
    assert "另存为 .docx" in error.zh


@pytest.mark.parametrize("value", ["²", "9" * 5000, "-1", "", "一"])
def test_a_number_that_is_none_does_not_stop_the_reader(value: str) -> None:
    numbering = levels(("decimal", "%1.")).replace(
        "<w:numFmt", f'<w:start w:val="{value}"/><w:lvlRestart w:val="{value}"/><w:numFmt'
    )
    properties = f'<w:tcPr><w:gridSpan w:val="{value}"/></w:tcPr>'
    body = paragraph("甲", number=1) + table(f"<w:tc>{properties}{paragraph('乙')}</w:tc>" + cell("丙"))
    assert text_of(body, numbering=numbering) == "1. 甲\n乙\t丙\n"


def wide(number: int) -> str:
    """A cell over all columns whose XML does not pack too well."""
    return f'<w:tc><w:tcPr><w:gridSpan w:val="63"/></w:tcPr><w:p w:id="{number * 7919 % 1000003}"/></w:tc>'


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<w:smartTag>" * 300 + "</w:smartTag>" * 300, "too_complex"),
        (table(*map(wide, range(3300))), "too_much"),
        ("".join(f'<w:p w:a="{number * 7919 % 1000003}"/>' for number in range(1_100_000)), "too_much"),
        (paragraph("".join(chr(0x4E00 + number * 7919 % 20000) for number in range(3_400_000))), "too_complex"),
    ],
    ids=["depth", "grid", "tags", "text"],
)
def test_a_document_that_attacks_the_parser_is_refused(body: str, kind: str) -> None:
    assert refusal(docx(paragraph("正文") + body)).kind == kind


def test_tables_inside_tables_as_deep_as_xml_goes_are_read() -> None:
    body = "<w:tbl><w:tr><w:tc>" * 70 + paragraph("甲") + "</w:tc><w:tc/></w:tr></w:tbl>" * 70
    assert "甲" in text_of(body)


def test_a_document_type_in_another_encoding_does_not_pass_unseen() -> None:
    document = '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE d+AD4-<d/>'
    assert refusal(archive({"word/document.xml": document.encode()})).kind == "damaged"
