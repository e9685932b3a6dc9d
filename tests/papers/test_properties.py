"""Whatever people type, the files open and say it."""

import io
from decimal import Decimal

import docx
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from luoshi.papers.columns import Cell, Column, Group
from luoshi.papers.document import Paper, Paragraph, Table, paper_bytes
from luoshi.papers.sheets import Sheet, Workbook, workbook_bytes
from luoshi.papers.text import balanced, clean, lines_needed, width
from tests.papers.parts import xml_of
from tests.papers.samples import AT

texts = st.text(max_size=60) | st.text("=+-@|'\"<>&_x0041\\;\t\n\r\x00临夏州", max_size=30)
figures = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**11), max_value=10**11)
cells: st.SearchStrategy[Cell] = texts | figures | st.integers(-(10**14), 10**14) | st.dates() | st.none()
kinds = st.sampled_from(["text", "wrap", "serial", "number", "percent", "date"])


@given(texts, texts, texts)
@settings(max_examples=60, deadline=None)
def test_a_workbook_says_what_was_typed(first: str, second: str, heading: str) -> None:
    columns = (Column(heading), Column("乙", "wrap"))
    sheet = Sheet(name=heading, title=heading, columns=columns, rows=[(first, second), Group(first)])
    data = workbook_bytes(Workbook(heading, (sheet,), heading), at=AT)
    xml_of(data)
    found = load_workbook(io.BytesIO(data)).worksheets[0]
    shown = [found["A1"].value, found["A2"].value, found["A3"].value, found["B3"].value, found["A4"].value]
    assert [text or "" for text in shown[1:]] == [clean(text) for text in (heading, first, second, first)]
    assert (shown[0] or "").replace("\n", "") == clean(heading).replace("\n", "")


@given(st.lists(st.tuples(cells, cells), max_size=6), kinds, kinds, st.booleans())
@settings(max_examples=60, deadline=None)
def test_no_cell_is_a_formula(rows: list[tuple[Cell, Cell]], first: str, second: str, merge: bool) -> None:
    columns = (Column("甲", first, merge_repeats=merge), Column("乙", second))  # type: ignore[arg-type]
    data = workbook_bytes(Workbook("任意", (Sheet("任意", "任意", columns, rows),)), at=AT)
    assert not any(True for xml in xml_of(data).values() for _ in xml.iter("{*}f"))
    types = {cell.data_type for row in load_workbook(io.BytesIO(data)).worksheets[0].iter_rows() for cell in row}
    assert types <= {"s", "n", "d"}


@given(texts, texts)
@settings(max_examples=40, deadline=None)
def test_a_document_says_what_was_typed(text: str, cell: str) -> None:
    table = Table((Column("甲", "wrap"), Column("乙", "number")), [(cell, Decimal("1.50"))])
    data = paper_bytes(Paper("标题", [Paragraph(text), table], issuer=cell, remark=text), at=AT)
    xml_of(data)
    found = docx.Document(io.BytesIO(data))
    assert found.paragraphs[1].text == clean(text)
    assert [each.text for each in found.tables[0].rows[1].cells] == [clean(cell), "1.50"]


@given(st.text("临夏州，。（）《》a1 ", max_size=80), st.integers(8, 60))
def test_a_balanced_title_keeps_its_characters_and_its_room(title: str, room: int) -> None:
    lines = balanced(title, room).split("\n")
    assert "".join(lines) == title
    assert lines_needed(title, room) <= lines_needed("\n".join(lines), room)
    assert sum(map(width, lines)) == width(title)
