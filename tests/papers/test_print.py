"""What LibreOffice makes of our papers: pages of the right size, and no text lost on the way to print."""

import re
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

from luoshi.papers.columns import Group, Kind, Row, Value, shown
from luoshi.papers.document import Table, paper_bytes
from luoshi.papers.sheets import workbook_bytes
from tests.papers.office import Convert
from tests.papers.samples import AT, adoption, lists, notice, task_sheet

A4 = (595, 842)


@pytest.fixture(scope="module")
def printed(convert: Convert, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The samples as PDF, by name."""
    made = {
        "lists.xlsx": workbook_bytes(lists(), at=AT),
        "adoption.docx": paper_bytes(adoption(), at=AT),
        "notice.docx": paper_bytes(notice(), at=AT),
    }
    folder = tmp_path_factory.mktemp("papers")
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return {Path(name).stem: convert("pdf", folder / name) for name in made}


def pages(path: Path) -> list[tuple[tuple[int, int], str]]:
    """Size in points and text, without white space, of every page."""
    document = pypdfium2.PdfDocument(path)
    try:
        found = []
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage().get_text_bounded()
            found.append(((round(width), round(height)), re.sub(r"\s|\ufffe", "", text)))
        return found
    finally:
        document.close()


def test_lists_print_on_a4_one_page_wide(printed: dict[str, Path]) -> None:
    found = pages(printed["lists"])
    assert {tuple(sorted(size)) for size, _ in found} == {A4}
    turned = [size == A4[::-1] for size, _ in found]
    assert turned[0]
    assert not turned[-1]
    assert 8 <= len(found) <= 20
    assert f"第1页，共{len(found)}页" in found[0][1]


def test_headings_are_printed_on_every_page_of_a_list(printed: dict[str, Path]) -> None:
    tasks = [text for size, text in pages(printed["lists"]) if "责任单位完成时限" in text]
    assert len(tasks) >= 5
    assert all("序号章举措任务内容牵头单位" in text for text in tasks)


def test_all_of_a_list_is_printed(printed: dict[str, Path]) -> None:
    text = "".join(text for _, text in pages(printed["lists"]))
    for row in task_sheet().rows:
        for value, kind in cells(row):
            assert re.sub(r"\s", "", shown(value, kind)) in text


def cells(row: Row | Group) -> list[tuple[Value, Kind]]:
    kinds = [column.kind for column in task_sheet().columns]
    return [] if isinstance(row, Group) else list(zip(row, kinds, strict=True))


def test_no_row_is_lower_than_libreoffice_would_make_it(convert: Convert, tmp_path: Path) -> None:
    ours = tmp_path / "lists.xlsx"
    ours.write_bytes(workbook_bytes(lists(), at=AT))
    flat = convert("fods", ours)
    fixed = re.sub(r'style:row-height="[^"]*"', "", flat.read_text(encoding="utf-8"))
    assert fixed.count('style:use-optimal-row-height="false"') > 3
    free = tmp_path / "free.fods"
    free.write_text(fixed.replace('row-height="false"', 'row-height="true"'), encoding="utf-8")
    for sheet, needed in zip(load_workbook(ours), load_workbook(convert("xlsx", free)), strict=True):
        heights = [(sheet.row_dimensions[row].height, needed.row_dimensions[row].height) for row in range(1, 13)]
        assert len({need for _, need in heights}) > 2
        assert all(need <= height < 2.5 * need for height, need in heights), (sheet.title, heights)


def test_papers_print_on_a4_with_numbers_outside(printed: dict[str, Path]) -> None:
    found = pages(printed["adoption"])
    assert {size for size, _ in found} == {A4}
    assert [text.endswith(f"—{number}—") for number, (_, text) in enumerate(found, 1)] == [True] * len(found)


def test_a_wide_annex_is_turned_and_the_rest_is_not(printed: dict[str, Path]) -> None:
    found = pages(printed["notice"])
    turned = [size == A4[::-1] for size, _ in found]
    assert not turned[0]
    assert True in turned
    assert not turned[-1]
    assert found[-1][1].startswith("附件2")


def test_22_lines_of_28_characters_stand_on_a_page(printed: dict[str, Path]) -> None:
    document = pypdfium2.PdfDocument(printed["notice"])
    lines = document[1].get_textpage().get_text_bounded().strip().splitlines()
    document.close()
    assert len(lines) == 22 + 1
    assert max(len(line.strip()) for line in lines) >= 27


def test_what_was_adopted_is_all_there(printed: dict[str, Path]) -> None:
    text = "".join(text for _, text in pages(printed["adoption"]))
    table = next(block for block in adoption().blocks if isinstance(block, Table))
    for row in table.rows:
        assert not isinstance(row, Group)
        assert all(shown(value, "text") in text for value in row[2:4])
    assert "州政府办公室马文山" in text
