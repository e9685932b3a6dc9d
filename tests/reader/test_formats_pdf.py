"""PDF: reading order, heads and page numbers, ruled tables, scans, and files that attack the reader of PDF."""

import zlib
from pathlib import Path

import pytest

from luoshi.reader import read_bytes, read_text
from luoshi.reader.errors import SecretDocument, UnreadableFile
from luoshi.reader.formats import source_of
from luoshi.reader.formats._pdf_rows import printed
from luoshi.reader.formats._pdf_worker import MEMORY, SECONDS
from tests.reader.paper import LEAD, SIZE, TOP, Sheet, assembled, lines, pdf, ruled, stream
from tests.reader.texts import HARD_WRAPPED, NOTICE, outcome

HEAD = ["序号", "重点任务", "牵头单位", "完成时限"]
XS = [60, 100, 330, 430, 530]


def text_of(*sheets: Sheet) -> str:
    return source_of(pdf(*sheets), "方案.pdf").text


def grid(*sheets: Sheet) -> list[list[str]]:
    source = source_of(pdf(*sheets), "方案.pdf")
    return [[source.text[cell.start : cell.end] for cell in row] for row in source.tables[0].rows]


def refusal(data: bytes, name: str = "方案.pdf") -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        source_of(data, name)
    return caught.value


def printed_notice() -> bytes:
    """The notice as an office prints it: wrapped, indented, with a running head and page numbers."""
    pages: list[list[str]] = [[]]
    for line in HARD_WRAPPED.split("\n"):
        if line.startswith("—"):
            pages.append([])
        else:
            pages[-1].append(line)
    sheets = [lines(page) for page in pages if page]
    for number, sheet in enumerate(sheets, 1):
        sheet.text(280, 50, f"— {number} —", 14).text(90, 800, "青河县人民政府公报", 10)
    return pdf(*sheets)


def test_a_printed_notice_reads_like_its_text() -> None:
    reading, expected = read_bytes(printed_notice(), "方案.pdf"), read_text(NOTICE)
    assert [each.title for each in reading.outline] == [each.title for each in expected.outline]
    assert [each.named("lead") for each in reading.measures] == [each.named("lead") for each in expected.measures]
    assert [each.quote for each in reading.targets] == [each.quote for each in expected.targets]
    assert reading.document == expected.document


def test_running_heads_and_page_numbers_are_no_text() -> None:
    text = source_of(printed_notice(), "方案.pdf").text
    assert "公报" not in text
    assert "— 2 —" not in text


def test_a_head_on_one_page_only_is_text() -> None:
    assert "公报" in text_of(lines(["甲" * 20]).text(90, 800, "青河县人民政府公报"), lines(["乙" * 20]))


def test_a_classification_stays_even_where_heads_are_dropped() -> None:
    sheets = [lines([text * 25]).text(90, 800, "机密★1年", 12) for text in "甲乙丙"]
    with pytest.raises(SecretDocument, match="机密"):
        read_bytes(pdf(*sheets), "方案.pdf")


def test_lines_come_from_top_to_bottom_whatever_their_order_in_the_file() -> None:
    sheet = (
        Sheet()
        .text(90, 600, "第三行的文字在这里")
        .text(90, 700, "第一行的文字在这里")
        .text(90, 650, "第二行的文字在这里")
    )
    assert text_of(sheet) == "第一行的文字在这里\n第二行的文字在这里\n第三行的文字在这里\n"


def test_a_page_in_two_columns_is_read_one_column_after_the_other() -> None:
    sheet = Sheet().text(180, 780, "青河县人民政府关于节水的意见")
    for number in range(12):
        sheet.text(60, 740 - 20 * number, f"左{number:02d}" + "甲" * 15, 12).text(
            310, 740 - 20 * number, f"右{number:02d}" + "乙" * 15, 12
        )
    starts = [line.strip()[:3] for line in text_of(sheet).splitlines()]
    assert starts == ["青河县", *(f"左{n:02d}" for n in range(12)), *(f"右{n:02d}" for n in range(12))]


def test_an_indent_is_kept_so_that_paragraphs_can_be_told_apart() -> None:
    assert (
        text_of(lines(["甲" * 26, "\u3000\u3000" + "乙" * 24, "丙" * 26])).split("\n")[1].startswith("\u3000\u3000乙")
    )


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(turn: int) -> None:
    matrix = {90: "0 1 -1 0 {} 100", 180: "-1 0 0 -1 500 {}", 270: "0 -1 1 0 {} 700"}[turn]
    step = -30 if turn == 270 else 30
    rows = ["第一行的文字在这里面", "第二行的文字在这里面", "第三行的文字在这里面"]
    sheet = Sheet(turn=turn)
    for number, text in enumerate(rows):
        place = matrix.format(300 + step * number)
        sheet.drawn.append(f"BT /F 16 Tf {place} Tm <{text.encode('utf-16-be').hex()}> Tj ET")
    assert text_of(sheet).split() == rows


def test_a_slanted_watermark_is_no_text() -> None:
    sheet = lines(["甲" * 25])
    sheet.drawn.append(f"BT /F 60 Tf 0.7 0.7 -0.7 0.7 100 300 Tm <{'内部资料'.encode('utf-16-be').hex()}> Tj ET")
    assert "内部" not in text_of(sheet)


def test_wide_gaps_are_blanks_and_words_keep_theirs() -> None:
    sheet = (
        Sheet()
        .text(90, 700, "签发人")
        .text(200, 700, "王某某")
        .text(90, 650, "Party A", 16)
        .text(90, 600, "用水总量控制在1.2亿立方米以内")
    )
    assert text_of(sheet).split("\n")[:2] == ["签发人 王某某", "Party A"]


def test_radicals_that_fonts_confuse_with_characters_are_put_right() -> None:
    assert printed("⽬⼀工") == "目一工"


def table_page(*rows: list[str], top: float = 740) -> Sheet:
    sheet = Sheet()
    ruled(sheet, XS, top, list(rows))
    return sheet


def test_a_ruled_table_is_known_exactly() -> None:
    rows = [HEAD, ["1", "建设高标准农田5万亩", "县农业农村局", "2026年底"], ["2", "改造管网20公里", "县水利局", ""]]
    assert grid(table_page(*rows).text(200, 780, "重点任务分解表")) == rows


def test_rows_of_a_ruled_table_are_measures() -> None:
    rows = [
        HEAD,
        ["1", "建设高标准农田5万亩", "县农业农村局", "2026年底"],
        ["2", "改造管网20公里", "县水利局", "2027年"],
    ]
    measures = read_bytes(pdf(table_page(*rows)), "清单.pdf").measures
    assert [(each.title, each.named("lead"), each.deadline) for each in measures] == [
        ("建设高标准农田5万亩", ["县农业农村局"], "2026年底"),
        ("改造管网20公里", ["县水利局"], "2027年"),
    ]


def test_lines_that_fill_their_cell_go_on_and_short_ones_end() -> None:
    rows = [HEAD, ["1", "甲" * 21 + "\n" + "乙" * 5, "县水利局\n县财政局", "2026年"]]
    assert grid(table_page(*rows))[1][1:3] == ["甲" * 21 + "乙" * 5, "县水利局\v县财政局"]


def test_a_cell_without_a_rule_inside_is_merged() -> None:
    sheet = Sheet()
    for x in (60, 200, 340, 480):
        sheet.rule(x, 600, x, 700)
    for y in (600, 700):
        sheet.rule(60, y, 480, y)
    sheet.rule(200, 650, 480, 650)
    for x, y, text in (
        (70, 640, "节水"),
        (210, 670, "建设泵站"),
        (350, 670, "县水利局"),
        (210, 620, "改造管网"),
        (350, 620, "县住建局"),
    ):
        sheet.text(x, y, text, 12)
    source = source_of(pdf(sheet), "清单.pdf")
    assert grid(sheet) == [["节水", "建设泵站", "县水利局"], ["节水", "改造管网", "县住建局"]]
    assert [row[0].merged for row in source.tables[0].rows] == [False, True]


def test_a_table_open_at_its_sides_is_a_table() -> None:
    sheet = Sheet()
    for y in (600, 640, 680):
        sheet.rule(60, y, 480, y)
    for x in (200, 340):
        sheet.rule(x, 600, x, 680)
    for y, row in ((650, ["任务", "牵头单位", "时限"]), (610, ["建设泵站", "县水利局", "2026年"])):
        for x, text in zip((70, 210, 350), row, strict=True):
            sheet.text(x, y, text, 12)
    assert grid(sheet) == [["任务", "牵头单位", "时限"], ["建设泵站", "县水利局", "2026年"]]


def test_a_table_that_goes_on_over_pages_is_one_and_its_head_counts_once() -> None:
    pages = [
        table_page(HEAD, [str(n), f"任务{n}的内容", "县水利局", "2026年"], [str(n + 1), "丁", "县财政局", ""])
        for n in (1, 3)
    ]
    assert [row[0] for row in grid(*pages)] == ["序号", "1", "2", "3", "4"]


def test_a_row_that_a_page_break_cut_is_put_together() -> None:
    first = table_page(HEAD, ["1", "建设高标准农田", "县农业农村局、", "2026年"], ["2", "推广", "县水利局、", "2027年"])
    second = table_page(HEAD, ["", "喷灌技术。", "县财政局", ""], ["3", "丙", "县教育局", "2028年"])
    assert grid(first, second)[2:] == [
        ["2", "推广喷灌技术。", "县水利局、县财政局", "2027年"],
        ["3", "丙", "县教育局", "2028年"],
    ]


def test_a_box_around_text_is_no_table() -> None:
    sheet = lines(["甲" * 25, "乙" * 25]).box(80, 700, 440, 100)
    source = source_of(pdf(sheet), "方案.pdf")
    assert (source.tables, source.text.split()) == ((), ["甲" * 25, "乙" * 25])


def test_a_scan_says_that_it_needs_its_text_beside_it() -> None:
    error = refusal(pdf(Sheet().picture(), Sheet().picture()))
    assert error.kind == "scan"
    assert "OCR" in error.zh
    assert ".txt 或 .docx" in error.zh


def test_pages_that_are_pictures_are_named_among_the_problems() -> None:
    reading = read_bytes(pdf(lines(["甲" * 25] * 9), Sheet().picture(), lines(["乙" * 25] * 9)), "方案.pdf")
    assert [row.message for row in reading.problems if row.kind == "scanned_pages"] == [
        "第 2 页是图片，没有读。请对照原件补上。"
    ]


def test_fonts_that_do_not_say_what_they_show_are_named() -> None:
    sheet = Sheet()
    sheet.drawn.append(f"BT /F 16 Tf 90 700 Td <{'ee80' * 40}> Tj ET")
    assert refusal(pdf(sheet)).kind == "garbled"


def encrypted() -> bytes:
    """A file that wants a password: its key does not fit the empty one."""
    security = f"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{'ab' * 32}> /U <{'cd' * 32}> >>"
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [] /Count 0 >>",
        3: security.encode(),
    }
    return assembled(objects, f"/Encrypt 3 0 R /ID [<{'01' * 16}> <{'01' * 16}>] ")


def test_a_password_is_named() -> None:
    error = refusal(encrypted())
    assert error.kind == "encrypted"
    assert "密码" in error.zh


def paged(content: bytes, extra: dict[int, bytes] | None = None, kids: str = "[10 0 R]", count: int = 1) -> bytes:
    """One page that draws this content; XObject /X is object 20."""
    return assembled(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: f"<< /Type /Pages /Kids {kids} /Count {count} >>".encode(),
            3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            10: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 11 0 R"
            b" /Resources << /Font << /F 3 0 R >> /XObject << /X 20 0 R >> >> >>",
            11: content,
            **(extra or {}),
        }
    )


def form(content: bytes, inner: int) -> bytes:
    return stream(
        content, f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {inner} 0 R >> >>"
    )


def twice(data: bytes) -> bytes:
    packed = zlib.compress(zlib.compress(data))
    return (
        f"<< /Filter [/FlateDecode /FlateDecode] /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream"
    )


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (b"%PDF-1.7\n", {"damaged"}),
        (b"%PDF-1.7\n" + bytes(range(256)) * 50, {"damaged"}),
        (paged(stream(b""), kids="[2 0 R]", count=1000), {"scan", "damaged"}),
        (paged(stream(b""), count=2_000_000_000), {"scan", "too_much", "damaged"}),
        (paged(stream(b""), kids=f"[{'10 0 R ' * 1600}]", count=1600), {"too_much"}),
        (paged(stream(b"/X Do"), {20: form(b"/X Do /X Do", 20)}), {"too_much", "scan"}),
        (paged(stream(b"/X Do"), {n: form(b"/X Do " * 10, n + 1) for n in range(20, 40)}), {"too_much", "scan"}),
        (paged(stream(b"BT /F 9 Tf (x) Tj ET " * 5_000_000)), {"too_much"}),
        (paged(twice(b" " * 300_000_000)), {"scan", "too_much"}),
        (paged(b"[" * 200_000), {"scan", "damaged"}),
        (paged(stream(b"BT /F 9 Tf " + b"(abcdefghij) Tj " * 10_000 + b"ET")), {"too_much"}),
    ],
    ids=["header", "noise", "page-tree", "count", "pages", "self", "billion", "stream", "twice", "depth", "characters"],
)
def test_a_file_that_attacks_the_parser_is_refused(data: bytes, kinds: set[str]) -> None:
    assert refusal(data).kind in kinds


def test_the_parser_runs_within_limits_of_its_own() -> None:
    assert SECONDS <= 10
    assert MEMORY <= 2 * 1024**3


def test_a_file_cut_off_anywhere_gives_text_or_a_reason() -> None:
    data = printed_notice()
    for size in range(9, len(data), len(data) // 12):
        assert outcome(data[:size], "方案.pdf") in {"read", "damaged", "scan"}


def test_the_lead_of_lines_does_not_matter() -> None:
    close = Sheet()
    for number in range(5):
        close.text(90, TOP - SIZE * 1.05 * number, f"{number}" + "甲" * 20)
    assert LEAD > SIZE
    assert [line[0] for line in text_of(close).split()] == list("01234")


def test_a_pdf_needs_nothing_of_the_module_search_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise RuntimeError")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert text_of(lines(["甲" * 25])).strip() == "甲" * 25
