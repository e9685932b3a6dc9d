"""Web pages: character sets, what is dropped, main content, lists, data tables and layout tables."""

import pytest

from luoshi.reader import read_bytes
from luoshi.reader.errors import UnreadableFile
from luoshi.reader.formats import source_of
from tests.reader.texts import outcome

LINE = "坚持节水优先，到2030年全县用水总量控制在1.2亿立方米以内。"
PROSE = "".join(f"<p>{number}.{LINE}</p>" for number in range(1, 9))


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def text_of(body: str) -> str:
    return source_of(page(body).encode(), "网页.html").text


def grid(body: str) -> list[list[str]]:
    source = source_of(page(body).encode(), "网页.html")
    return [[source.text[cell.start : cell.end] for cell in row] for row in source.tables[0].rows]


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", '<meta charset="utf-8">'),
        ("utf-8", ""),
        ("utf-8-sig", '<meta charset="gb2312">'),
        ("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
        ("gb18030", ""),
        ("gb18030", "<meta charset=utf-8>"),
        ("utf-16", ""),
    ],
)
def test_a_page_is_decoded_by_its_mark_its_own_word_or_what_makes_sense(encoding: str, head: str) -> None:
    assert source_of(page(PROSE, head).encode(encoding), "网页.html").text.startswith(f"1.{LINE}\n2.")


def test_a_page_as_xhtml_is_read_too() -> None:
    data = '<?xml version="1.0" encoding="UTF-8"?>\n' + page(PROSE)
    assert source_of(data.encode(), "网页.xhtml").text.startswith("1.")


def test_blocks_and_breaks_make_lines_and_white_space_collapses() -> None:
    assert text_of("<div>甲\n  <b>乙</b>&nbsp;丙<br>丁</div><p>戊<p>己") == "甲 乙\xa0丙\n丁\n戊\n己\n"


def test_preformatted_text_keeps_its_lines() -> None:
    assert text_of("<pre>一、总体要求\n推进节水。<br>二、任务</pre>") == "一、总体要求\n推进节水。\n二、任务\n"


@pytest.mark.parametrize(
    "dropped",
    [
        "<script>var 隐 = 1;</script>",
        "<style>p { 隐: 1 }</style>",
        "<nav>隐</nav>",
        "<div role=navigation>隐</div>",
        "<div style='display: none'>隐</div>",
        "<p hidden>隐</p>",
        "<span style='color:red;mso-hide:all'>隐</span>",
        "<select><option>隐</select>",
        "<button>隐</button>",
        "<!-- 隐 -->",
        "<noscript>隐</noscript>",
        "<iframe src='https://example.org/'>隐</iframe>",
        "<ruby>字<rt>隐</rt></ruby>",
        "<ul><li><a>隐一</a><li><a>隐二</a><li><a>隐三</a><li><a>隐四</a></ul>",
        "<xml><w:WordDocument>隐</w:WordDocument></xml>",
    ],
)
def test_what_is_no_text_of_the_document_is_dropped(dropped: str) -> None:
    text = text_of(f"<p>前</p>{dropped}<p>后</p>")
    assert "隐" not in text
    assert text.startswith("前\n")
    assert text.endswith("后\n")


def test_the_main_part_is_kept_with_its_title_and_the_rest_is_not() -> None:
    body = (
        "<form id=aspnetForm><div class=top>首页 政务公开 办事服务</div><div>您现在的位置：<a>首页</a></div>"
        f"<h1>青河县节水行动方案</h1><div>发布时间：2026-03-09</div><div id=zoom>{PROSE}</div>"
        "<div class=foot>主办：青河县人民政府办公室</div></form>"
    )
    lines = text_of(body).splitlines()
    assert lines == ["青河县节水行动方案", *(f"{number}.{LINE}" for number in range(1, 9))]


def test_nothing_is_cut_away_beside_paragraphs_of_the_document() -> None:
    assert text_of(f"<p>前言。</p><div>{PROSE}</div><p>2026年3月9日</p>").startswith("前言。\n1.")
    assert text_of(f"<p>前言。</p><div>{PROSE}</div><p>2026年3月9日</p>").endswith("2026年3月9日\n")


def test_a_short_page_is_kept_whole() -> None:
    assert text_of("<div>青河县节水行动方案</div><div>一、总体要求</div>") == "青河县节水行动方案\n一、总体要求\n"


def test_numbers_that_a_browser_prints_are_part_of_the_text() -> None:
    assert text_of("<ol start=3><li>甲<li><p>乙</p><li value=9>丙</ol><ul><li>丁</ul>") == "3. 甲\n4. 乙\n9. 丙\n丁\n"
    assert text_of("<ol style='list-style-type:none'><li>（一）甲</ol>") == "（一）甲\n"


def test_spans_make_merged_cells() -> None:
    body = "<table><tr><td rowspan=2>任务<td colspan=2>单位<tr><td>县水利局<td>县财政局</table>"
    assert grid(body) == [["任务", "单位", "单位"], ["任务", "县水利局", "县财政局"]]
    rows = source_of(page(body).encode(), "a.html").tables[0].rows
    assert [[cell.merged for cell in row] for row in rows] == [[False, False, True], [True, False, False]]


def test_a_span_of_zero_reaches_the_last_row_and_none_reaches_beyond() -> None:
    assert grid("<table><tr><td rowspan=0>甲<td>乙<tr><td>丙</table>") == [["甲", "乙"], ["甲", "丙"]]
    assert grid("<table><tr><td rowspan=99>甲<td>乙<tr><td>丙</table>") == [["甲", "乙"], ["甲", "丙"]]


def test_lines_in_a_cell_become_vertical_tabs_and_a_table_inside_is_its_text() -> None:
    inner = "<table><tr><td>甲<td>乙</table>"
    body = f"<table><tr><th>任务<th>单位<tr><td>建设泵站，改造渠系{inner}<td><p>县水利局<p>县财政局</table>"
    assert grid(body)[1] == ["建设泵站，改造渠系\v甲 乙", "县水利局\v县财政局"]


@pytest.mark.parametrize(
    "body",
    [
        f"<table><tr><td>{PROSE}</table>",
        f"<table role=presentation><tr><td>左<td>{PROSE}</table>",
        f"<table><tr><td>左<td>{PROSE}{PROSE}{PROSE}</table>",
        f"<table><tr><td>左<td><table><tr><td>{PROSE}</table></table>",
    ],
)
def test_a_table_that_lays_out_the_page_is_no_table(body: str) -> None:
    source = source_of(page(body).encode(), "网页.html")
    assert source.tables == ()
    assert f"1.{LINE}\n2." in source.text


def test_rows_of_a_table_in_a_page_are_measures() -> None:
    head = "<tr><th>序号<th>重点任务<th>牵头单位<th>完成时限"
    body = f"<h1>重点任务清单</h1><table>{head}<tr><td>1<td>新建泵站3座<td>县水利局<td>2026年底</table>"
    measures = read_bytes(page(body).encode(), "网页.htm").measures
    assert [(each.title, each.named("lead"), each.deadline) for each in measures] == [
        ("新建泵站3座", ["县水利局"], "2026年底")
    ]


def test_a_piece_of_a_page_needs_no_head() -> None:
    assert source_of("<div><p>一、总体要求</p></div>".encode(), "网页.html").text == "一、总体要求\n"


def test_text_under_the_name_of_a_page_is_said_to_be_text() -> None:
    with pytest.raises(UnreadableFile, match=r"改成 \.txt"):
        source_of(LINE.encode(), "网页.html")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<div>" * 100_000 + "甲", "too_complex"),
        ("<table><tr><td>甲<td>" * 5_000, "too_complex"),
        ("<p " + " ".join(f"a{number}=1" for number in range(200_000)) + ">甲", "too_complex"),
        ("<p>" + "县" * 4_000_000, "too_complex"),
        ("<p>甲</p>" * 1_200_000, "too_much"),
        ("<table>" + "<tr><td rowspan=65534 colspan=200>甲<td>乙" * 2_000 + "</table>", "too_much"),
        ("<table><tr>" + "<td colspan=1000>甲" * 9 + "</table>", "too_much"),
    ],
    ids=["depth", "tables", "attributes", "text", "tags", "spans", "columns"],
)
def test_a_page_that_attacks_the_parser_is_refused(body: str, kind: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        text_of(body)
    assert caught.value.kind == kind


def test_entities_are_not_expanded_and_nothing_is_fetched() -> None:
    entities = '<!DOCTYPE html [<!ENTITY a "哈哈"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    text = source_of(f"{entities}<html><body><p>甲&a;&b;</p></body></html>".encode(), "网页.html").text
    assert "root:" not in text
    assert "甲" in text


def test_a_page_cut_off_anywhere_still_reads() -> None:
    whole = page(f"<div>{PROSE}<table><tr><td>任务<td>单位</table></div>").encode()
    for size in range(60, len(whole), 97):
        assert outcome(whole[:size], "网页.html") in {"read", "blank", "wrong_extension"}
